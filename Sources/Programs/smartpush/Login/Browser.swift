import FoundationEssentials
import Subprocess

/// The user's browser: `$BROWSER`, else that of the desktop, through xdg-open(1).
struct Browser {
    /// The program and its arguments before the address; `%s` stands for the address.
    let command: [String]

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// `nil` where no window can be opened: over ssh without a display, and without a desktop unless `$BROWSER` names a
    /// program.
    init?(environment: [String: String]) {
        let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
        guard hasDisplay || !Self.isOverSSH(environment) else { return nil }
        // As xdg-open reads it: several commands, separated by colons.
        let own = environment["BROWSER"]?.split(separator: ":").first?.split(separator: " ").map(String.init) ?? []
        guard own.isEmpty else {
            command = own
            return
        }
        guard hasDisplay else { return nil }
        command = ["xdg-open"]
    }

    static func isOverSSH(_ environment: [String: String]) -> Bool {
        ["SSH_CONNECTION", "SSH_TTY"].contains { environment[$0]?.isEmpty == false }
    }

    /// The program and its arguments for an address.
    func words(for address: String) -> [String] {
        let named = command.map { $0.replacing("%s", with: address) }
        return named == command ? command + [address] : named
    }

    /// Opens an address in the browser.
    /// - Returns: whether the program was started.
    func open(_ address: String) async -> Bool {
        var words = words(for: address)
        if words[0].contains("/") {
            guard FileManager.default.isExecutableFile(atPath: words[0]) else { return false }
            // Subprocess looks for a name in PATH; env(1) takes a path too.
            words.insert("env", at: 0)
        }
        var options = PlatformOptions()
        // The browser outlives this command, and is not interrupted with it.
        options.processGroupID = 0
        let (started, announce) = AsyncStream.makeStream(of: Bool.self)
        Task { [options, words] in
            do {
                _ = try await run(
                    .name(words[0]), arguments: Arguments(Array(words.dropFirst())), platformOptions: options,
                    input: .none, output: .discarded, error: .discarded
                ) { _ in
                    announce.yield(true)
                }
            } catch {
                announce.yield(false)
            }
        }
        for await isStarted in started { return isStarted }
        return false
    }

    /// The command that leads a port of the user's machine to this one.
    static func tunnel(to port: Int, environment: [String: String]) -> String {
        // "client port server port"
        let server = environment["SSH_CONNECTION"]?.split(separator: " ").dropFirst(2).first.map(String.init)
        let host = server ?? ProcessInfo.processInfo.hostName
        let user = environment["USER"] ?? environment["LOGNAME"]
        return "ssh -N -L \(port):127.0.0.1:\(port) \(user.map { "\($0)@" } ?? "")\(host)"
    }
}
