import Foundation
import Testing

/// Checks the imports. The package manager lets a target import the dependencies of its dependencies, so a layer could
/// bypass another one unnoticed.
@Suite struct ImportTests {
    /// What a module may import in addition to the standard library. Within a group of Sources, a module may import
    /// those above it in the table. The programs connect the rest.
    private static let allowed: [String: Set<String>] = [
        "PushExchange": ["FoundationEssentials"],
        "PushStore": ["PushExchange", "JSONText", "SQLite", "FoundationEssentials", "Dispatch", "Synchronization"],
        "VerificationClient": [
            "PushExchange", "WebClient", "FoundationEssentials", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1",
            "NIOSSL", "Synchronization",
        ],
        "PushEngine": [
            "PushExchange", "PushStore", "VerificationClient", "Settings", "CrashPoints", "Logging", "ServiceLifecycle",
        ],
        "PushInbox": [
            "PushExchange", "JSONText", "UnixListener", "FoundationEssentials", "NIOCore", "Logging",
            "ServiceLifecycle",
        ],
        "OpenIDLogin": [
            "PushExchange", "Settings", "WebClient", "AsyncHTTPClient", "Crypto", "FoundationEssentials", "NIOCore",
            "NIOHTTP1", "NIOPosix", "Synchronization",
        ],

        "LocalAPIModel": ["JSONText", "FoundationEssentials", "Glibc"],
        "LocalAPIClient": ["LocalAPIModel", "FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix"],
        "LocalAPIServer": [
            "LocalAPIModel", "JSONText", "UnixListener", "FoundationEssentials", "HTTPTypes", "Hummingbird",
            "HummingbirdCore", "Logging", "NIOCore", "NIOHTTP1", "ServiceLifecycle", "Synchronization",
        ],

        "Messages": ["PushExchange", "LocalAPIModel", "LocalAPIClient", "Settings", "FoundationEssentials"],
        // What is shown, and the rules for it: without a clock, a bus, a terminal or a process.
        "SignInModel": ["LocalAPIModel", "Messages"],
        "TextLayout": ["LocalAPIModel", "Messages"],
        "PromptModel": ["LocalAPIModel", "Messages", "SignInModel"],
        "WatchModel": ["LocalAPIModel", "LocalAPIClient", "Messages", "SignInModel", "TextLayout"],

        "SQLite": ["CSQLite"],
        "JSONText": [],
        // These two use the core's secrets, and its words for why a request failed.
        "Settings": ["PushExchange", "FoundationEssentials"],
        "WebClient": [
            "Glibc",
            "PushExchange", "Settings", "CrashPoints", "NIOTLS", "FoundationEssentials", "AsyncHTTPClient", "NIOCore",
            "NIOPosix",
            "NIOHTTP1",
            "NIOSSL", "Synchronization",
        ],
        "CrashPoints": ["Glibc"],
        "EventLoopExecutor": ["NIOCore"],
        "UnixListener": ["Glibc", "Logging", "NIOCore", "NIOPosix", "ServiceLifecycle", "Synchronization"],
        "Systemd": ["CSystemd", "EventLoopExecutor", "Glibc", "Logging", "NIOCore"],

        // The command line is a client of the local API, and must not know the internals of the device. It calls servers
        // only for a login and for the doctor.
        "smartpush": [
            "LocalAPIModel", "LocalAPIClient", "LoginPageClient", "Messages", "SignInModel", "TextLayout", "WatchModel",
            "PushExchange", "Settings", "WebClient", "OpenIDLogin", "ArgumentParser", "AsyncHTTPClient", "Dispatch",
            "FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix", "Subprocess", "SystemPackage",
            "UnixSignals",
        ],
        "smartpush-prompt": [
            "PromptModel", "SignInModel", "LocalAPIModel", "LocalAPIClient", "Messages", "Settings",
            "EventLoopExecutor",
            "Systemd", "ArgumentParser", "FoundationEssentials", "Logging", "NIOCore", "NIOPosix", "UnixSignals",
        ],
        "smartpush-sim": [
            "VerificationServer", "SimulatorHTTP", "LoginPageClient", "LocalAPIModel", "LocalAPIClient", "Messages",
            "SignInModel", "ArgumentParser",
            "FoundationEssentials", "Glibc", "Logging", "NIOPosix", "ServiceLifecycle", "Subprocess", "UnixSignals",
        ],

        // The simulator is the other side: code that it shares with the device could hide a mistake on both sides.
        "SimulatorHTTP": ["FoundationEssentials", "HTTPTypes", "Hummingbird"],
        "OpenIDProvider": ["SimulatorHTTP", "Crypto", "CryptoExtras", "FoundationEssentials", "HTTPTypes"],
        "Web": ["SimulatorHTTP", "FoundationEssentials", "HTTPTypes"],
        "VerificationServer": [
            "SimulatorHTTP", "OpenIDProvider", "Web", "FoundationEssentials", "Glibc", "HTTPTypes", "Hummingbird",
            "HummingbirdCore", "HummingbirdTLS", "Logging", "NIOCore", "NIOPosix", "NIOSSL", "ServiceLifecycle",
            "Subprocess", "Synchronization",
        ],
        // A browser for the simulator, which the demonstration and the doctor use.
        "LoginPageClient": ["LocalAPIClient", "FoundationEssentials"],
    ]
    /// The programs may import everything.
    private static let free: Set<String> = ["smartpushd", "CSystemd", "CSQLite"]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test("a module imports only what its place in the architecture allows")
    func importsPointOneWay() throws {
        for (module, file, text) in try Self.files() where !Self.free.contains(module) {
            let allowed = try #require(Self.allowed[module], "\(module) has no place in the architecture yet")
            for imported in Self.imports(of: text) {
                #expect(allowed.contains(imported), "\(module)/\(file) imports \(imported)")
            }
        }
    }

    @Test("only the targets that call C have unsafe code")
    func unsafeIsConfined() throws {
        // Additionally: the handle of an executor, which the language declares unsafe; the calls for the terminal; the
        // two files that ask the kernel about a socket; and one that reads the environment without Foundation.
        let others: Set<String> = [
            "CrashPoints/CrashPoint.swift", "EventLoopExecutor/EventLoopExecutor.swift", "PushEngine/Engine.swift",
            "smartpush/CLibrary.swift", "smartpush/TerminalModes.swift", "smartpush-prompt/PromptAgent.swift",
            "smartpush-sim/StandardStreams.swift", "UnixListener/Peer.swift", "UnixListener/SocketFile.swift",
        ]
        for (module, file, text) in try Self.files()
        where !["Systemd", "SQLite"].contains(module) && !others.contains("\(module)/\(file)") {
            let lines = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            #expect(!lines.contains { $0.contains(#/\bunsafe\b(?!-)/#) }, "\(module)/\(file) has unsafe code")
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

    /// A module has the name of its folder, except where that would say too little.
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
