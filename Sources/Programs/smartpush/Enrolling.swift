import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

extension Session {
    /// Enrolls a device that the server knows already.
    func enroll(_ request: EnrollRequest) async throws -> EnrollmentDocument {
        do throws(LocalAPIError) {
            return try await api.enroll(request)
        } catch {
            throw await complaint(of: error, (sub: request.sub, tenantKey: request.tenantKey))
        }
    }

    /// Enrolls this device with the token of a login.
    func login(_ request: LoginRequest) async throws -> EnrollmentDocument {
        do throws(LocalAPIError) {
            return try await api.login(request)
        } catch {
            throw await complaint(of: error, nil)
        }
    }

    /// Scans a link. If only the link names its server, the user is asked about that server, unless a program reads the
    /// output (`mayAsk`).
    func scan(_ request: ScanRequest, mayAsk: Bool) async throws -> EnrollmentScanDocument {
        let failure: LocalAPIError
        do throws(LocalAPIError) {
            return try await api.scan(request)
        } catch {
            failure = error
        }
        guard request.baseURL == nil, let server = failure.serverToConfirm else {
            throw await complaint(of: failure, nil)
        }
        return try await scan(request.naming(try confirmation(of: server, mayAsk: mayAsk)), mayAsk: false)
    }

    /// The server, if the user says that it is the right one.
    private func confirmation(of server: String, mayAsk: Bool) throws -> String {
        let shown = SafeText.line(server)
        let refusal = Self.refusal(.serverNotConfirmed(server: shown))
        // A link must not make this machine call its own services or its neighbours at the press of a key.
        guard !ServerAddress(server).isPrivate else { throw Self.refusal(.serverIsPrivate(server: shown)) }
        guard mayAsk else { throw refusal }
        guard let question = Question(terminal) else { throw refusal }
        let answer = question.ask(say(.command(.isItYourCompanys(server: shown))) + " ", terminal) ?? ""
        guard ["y", "yes", "j", "ja"].contains(answer.lowercased()) else { throw refusal }
        return server
    }

    private static func refusal(_ message: CommandMessage) -> Complaint {
        Complaint(.notPossibleNow, .command(message), code: Problem.Code.confirmServer.rawValue)
    }

    /// If something else is enrolled already, names that: it is of the same account, if the account is known. Else, the
    /// problem has its id in its detail.
    private func complaint(
        of error: LocalAPIError, _ account: (sub: String, tenantKey: String)?
    ) async -> Complaint {
        var complaint = Complaint(error)
        guard case .problem(let problem) = error, problem.code == .conflict else { return complaint }
        for other in (try? await api.enrollments()) ?? [] {
            let isSame =
                other.sub == account?.sub && other.tenantKey.lowercased() == account?.tenantKey.lowercased()
            guard isSame || problem.detail.contains(other.shortID) else { continue }
            complaint.message = .command(.enrolledAlready(EnrollmentName(other), id: other.shortID))
        }
        return complaint
    }
}

extension LocalAPIError {
    /// The server that only the link names; `nil` if this is not the problem.
    fileprivate var serverToConfirm: String? {
        guard case .problem(let problem) = self, problem.code == .confirmServer else { return nil }
        return problem.baseURL
    }
}

extension ScanRequest {
    fileprivate func naming(_ server: String) -> ScanRequest {
        var request = self
        request.baseURL = server
        return request
    }
}

/// Says what came of an enrollment.
struct EnrollmentReport {
    private let session: Session
    private let json: Bool

    init(_ session: Session, json: Bool) {
        self.session = session
        self.json = json
    }

    /// Prints it. Unless the server has just enrolled the device (`isConfirmed`), its first answer decides. Throws
    /// ``Complaint`` if it refuses the device.
    func print(_ enrollment: EnrollmentDocument, isConfirmed: Bool) throws {
        if json { try session.terminal.json(enrollment) }
        let why = enrollment.server.error.map { Voice.sentence(SafeText.line($0)) }
        switch enrollment.server.state {
        case .refused:
            let id = enrollment.shortID
            throw Complaint(
                .serverFailed, .command(.storedButRefused(EnrollmentName(enrollment), id: id, why: why)),
                code: Problem.Code.refused.rawValue)
        case .unreachable where !isConfirmed, .unknown where !isConfirmed:
            let rest = Styled(session.say(.command(.notReachedYet(why: why))))
            try line(Styled(session.say(.command(.stored)) + " ", .waiting), enrollment, rest)
        case .ok, .unreachable, .unknown:
            try line(Styled(session.say(.command(.enrolled)) + " ", .good), enrollment, "")
        }
    }

    private func line(_ done: Styled, _ enrollment: EnrollmentDocument, _ rest: Styled) throws {
        guard !json else { return }
        let name = EnrollmentName(enrollment).words(in: session.say)
        try session.terminal.line(done + Styled("\(enrollment.shortID): \(name)") + rest)
    }
}
