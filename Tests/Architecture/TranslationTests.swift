import Foundation
import Testing

@Suite struct TranslationTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: sources.appending(path: path), encoding: .utf8)
    }

    @Test("each code of a failure that the daemon has words for has words in the other languages")
    func codes() throws {
        let known = try ["Programs/smartpushd/Words", "Device/PushExchange/Failure"]
            .map { try Self.text("\($0).swift") }.joined()
        let codes = Set(known.matches(of: /"(VER_?\d+|[a-z]+_(?:lost|unknown))"/).map { String($0.1) })
        #expect(codes.isSuperset(of: ["VER_0041", "acknowledge_lost", "verify_unknown"]))
        let words = try Self.text("Presentation/Messages/German+Failure.swift")
        for code in codes { #expect(words.contains("\"\(code)\""), "\(code)") }
    }

    @Test("a sentence and its translation never stand side by side in the code")
    func noInlineTranslations() throws {
        for path in try Self.paths() where !path.contains("/German") {
            #expect(!(try Self.text(path)).contains(/[(,]\s*german:/), "\(path)")
        }
    }

    @Test("each file of English words has one of German words")
    func files() throws {
        let files = try Self.paths().filter { $0.hasPrefix("Presentation/Messages/") }
            .compactMap { $0.split(separator: "/").last.map(String.init) }
        let english = files.filter { $0.hasPrefix("English") }
        #expect(english.contains("English.swift"))
        for file in english { #expect(files.contains(file.replacing("English", with: "German"))) }
    }

    private static func paths() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
    }
}
