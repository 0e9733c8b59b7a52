import Foundation
import LocalAPIModel
import Messages
import Testing

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
