import Foundation
import Messages
import Testing

@testable import smartpush

@Suite struct EnrollmentSourceTests {
    @Test(arguments: [
        "https://a.example/#x", "  http://a.example/x \n", #"{"exchange_id":null}"#,
        #"{"exchange_id":{"exchange_id":"e"},"sub":"s"}"#, #"{"exchangeId":"e","x":"exchange_id"}"#,
        #"{"success":true,"data":{"exchange_id":"e"}}"#,
        "cidaas-verification://setup?exchange_id=e\n", "urn:a.example:x", "exchange_id_0123456789",
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

    @Test(arguments: ["", "two https://a.example", "https://a.example two", "{}", "nonsense", "a.example/x"])
    func takesNothingElseForOne(text: String) async throws {
        try await withFile(text) { path in
            await #expect(throws: Complaint.self) { try await EnrollmentSource(path) }
        }
    }

    @Test(
        "an argument that is no file is a link in any form",
        arguments: [
            "https://a.example/#x", "myapp://x?exchange_id=1", "urn:x", #"{"exchange_id":"e"}"#,
            "9def1ee6-f10a-4741-836a-4df5c5482c57",
        ])
    func takesALinkAsAnArgument(argument: String) async throws {
        guard case .link(argument) = try await EnrollmentSource(argument) else {
            Issue.record("no link: \(argument)")
            return
        }
    }

    @Test(
        "or else there is no such file",
        arguments: ["device.json", "/nonexistent/link", "enrollment", "screenshot-of-my-desk"])
    func saysThatThereIsNoSuchFile(argument: String) async throws {
        let complaint = await #expect(throws: Complaint.self) { try await EnrollmentSource(argument) }
        #expect(complaint?.message == .command(.noSuchFile(path: argument)))
    }

    @Test func prefersAFileThatExists() async throws {
        try await withFile("https://a.example/#x") { path in
            let name = "0123456789abcdef-\(UInt32.random(in: 0 ... .max))"
            let folder = FileManager.default.currentDirectoryPath
            try FileManager.default.copyItem(atPath: path, toPath: "\(folder)/\(name)")
            defer { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
            guard case .link("https://a.example/#x") = try await EnrollmentSource(name) else {
                Issue.record("the file was not read")
                return
            }
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
