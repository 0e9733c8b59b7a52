import LocalAPIModel
import Messages
import PushExchange
import Testing

@Suite("The text about the device") struct DeviceMessageTests {
    @Test(
        "says what to do about a refused enrollment",
        arguments: [
            (400, "VER_0032", "used already"), (400, "VER_0033", "link has expired"),
            (409, "VER_0034", "enrolled there"), (409, "http_409", "enrolled there"),
            (400, "VER_0041", "number is wrong"), (403, "VER_0040", "another device"), (417, "http_417", "--push-id"),
            (404, "http_404", "path_set"), (400, "VER_0028", "not switched on"),
            (400, "http_400", "push_id"), (401, "http_401", "cidaas:verification_write"),
            (200, Refusal.notEnrolled, "not enrolled"), (402, "http_402", "start the enrollment again"),
        ])
    func refusedEnrollments(status: Int, code: String, words: String) {
        let refusal = Refusal(code: code, status: status, subject: .enrollment)
        let english = DeviceMessage.failure(.refused(refusal)).english
        #expect(english.contains(words), "\(english)")
    }

    @Test("says how to enroll again after the server has forgotten the device")
    func forgottenDevice() {
        let refusal = Refusal(code: "VER_0040", status: 403, subject: .device)
        #expect(DeviceMessage.failure(.refused(refusal)).english.contains("enroll it again"))
    }

    @Test(
        "says in each language what to do about a refusal, by what the server was asked for",
        arguments: [
            (Refusal.Subject.signIn, "start the sign-in again", "starten Sie die Anmeldung auf der Webseite neu"),
            (.enrollment, "start the enrollment again", "beginnen Sie die Registrierung auf der Webseite neu"),
            (.device, "whether this device is still listed", "ob dieses Gerät dort noch steht"),
        ])
    func subjects(subject: Refusal.Subject, english: String, german: String) {
        let refusal = DeviceMessage.failure(.refused(Refusal(code: "VER_9999", status: 400, subject: subject)))
        #expect(refusal.english.contains(english), "\(refusal.english)")
        #expect(refusal.german.contains(german), "\(refusal.german)")
    }

    @Test(
        "has no words for a sign-in when the server was asked for the device",
        arguments: ["VER_0032", "VER_0033", "VER_0041", "VER_0046"])
    func deviceIsNoSignIn(code: String) {
        let german = DeviceMessage.failure(.refused(Refusal(code: code, status: 400, subject: .device))).german
        #expect(
            german
                == "der Server hat abgelehnt (\(code)); sehen Sie auf der Webseite nach, ob dieses Gerät dort noch steht"
        )
    }

    @Test(
        "begins with the same words in German for a client, which knows the code only",
        arguments: Refusal.Subject.allCases)
    func clients(subject: Refusal.Subject) {
        let lost = LostAnswer.allCases.map { Failure.lost($0) }
        let refused = ["VER_0032", "VER_0040", "http_403", "http_409", "VER_9999"].map {
            Failure.refused(Refusal(code: $0, status: 409, subject: subject))
        }
        for failure in lost + refused {
            let words: FailureMessage? =
                switch subject {
                case .signIn: .signIn(code: failure.code, detail: "", words: nil)
                case .enrollment: .enrollment(code: failure.code, detail: "", words: nil)
                // No document of the API holds such a failure.
                case .device: nil
                }
            guard let words = words?.german else { continue }
            #expect(words.hasPrefix(DeviceMessage.failure(failure).german))
            if case .refused = failure { #expect(words.contains(failure.code)) }
        }
    }

    @Test("of a refusal has the server's code and its own words, each once")
    func quotes() {
        let said = FailureDocument(code: "VER_0041", detail: "The number is wrong.", words: "wrong \u{1B}pass_code")
        #expect(said.message.english == "the number is wrong (its words: “wrong \u{FFFD}pass_code”)")
        #expect(said.message.german.hasSuffix(" (seine Worte: „wrong \u{FFFD}pass_code“) (VER_0041)"))
        let whole = FailureDocument(code: "VER_0041", detail: "it says: no way (VER_0041)", words: "no way")
        #expect(whole.message.english == "it says: no way (VER_0041)")
        let lost = FailureDocument(code: "allow_lost", detail: "lost", words: nil)
        #expect(!lost.message.german.contains("allow_lost"))
        let problem = Problem(.refused, "VER_0040: no such device")
        #expect(problem.message.german.contains("VER_0040: no such device"))
    }

    @Test("is the sentence that an earlier release has stored for a failure")
    func recorded() {
        let failure = Failure(code: "VER_0041", record: "the number was wrong", subject: .signIn)
        #expect(DeviceMessage.failure(failure).english == "the number was wrong")
        let known = Failure(code: "VER_0041", record: "400", subject: .signIn)
        #expect(DeviceMessage.failure(known).english.contains("number is wrong"))
    }

    @Test(
        "names the database's file, and what to do",
        arguments: [
            (DatabaseFailure.newer(path: "/x"), "/x was written by a newer smartpush; install that version again"),
            (.damaged(path: "/x", detail: "d"), "/x is damaged (d); start smartpushd again: it keeps the file"),
            (.notWritable(path: "/x"), "/x can't be opened for writing"),
        ])
    func databases(failure: DatabaseFailure, words: String) {
        #expect(DeviceMessage.database(failure).english.hasPrefix(words))
    }

    @Test("exists in German for each reason, and differs from the English")
    func german() {
        let requests =
            RequestFailure.NoConnection.allCases.map { RequestFailure(.noConnection($0)) }
            + RequestFailure.NoAnswer.allCases.map { RequestFailure(.noAnswer($0)) }
            + RequestFailure.UnusableAnswer.allCases.flatMap { answer in
                RequestName.allCases.map { RequestFailure(.unusableAnswer(answer, to: $0, status: 500)) }
            }
        let messages =
            requests.map { DeviceMessage.request($0) }
            + LostAnswer.allCases.map { DeviceMessage.failure(.lost($0)) }
        for message in messages {
            #expect(!message.german.isEmpty && message.german != message.english, "\(message)")
        }
    }
}
