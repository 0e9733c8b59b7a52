import Foundation
import Testing

@Suite struct TranslationTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: sources.appending(path: path), encoding: .utf8)
    }

    @Test("each code of a refusal with English words has words in the other languages")
    func codes() throws {
        let english = try Self.text("Presentation/Messages/English+Device.swift")
        let codes = Set(english.matches(of: /"(VER_?\d+)"/).map { String($0.1) })
        #expect(codes.isSuperset(of: ["VER_0032", "VER_0041", "VER1003"]))
        let words = try Self.text("Presentation/Messages/German+Device.swift")
        for code in codes { #expect(words.contains("\"\(code)\""), "\(code)") }
    }

    @Test("a sentence and its translation are never side by side in the code")
    func noInlineTranslations() throws {
        for path in try Self.paths() where !path.contains("/German") {
            #expect(!(try Self.text(path)).contains(/[(,]\s*german:/), "\(path)")
        }
    }

    @Test("each file of English words has a German counterpart")
    func files() throws {
        let files = try Self.paths().filter { $0.hasPrefix("Presentation/Messages/") }
            .compactMap { $0.split(separator: "/").last.map(String.init) }
        let english = files.filter { $0.hasPrefix("English") }
        #expect(english.contains("English.swift"))
        for file in english { #expect(files.contains(file.replacing("English", with: "German"))) }
    }

    @Test("no message has a name from the code in it")
    func noNamesFromTheCode() throws {
        let paths = try Self.paths().filter { $0.hasPrefix("Presentation/Messages/") }
        #expect(!paths.isEmpty)
        for path in paths {
            for literal in StringLiterals(of: try Self.text(path)).texts {
                for word in literal.matches(of: /\w*\p{Ll}\w*\p{Lu}\w*/).map({ String($0.output) }) {
                    #expect(Self.mixedCase.contains(word), "\(path): \(word) in: \(literal)")
                }
            }
        }
    }

    /// What is written with a capital letter after a small one, and is no name of a type or of a function.
    private static let mixedCase: Set<String> = ["KiB", "MiB", "OpenID"]

    @Test(
        "the words in code are found with and without an interpolation",
        arguments: [
            (#"case .one: "a \(Name.of(x(1), "b")) c" // "d""#, ["b", "a   c"]),
            (#"let text = "say \"hi\"""#, ["say  hi "]),
            (
                """
                let text = \"\"\"
                    a "b"
                    \"\"\"
                """, ["\n    a \"b\"\n    "]
            ),
        ])
    func literals(code: String, texts: [String]) {
        #expect(StringLiterals(of: code).texts == texts)
    }

    @Test("a core reports what happened as values, and has no sentences")
    func noSentences() throws {
        for path in try Self.paths() where Self.cores.contains(where: path.hasPrefix) && Self.described[path] == nil {
            for line in try Self.text(path).split(separator: "\n")
            where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                #expect(!line.contains(/"[^"]*[a-z]{2,} [a-z]{2,} [a-z]{2,}[^"]*"/), "\(path): \(line)")
            }
        }
    }

    private static let cores = ["Device/", "LocalAPI/", "Platform/"]

    /// Files that describe a fault in English, with the reason.
    private static let described = [
        // Details like those of SQLite, which a sentence of `Messages` quotes.
        "Device/PushStore/PushStoreError.swift": "SQLite", "Device/PushStore/DamagedDatabase.swift": "SQLite",
        "Device/PushStore/ExchangeRow.swift": "SQLite", "Device/PushStore/WriteAheadLog.swift": "SQLite",
        "Device/PushStore/PushStore.swift": "SQLite", "Device/PushStore/SerialConnection.swift": "SQLite",
        "Device/PushStore/PushStore+Opening.swift": "SQLite", "Platform/SQLite/Row.swift": "SQLite",
        "Platform/SQLite/Connection.swift": "SQLite", "Platform/Systemd/MessageBus.swift": "sd-bus",
        "Platform/Systemd/BusConnection.swift": "sd-bus",
        // What the API says about an invalid request, to the programmer who wrote it; the titles of RFC 9457.
        "LocalAPI/Server/Responses.swift": "API", "LocalAPI/Server/LocalAPIServer.swift": "API",
        "LocalAPI/Server/Requests.swift": "API", "LocalAPI/Server/Handlers.swift": "API",
        "LocalAPI/Model/Problem.swift": "API",
        // Code between two short literals.
        "Platform/Systemd/BusCoding.swift": "none",
        // What the server records for a decision without a reason.
        "Device/VerificationClient/RequestBodies.swift": "protocol",
        // Text for the debugger, and for the log of a listener that has no messages.
        "Device/PushExchange/Wire/Lenient.swift": "debug", "Device/VerificationClient/Envelopes.swift": "debug",
        "Device/PushInbox/Inbox.swift": "debug", "Platform/UnixListener/ConnectionHandlers.swift": "log",
        "Platform/UnixListener/UnixListener.swift": "log",
    ]

    private static func paths() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
    }
}
