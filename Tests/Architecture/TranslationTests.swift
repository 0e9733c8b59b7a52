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
        let words =
            try Self.text("Presentation/Messages/Failures.swift")
            + Self.text("Presentation/Messages/Failures+Enrollment.swift")
        for code in codes { #expect(words.contains("\"\(code)\""), "\(code)") }
    }
}
