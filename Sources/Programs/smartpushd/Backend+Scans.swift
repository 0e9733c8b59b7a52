import LocalAPIModel
import Messages
import PushEngine
import PushExchange
import PushStore

extension Backend {
    func scan(_ request: ScanRequest) async throws -> EnrollmentScanDocument {
        let link: EnrollmentLink
        do throws(EnrollmentLinkError) {
            link = try EnrollmentLink(request.link)
        } catch {
            throw Problem(.invalidRequest, .device(.link(error)))
        }
        let plan = try await knownServers.plan(request, link)
        return try await scanProblems { try await engine.scan(link, plan) }
    }

    func scan(_ id: String) async throws -> EnrollmentScanDocument {
        try await scanProblems { try await engine.scan(id) }
    }

    func cancelScan(_ id: String) async throws {
        _ = try await scanProblems {
            try await engine.cancelScan(id)
            return try await engine.scan(id)
        }
    }

    func verifyScan(_ id: String, number: String, wait: Duration) async throws -> EnrollmentScanDocument {
        try await scanProblems { try await engine.choose(Secret(number), of: id, timeout: wait) }
    }

    func login(_ request: LoginRequest) async throws -> EnrollmentDocument {
        let plan = try await knownServers.plan(request)
        let token = Secret(try EnrollRequest.checked(request.accessToken, "access_token"))
        return EnrollmentDocument(
            try await enrollmentProblems { try await engine.login(with: token, plan, timeout: Self.loginTimeout) })
    }

    private static let loginTimeout = Duration.seconds(30)

    private var knownServers: KnownServers {
        get async { rules.known(with: await engine.allEnrolled.map(\.enrollment)) }
    }

    private func scanProblems(_ body: () async throws -> EnrollmentScan) async throws -> EnrollmentScanDocument {
        EnrollmentScanDocument(try await enrollmentProblems(body))
    }

    /// Replaces the errors whose wording fits a sign-in but not an enrollment.
    private func enrollmentProblems<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch EngineRefusal.decision(.expired) {
            throw Problem(.expired, .linkExpired)
        } catch let refusal as EngineRefusal {
            throw Problem(refusal)
        }
    }
}
