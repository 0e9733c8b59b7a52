import Foundation
import Testing

/// Who may import what. The package manager lets a target import what its dependencies depend on, so that a layer can
/// reach through another without anyone noticing; this does.
@Suite struct ImportTests {
    /// What a folder of Sources may import beside the standard library. Everything points towards the core.
    private static let allowed: [String: Set<String>] = [
        "PushExchange": ["FoundationEssentials"],
        "CrashPoints": ["Glibc"],
        "PushStore": ["PushExchange", "FoundationEssentials", "Dispatch", "GRDB"],
        "PushVerifier": [
            "PushExchange", "CrashPoints", "FoundationEssentials", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1",
            "NIOSSL", "Synchronization",
        ],
        "PushEngine": ["PushExchange", "PushStore", "PushVerifier", "CrashPoints", "Logging", "ServiceLifecycle"],
        "PushInbox": [
            "PushExchange", "UnixListener", "FoundationEssentials", "NIOCore", "Logging", "ServiceLifecycle",
        ],
        "LocalAPI": ["FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix"],
        "LocalAPIServer": [
            "LocalAPI", "UnixListener", "FoundationEssentials", "HTTPTypes", "Hummingbird", "HummingbirdCore",
            "Logging", "NIOCore", "NIOHTTP1", "ServiceLifecycle", "Synchronization",
        ],
        "UnixListener": ["Glibc", "Logging", "NIOCore", "NIOPosix", "ServiceLifecycle", "Synchronization"],
        "EventLoopExecutor": ["NIOCore"],
        "Systemd": ["CSystemd", "EventLoopExecutor", "Glibc", "Logging", "NIOCore"],
        "Wording": ["LocalAPI", "FoundationEssentials"],
        // The command line is a client of the local API and nothing else: it must not learn the device's inside, nor
        // grow by Foundation.
        "smartpush": [
            "LocalAPI", "Wording", "ArgumentParser", "Dispatch", "FoundationEssentials", "Glibc", "NIOPosix",
            "Subprocess", "SystemPackage", "UnixSignals",
        ],
        // What is shown, and what follows from what: without a clock, a bus or a process.
        "PromptCore": ["LocalAPI", "Wording"],
        "smartpush-prompt": [
            "PromptCore", "LocalAPI", "Wording", "EventLoopExecutor", "Systemd", "ArgumentParser",
            "FoundationEssentials", "Logging", "NIOCore", "NIOPosix", "UnixSignals",
        ],
        // The simulator is the other end: sharing code with the device would let one mistake hide in both.
        "VerificationSimulator": [
            "Crypto", "CryptoExtras", "FoundationEssentials", "Glibc", "HTTPTypes", "Hummingbird", "HummingbirdCore",
            "HummingbirdTLS", "Logging", "NIOCore", "NIOPosix", "NIOSSL", "NIOHTTPTypes", "NIOHTTP1",
            "ServiceLifecycle", "Subprocess", "Synchronization",
        ],
        "smartpush-sim": [
            "VerificationSimulator", "ArgumentParser", "Foundation", "Glibc", "Logging", "ServiceLifecycle",
            "UnixSignals",
        ],
    ]
    /// The composition may import everything.
    private static let free: Set<String> = ["smartpushd", "CSystemd"]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test("a folder imports what its place in the architecture allows, and nothing else")
    func importsPointOneWay() throws {
        for (folder, file, text) in try Self.files() where !Self.free.contains(folder) {
            let allowed = try #require(Self.allowed[folder], "\(folder) has no place in the architecture yet")
            for module in Self.imports(of: text) {
                #expect(allowed.contains(module), "\(folder)/\(file) imports \(module)")
            }
        }
    }

    @Test("only the targets that talk to C have unsafe code")
    func unsafeIsConfined() throws {
        // Beside them: an executor's handle, which the language has as unsafe; the terminal's calls; the two files that
        // ask the kernel about a socket; and one that reads the environment without Foundation.
        let others: Set<String> = [
            "CrashPoints/CrashPoint.swift", "EventLoopExecutor/EventLoopExecutor.swift", "PushEngine/Engine.swift",
            "smartpush/CLibrary.swift", "smartpush/TerminalModes.swift", "smartpush-prompt/Desktop.swift",
            "UnixListener/Peer.swift", "UnixListener/SocketFile.swift",
        ]
        for (folder, file, text) in try Self.files() where folder != "Systemd" && !others.contains("\(folder)/\(file)")
        {
            let lines = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            #expect(!lines.contains { $0.contains(#/\bunsafe\b/#) }, "\(folder)/\(file) has unsafe code")
        }
    }

    private static func files() throws -> [(folder: String, file: String, text: String)] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        return try paths.filter { $0.hasSuffix(".swift") }.map { path in
            let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
            return (parts[0], parts[1], try String(contentsOf: sources.appending(path: path), encoding: .utf8))
        }
    }

    private static func imports(of text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^(?:@\w+ )*(?:public |package |internal )?import (?:\w+ )?(\w+)/).map { String($0.1) }
        }
    }
}
