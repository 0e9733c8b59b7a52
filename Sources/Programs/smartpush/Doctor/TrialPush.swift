import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import LoginPageClient
import Messages
import SignInModel

/// A push from a simulated server through the inbox to the daemon, and its answer back to the server.
struct TrialPush: Sendable {
    private let enrollment: EnrollmentDocument
    private let api: LocalAPIClient
    private let inbox: String
    private let page: LoginPage
    /// What the page's browser is called, which the exchange tells: so no other sign-in is taken for this one.
    private let browser: String

    /// `nil` where the server is none that a push can be asked of: only a simulator can be, and no real server ever is.
    init?(_ enrollment: EnrollmentDocument, api: LocalAPIClient, inbox: String) async {
        let browser = "smartpush-doctor/\(UUID().uuidString.lowercased())"
        guard let page = try? LoginPage(baseURL: enrollment.baseURL, userAgent: browser), await page.isSimulated
        else { return nil }
        self.enrollment = enrollment
        self.api = api
        self.inbox = inbox
        self.page = page
        self.browser = browser
    }

    func finding() async -> Finding {
        let start = ContinuousClock.now
        do {
            try await play()
            let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
            let words = Phrase(
                "one from \(enrollment.baseURL) came through the inbox, and its answer back, in \(milliseconds) ms",
                german:
                    "einer von \(enrollment.baseURL) kam durch die Inbox, und die Antwort zurück, in \(milliseconds) ms"
            )
            return .ok(.push, words)
        } catch {
            let start = Finding.Remedy(
                purpose: Phrase("see that it is started with", german: "der Simulator gehört gestartet mit"),
                command: "smartpush-sim --inbox \(Shell.quoted(inbox))")
            let why = (error as? LoginPageError)?.phrase ?? Complaint(error).phrase
            let words = Phrase { say in
                say(
                    "none came through from \(enrollment.baseURL) (\(why.text(in: say)))",
                    german: "von \(enrollment.baseURL) kam keiner durch (\(why.text(in: say)))")
            }
            return .fault(.push, words, start)
        }
    }

    private func play() async throws {
        let mediums = try await page.mediums()
        guard let medium = mediums.first(where: { $0.name == enrollment.name }) ?? mediums.first else {
            throw Complaint(.other, "it has no device to ask", german: "er hat kein Gerät, das er fragen könnte")
        }
        let signIn = try await page.initiate(medium)
        do {
            let exchange = try await arrival()
            let outcome = try await api.decide(.cancel(reason: "smartpush doctor"), on: exchange.id)
            let status = try await page.status(of: signIn)
            guard outcome.exchange.state == .cancelled, status == "CANCELLED" else {
                let state = outcome.exchange.state.rawValue
                throw Complaint(
                    .other, "the sign-in is \(state) here and \(status) there",
                    german: "die Anmeldung ist hier \(state) und dort \(status)")
            }
        } catch {
            // What has not come shall not come later, and ask someone for an answer.
            try? await page.cancel(signIn)
            throw error
        }
    }

    private func arrival() async throws -> ExchangeDocument {
        try await within(.seconds(15), .arrival) {
            try await polling(every: .milliseconds(10)) {
                let waiting = try await api.exchanges(.only(.acknowledged), enrollment: enrollment.id, limit: 20)
                return waiting.exchanges.first { SignIn($0).userAgent == browser }
            }
        }
    }
}

extension LoginPageError {
    fileprivate var phrase: Phrase {
        switch self {
        case .unusableBaseURL(let text):
            Phrase(
                "its base URL can't be called: \(SafeText.line(text))",
                german: "seine base_url kann nicht gerufen werden: \(SafeText.line(text))")
        case .noAnswer(let failure):
            Phrase("it gave no answer: \(failure.words)", german: "er gab keine Antwort: \(failure.words)")
        case .unexpectedAnswer(let answer), .noRedirect(let answer):
            Phrase(
                "it gave an unexpected answer with status \(answer.head.status)",
                german: "er gab eine unerwartete Antwort mit dem Status \(answer.head.status)")
        }
    }
}
