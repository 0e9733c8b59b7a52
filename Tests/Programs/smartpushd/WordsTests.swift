import PushExchange
import PushStore
import Testing

@testable import smartpushd

@Suite("What the daemon says") struct WordsTests {
    @Test(
        "of a refused enrollment names what to do",
        arguments: [
            (400, "VER_0032", "used already"), (400, "VER_0033", "link has expired"),
            (409, "VER_0034", "enrolled there"), (409, "http_409", "enrolled there"),
            (400, "VER_0041", "number is wrong"), (403, "VER_0040", "another device"), (417, "VER_0005", "path_set"),
            (404, "http_404", "path_set"), (400, "VER_0028", "not switched on"),
            (400, "http_400", "start the enrollment again"),
        ])
    func refusedEnrollments(status: Int, code: String, words: String) {
        let refusal = Refusal(code: code, status: status, subject: .enrollment)
        #expect(refusal.inWords.contains(words), "\(refusal.inWords)")
    }

    @Test("of a device that the server has forgotten names the way back")
    func forgottenDevice() {
        let refusal = Refusal(code: "VER_0040", status: 403, subject: .device)
        #expect(refusal.inWords.contains("enroll it again"))
    }

    @Test("of a failure that an earlier release has stored is what it stored")
    func recorded() {
        let failure = Failure(code: "VER_0041", record: "the number was wrong", subject: .signIn)
        #expect(failure.inWords == "the number was wrong")
        #expect(Failure(code: "VER_0041", record: "400", subject: .signIn).inWords.contains("number is wrong"))
    }

    @Test(
        "of a database names the file, and what to do",
        arguments: [
            (PushStoreError.newerSchema(path: "/x"), "/x was written by a newer smartpush; install that version again"),
            (.damaged(path: "/x", detail: "d"), "/x is damaged (d); start smartpushd again: it keeps the file beside"),
            (.notWritable(path: "/x"), "/x can't be opened for writing"),
        ])
    func databases(error: PushStoreError, words: String) {
        #expect(error.inWords.hasPrefix(words))
    }
}
