import Foundation
import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import Testing
import TextLayout

@testable import smartpush

@Suite struct EnrollmentInputTests {
    private static let bare = """
        {"base_url":"https://a.example","tenant_key":"t","sub":"s","client_id":"c","device_id":"d","push_id":"p"}
        """

    private func refusal(_ text: String) -> Complaint? {
        do throws(Complaint) {
            _ = try EnrollmentInput(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [bare, #"{"base_url":"https://a.example","enrollment":"# + bare + "}"])
    func takesTheObjectAndTheSimulatorsLine(text: String) throws {
        let request = try EnrollmentInput(Array(text.utf8)).request
        #expect(request.baseURL == "https://a.example")
        #expect(request.pushID == "p")
    }

    @Test(arguments: [
        ("", "valid JSON"), ("{", "valid JSON"), ("[]", "not a JSON object"), ("{}", "no base_url"),
        (#"{"enrollment":{"base_url":"x"}}"#, "no tenant_key"), (#"{"enrollment":7}"#, "enrollment"),
        (#"{"base_url":7,"tenant_key":"t"}"#, "base_url"), (#"{"push_token":"s3cret"}"#, "unknown key push_token"),
        (bare.replacingOccurrences(of: "}", with: #","path_set":"s3cret"}"#), ""),
    ])
    func namesTheKeyAndNeverTheValue(text: String, words: String) throws {
        let complaint = try #require(refusal(text))
        #expect(complaint.status == .badInput)
        #expect(
            words.isEmpty || complaint.message.english.contains(words),
            "\(complaint.message.english)")
        #expect(!complaint.message.english.contains("s3cret"))
    }
}

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

@Suite struct DecisionTests {
    private func exchange(_ state: ExchangeState, choices: [String]? = nil) -> ExchangeDocument {
        ExchangeDocument(
            id: "0123456789ab", state: state, enrollment: "e1", sub: "s", tenantKey: "t", verificationType: "PUSH",
            clientName: "Shop", choices: choices, receivedAt: "", updatedAt: "", expiresAt: "",
            failure: state == .refused ? FailureDocument(code: "VER_0041", detail: "wrong number") : nil)
    }

    private func status(_ decision: Decision, _ state: ExchangeState) -> CommandStatus {
        do throws(Complaint) {
            try decision.check(exchange(state))
            return .done
        } catch {
            return error.status
        }
    }

    @Test(arguments: [
        (Decision.allow, ExchangeState.allowed), (.allow, .authenticated), (.deny(reason: nil), .denied),
        (.cancel(reason: nil), .cancelled), (.verify(number: "1"), .authenticated),
    ])
    func isDoneWhereItGotThere(decision: Decision, state: ExchangeState) {
        #expect(status(decision, state) == .done)
    }

    @Test(arguments: [
        (ExchangeState.refused, CommandStatus.serverFailed), (.unresolved, .serverFailed), (.denied, .notPossibleNow),
        (.expired, .notPossibleNow), (.cancelled, .notPossibleNow), (.allowed, .serverFailed),
    ])
    func complainsWhereItDidNot(state: ExchangeState, expected: CommandStatus) {
        #expect(status(.verify(number: "1"), state) == expected)
    }

    @Test func namesTheChoicesAndTheNextCommand() {
        let lines = Decision.allow.report(exchange(.allowed, choices: ["12", "55"]), in: .english).map(\.text)
        #expect(
            lines == [
                "allowed the sign-in to Shop", "choices: 12  55",
                "pick the number that the web page shows: smartpush verify 01234567 NUMBER",
            ])
        let typed = Decision.allow.report(exchange(.allowed), in: .english).map(\.text)
        #expect(typed.last == "give the number that the web page shows: smartpush verify 01234567 NUMBER")
        #expect(
            Decision.verify(number: "1").report(exchange(.authenticated), in: .english).map(\.text) == [
                "signed in to Shop"
            ])
    }

    @Test func needsExactlyOneOpenSignIn() throws {
        #expect(try Session.onlyOne([exchange(.acknowledged)]) == "0123456789ab")
        #expect { try Session.onlyOne([]) } throws: { ($0 as? Complaint)?.status == .notFound }
        #expect { try Session.onlyOne([exchange(.allowed), exchange(.received)]) } throws: {
            ($0 as? Complaint)?.status == .notPossibleNow
        }
    }

    @Test func showsWhyItFailed() {
        let text = Details(SignIn(exchange(.refused)), now: 0, in: .english).lines().map(\.text).joined(separator: "\n")
        #expect(text.contains("failure     VER_0041"))
        #expect(text.contains("wrong number"))
    }
}
