import Foundation
import Testing

/// There is one description of a sign-in, `SignInModel`. If a program used the document of the API instead, it would
/// soon differ from the others, or show text that is not sanitised.
@Suite struct DescriptionOfSignInTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")
    private static let readers = ["Presentation", "Programs/smartpush", "Programs/smartpush-prompt"]

    @Test("no presentation and no client reads the fields of a sign-in from the API's document")
    func fields() throws {
        let own = #/\.(clientName|deviceInfo|verificationType|formattedAddress|countryLong|countryShort|deviceMake)\b/#
        let shared =
            #/\bexchange\.(sub|tenant\w+|message|address|choices|operation|\w+(At|By)|reason|failure)\b/#
        for (file, text) in try Self.files() {
            for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                #expect(!line.contains(own), "\(file): \(line)")
                #expect(!line.contains(shared), "\(file): \(line)")
            }
        }
    }

    @Test("the rules of presentation do not use the API's document")
    func models() throws {
        for (file, text) in try Self.files() where file.contains("PromptModel/") || file.contains("WatchModel/") {
            #expect(!text.contains("ExchangeDocument"), "\(file)")
        }
    }

    private static func files() throws -> [(path: String, text: String)] {
        try readers.flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: sources.appending(path: folder).path)
                .filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }
        }.filter { !$0.contains("/SignInModel/") }.map { path in
            (path, try String(contentsOf: sources.appending(path: path), encoding: .utf8))
        }
    }
}
