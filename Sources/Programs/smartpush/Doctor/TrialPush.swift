import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import LoginPageClient
import Messages
import SignInModel

/// Sends a push from a simulated server through the inbox to the daemon, and waits for the answer at the server.
struct TrialPush: Sendable {
    private let enrollment: EnrollmentDocument
    private let api: LocalAPIClient
    private let inbox: String
    private let page: LoginPage
    /// The browser's name. The exchange reports it, so no other sign-in is mistaken for this one.
    private let browser: String

    /// `nil` unless the server is a simulator. A real server is never asked for a push.
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
            return .ok(.push, .pushWentThrough(server: enrollment.baseURL, milliseconds: milliseconds))
        } catch {
            let start = Finding.Remedy(
                purpose: .startSimulator, command: "smartpush-sim --inbox \(Shell.quoted(inbox))")
            let why = (error as? LoginPageError)?.message ?? Complaint(error).message
            return .fault(.push, .pushFailed(server: enrollment.baseURL, why: why), start)
        }
    }

    private func play() async throws {
        let mediums = try await page.mediums()
        guard let medium = mediums.first(where: { $0.name == enrollment.name }) ?? mediums.first else {
            throw Complaint(.other, .doctor(.simulatorHasNoDevice))
        }
        let signIn = try await page.initiate(medium)
        do {
            let exchange = try await arrival()
            let outcome = try await api.decide(.cancel(reason: "smartpush doctor"), on: exchange.id)
            let status = try await page.status(of: signIn)
            guard outcome.exchange.state == .cancelled, status == "CANCELLED" else {
                throw Complaint(
                    .other, .doctor(.signInEndedDifferently(here: outcome.exchange.state, there: status)))
            }
        } catch {
            // A push that is late must not ask the user for an answer later.
            try? await page.cancel(signIn)
            throw error
        }
    }

    private func arrival() async throws -> ExchangeDocument {
        try await within(.seconds(15), .arrivalOfPush) {
            try await polling(every: .milliseconds(10)) {
                let waiting = try await api.exchanges(.only(.acknowledged), enrollment: enrollment.id, limit: 20)
                return waiting.exchanges.first { SignIn($0).userAgent == browser }
            }
        }
    }
}

extension LoginPageError {
    fileprivate var message: Message {
        switch self {
        case .unusableBaseURL(let text): .doctor(.simulatorURLUnusable(SafeText.line(text)))
        case .noAnswer(let failure): .doctor(.simulatorSilent(failure))
        case .unexpectedAnswer(let answer), .noRedirect(let answer):
            .doctor(.simulatorAnswered(status: answer.head.status))
        }
    }
}
