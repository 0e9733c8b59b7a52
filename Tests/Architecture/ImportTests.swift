import Foundation
import Testing

/// Who may import what. The package manager lets a target import what its dependencies depend on, so that a layer can
/// reach through another without anyone noticing; this does.
@Suite struct ImportTests {
    /// What a module may import beside the standard library. Within a group of Sources everything points down the table; from
    /// outside its group a module may have `Platform` and `PushExchange`. The programs put the rest together.
    private static let allowed: [String: Set<String>] = [
        "PushExchange": ["FoundationEssentials"],
        "PushStore": ["PushExchange", "SQLite", "FoundationEssentials", "Dispatch", "Synchronization"],
        "VerificationClient": [
            "PushExchange", "CrashPoints", "FoundationEssentials", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1",
            "NIOSSL", "Synchronization",
        ],
        "PushEngine": [
            "PushExchange", "PushStore", "VerificationClient", "CrashPoints", "Logging", "ServiceLifecycle",
        ],
        "PushInbox": [
            "PushExchange", "UnixListener", "FoundationEssentials", "NIOCore", "Logging", "ServiceLifecycle",
        ],

        "LocalAPIModel": ["FoundationEssentials", "Glibc"],
        "LocalAPIClient": ["LocalAPIModel", "FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix"],
        "LocalAPIServer": [
            "LocalAPIModel", "UnixListener", "FoundationEssentials", "HTTPTypes", "Hummingbird", "HummingbirdCore",
            "Logging", "NIOCore", "NIOHTTP1", "ServiceLifecycle", "Synchronization",
        ],

        "Messages": ["PushExchange", "LocalAPIModel", "LocalAPIClient", "FoundationEssentials"],
        // What is shown, and what follows from what: without a clock, a bus, a terminal or a process.
        "SignInModel": ["LocalAPIModel", "Messages"],
        "TextLayout": ["LocalAPIModel", "Messages"],
        "PromptModel": ["LocalAPIModel", "Messages", "SignInModel"],
        "WatchModel": ["LocalAPIModel", "LocalAPIClient", "Messages", "SignInModel", "TextLayout"],

        "SQLite": ["CSQLite"],
        "CrashPoints": ["Glibc"],
        "EventLoopExecutor": ["NIOCore"],
        "UnixListener": ["Glibc", "Logging", "NIOCore", "NIOPosix", "ServiceLifecycle", "Synchronization"],
        "Systemd": ["CSystemd", "EventLoopExecutor", "Glibc", "Logging", "NIOCore"],

        // The command line is a client of the local API and nothing else: it must not learn the device's inside.
        "smartpush": [
            "LocalAPIModel", "LocalAPIClient", "LoginPageClient", "Messages", "SignInModel", "TextLayout", "WatchModel",
            "ArgumentParser", "Dispatch", "FoundationEssentials", "Glibc", "NIOPosix", "Subprocess", "SystemPackage",
            "UnixSignals",
        ],
        "smartpush-prompt": [
            "PromptModel", "SignInModel", "LocalAPIModel", "LocalAPIClient", "Messages", "EventLoopExecutor", "Systemd",
            "ArgumentParser", "FoundationEssentials", "Logging", "NIOCore", "NIOPosix", "UnixSignals",
        ],
        "smartpush-sim": [
            "VerificationServer", "SimulatorHTTP", "LoginPageClient", "LocalAPIModel", "LocalAPIClient", "Messages",
            "SignInModel", "ArgumentParser",
            "FoundationEssentials", "Glibc", "Logging", "NIOPosix", "ServiceLifecycle", "Subprocess", "UnixSignals",
        ],

        // The simulator is the other end: sharing code with the device would let one mistake hide in both.
        "SimulatorHTTP": ["FoundationEssentials", "HTTPTypes", "Hummingbird"],
        "OpenIDProvider": ["SimulatorHTTP", "Crypto", "CryptoExtras", "FoundationEssentials", "HTTPTypes"],
        "Web": ["SimulatorHTTP", "FoundationEssentials", "HTTPTypes"],
        "VerificationServer": [
            "SimulatorHTTP", "OpenIDProvider", "Web", "FoundationEssentials", "Glibc", "HTTPTypes", "Hummingbird",
            "HummingbirdCore", "HummingbirdTLS", "Logging", "NIOCore", "NIOPosix", "NIOSSL", "ServiceLifecycle",
            "Subprocess", "Synchronization",
        ],
        // A browser of the simulator's: the demonstration and the doctor use it.
        "LoginPageClient": ["LocalAPIClient", "FoundationEssentials"],
    ]
    /// The composition may import everything.
    private static let free: Set<String> = ["smartpushd", "CSystemd", "CSQLite"]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test("a module imports what its place in the architecture allows, and nothing else")
    func importsPointOneWay() throws {
        for (module, file, text) in try Self.files() where !Self.free.contains(module) {
            let allowed = try #require(Self.allowed[module], "\(module) has no place in the architecture yet")
            for imported in Self.imports(of: text) {
                #expect(allowed.contains(imported), "\(module)/\(file) imports \(imported)")
            }
        }
    }

    @Test("only the targets that talk to C have unsafe code")
    func unsafeIsConfined() throws {
        // Beside them: an executor's handle, which the language has as unsafe; the terminal's calls; the two files that
        // ask the kernel about a socket; and one that reads the environment without Foundation.
        let others: Set<String> = [
            "CrashPoints/CrashPoint.swift", "EventLoopExecutor/EventLoopExecutor.swift", "PushEngine/Engine.swift",
            "smartpush/CLibrary.swift", "smartpush/TerminalModes.swift", "smartpush-prompt/PromptAgent.swift",
            "smartpush-sim/StandardStreams.swift", "UnixListener/Peer.swift", "UnixListener/SocketFile.swift",
        ]
        for (module, file, text) in try Self.files()
        where !["Systemd", "SQLite"].contains(module) && !others.contains("\(module)/\(file)") {
            let lines = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            #expect(!lines.contains { $0.contains(#/\bunsafe\b/#) }, "\(module)/\(file) has unsafe code")
        }
    }

    private static func files() throws -> [(module: String, file: String, text: String)] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        return try paths.filter { $0.hasSuffix(".swift") }.map { path in
            let parts = path.split(separator: "/", maxSplits: 2).map(String.init)
            return (
                module(group: parts[0], folder: parts[1]), parts[2],
                try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            )
        }
    }

    /// A module is called after its folder, but where that would say too little.
    private static func module(group: String, folder: String) -> String {
        switch group {
        case "LocalAPI": "LocalAPI\(folder)"
        default: folder
        }
    }

    private static func imports(of text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^(?:@\w+ )*(?:public |package |internal )?import (?:\w+ )?(\w+)/).map { String($0.1) }
        }
    }
}
