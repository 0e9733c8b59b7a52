import LocalAPIModel
import Messages
import PushEngine
import PushExchange
import PushStore

extension Backend {
    func scan(_ request: ScanRequest) async throws -> EnrollmentScanDocument {
        let (link, pathSet) = try EnrollmentLink.checked(request)
        let name = Enrollment.name(request.name)
        return try await scanProblems { try await engine.scan(link, name: name, pathSet: pathSet) }
    }

    func scan(_ id: String) async throws -> EnrollmentScanDocument {
        try await scanProblems { try await engine.scan(id) }
    }

    func verifyScan(_ id: String, number: String, wait: Duration) async throws -> EnrollmentScanDocument {
        try await scanProblems { try await engine.choose(Secret(number), of: id, timeout: wait) }
    }

    /// Replaces the errors whose wording fits a sign-in but not an enrollment.
    private func scanProblems(_ body: () async throws -> EnrollmentScan) async throws -> EnrollmentScanDocument {
        do {
            return EnrollmentScanDocument(try await body())
        } catch EngineRefusal.decision(.expired) {
            throw Problem(.expired, .linkExpired)
        } catch let refusal as EngineRefusal {
            throw Problem(refusal)
        }
    }
}

extension EnrollmentLink {
    /// The link, if its server may be called, and the path set to use there.
    /// - Throws: ``Problem``, which does not quote the link.
    fileprivate static func checked(_ request: ScanRequest) throws -> (EnrollmentLink, PathSet) {
        var link: EnrollmentLink
        do throws(EnrollmentLinkError) {
            link = try EnrollmentLink(request.link)
        } catch {
            throw Problem(.invalidRequest, .device(.link(error)))
        }
        link.baseURL = try BaseURL.checked(link.baseURL)
        let asked: PathSet? = request.pathSet.map { $0 == .v2 ? .v2 : .guide }
        return (link, asked ?? link.pathSet ?? .guide)
    }
}
