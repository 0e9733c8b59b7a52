import Foundation
import Testing

@testable import smartpush

@Suite struct EnrollmentSourceTests {
    @Test(arguments: [
        "https://a.example/#x", "  http://a.example/x \n", #"{"exchange_id":null}"#,
        #"{"exchange_id":{"exchange_id":"e"},"sub":"s"}"#,
    ])
    func takesALinkInEitherForm(text: String) async throws {
        try await withFile(text) { path in
            guard case .link(let link) = try await EnrollmentSource(path) else {
                Issue.record("no link: \(text)")
                return
            }
            #expect(link.contains("a.example") || link.contains("exchange_id"))
        }
    }

    @Test(arguments: ["", "two https://a.example", "https://a.example two", "{}", "ftp://a.example"])
    func takesNothingElseForOne(text: String) async throws {
        try await withFile(text) { path in
            await #expect(throws: Complaint.self) { try await EnrollmentSource(path) }
        }
    }

    @Test func knowsImages() {
        for start in [[0x89, 0x50, 0x4E, 0x47, 0x0D], [0xFF, 0xD8, 0xFF, 0xE0], Array("GIF89a".utf8)] as [[UInt8]] {
            #expect(Image.isOne(start))
        }
        for start in [[], Array("{".utf8), Array("https://".utf8)] as [[UInt8]] { #expect(!Image.isOne(start)) }
    }

    private func withFile(_ text: String, _ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "smartpush-\(UUID().uuidString)").path
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }
}
