import FoundationEssentials
import TestSupport

/// A message bus of its own, with the services of a desktop. It needs no screen.
struct TestDesktop {
    /// The notification services that matter, as the prompt distinguishes them.
    enum Service: String {
        case roomy = "Xfce Notify Daemon"
        case threeButtons = "gnome-shell"
        case menu = "dunst"
    }

    let stage: Stage
    private let environment: [String: String?]

    init(_ stage: Stage) async throws {
        self.stage = stage
        let address = "unix:path=\(stage.folder)/bus"
        // Without the services of this machine, because the bus would start one for a notification.
        let configuration = """
            <busconfig><type>session</type><listen>\(address)</listen><policy context="default">
            <allow send_destination="*" eavesdrop="true"/><allow receive_sender="*" eavesdrop="true"/><allow own="*"/>
            </policy></busconfig>
            """
        try configuration.write(toFile: stage.folder + "/bus.conf", atomically: true, encoding: .utf8)
        let bus = try await stage.start(
            "dbus-daemon", ["--nofork", "--print-address=1", "--config-file", stage.folder + "/bus.conf"])
        try await bus.output.line(with: "unix:")
        environment = [
            "DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=\(stage.folder)/none",
            "LC_ALL": "C", "DISPLAY": ":none",
        ]
    }

    /// Starts a notification service that displays nothing, and reports each request.
    func service(_ service: Service = .roomy) async throws -> Notices {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Desktop/notifications.py"
        let program = try await stage.start(
            "python3", [script, service.rawValue, "actions", "body", "body-markup"], environment: environment)
        try await program.output.line(with: "ready")
        return Notices(program: program, desktop: self)
    }

    /// Starts the prompt.
    func prompt(_ changes: [String: String?] = [:]) async throws -> RunningProgram {
        try await stage.start("smartpush-prompt", [], environment: environment.merging(changes) { $1 })
    }

    /// The same, and waits until it is the one that shows notifications.
    func promptAtWork(_ changes: [String: String?] = [:]) async throws -> RunningProgram {
        let prompt = try await prompt(changes)
        try await prompt.errors.line(with: "shown here from now on")
        return prompt
    }

    func hand(_ method: String, _ arguments: String...) async throws {
        let call = ["--session", "--print-reply", "--dest=org.freedesktop.Notifications"]
        let ended = try await stage.run(
            "dbus-send", call + ["/org/freedesktop/Notifications", "test.Hand.\(method)"] + arguments,
            environment: environment)
        guard ended.code == 0 else { throw Surprise(ended.errors) }
    }

    /// A program on the `PATH` of the programs that get it, in place of the real one.
    func imitation(of program: String, _ script: String) throws -> [String: String?] {
        let folder = stage.folder + "/imitations"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "#!/bin/sh\n\(script)\n".write(toFile: "\(folder)/\(program)", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(program)")
        return ["PATH": folder + ":" + (stage.environment["PATH"] ?? "")]
    }
}

/// The notifications of a service, in the order in which they were requested.
struct Notices {
    let program: RunningProgram
    let desktop: TestDesktop
    private var lines: AsyncStream<String>.Iterator

    init(program: RunningProgram, desktop: TestDesktop) {
        self.program = program
        self.desktop = desktop
        lines = program.output.lines().makeAsyncIterator()
    }

    /// The next one with `words` in its title. Those before it are skipped.
    mutating func next(_ words: String) async throws -> JSON {
        while let line = await lines.next(isolation: #isolation) {
            let notice = JSON(line)
            if notice["title"].string?.contains(words) == true { return notice }
        }
        throw Surprise("no notification said '\(words)', but:\n\(program.output.text)")
    }

    /// Waits until `count` are on the screen.
    mutating func remaining(_ count: Int) async throws {
        while let line = await lines.next(isolation: #isolation) {
            if JSON(line)["open"].number == Double(count) { return }
        }
        throw Surprise("never were there \(count) notifications, but:\n\(program.output.text)")
    }

    /// The next one, once the prompt knows that it is on the screen.
    mutating func next(_ words: String, by prompt: RunningProgram) async throws -> JSON {
        let notice = try await next(words)
        try await prompt.errors.line(with: "on the screen: \(try number(of: notice))")
        return notice
    }

    /// A user reads, and then presses a button.
    func press(_ word: String, of notice: JSON) async throws {
        try await desktop.hand("Press", "uint32:\(try number(of: notice))", "string:\(word)")
    }

    /// A click that was meant for something else.
    func pressAtOnce(_ word: String, of notice: JSON) async throws {
        try await desktop.hand("PressAtOnce", "uint32:\(try number(of: notice))", "string:\(word)")
    }

    private func number(of notice: JSON) throws -> Int {
        guard let number = notice["number"].number else { throw Surprise(notice.text) }
        return Int(number)
    }
}
