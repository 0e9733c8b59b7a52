package import PushExchange
import PushStore
import VerificationClient

/// Enrollment with the token of the user's login, without a link: this device begins the enrollment itself, and the
/// server's answer has the number that a web page would show.
extension Engine {
    /// Enrolls this device for the user who has logged in.
    ///
    /// The token is used for one request and stored nowhere. From the answer on it is an enrollment as by a link: a
    /// crash or a lost answer leaves a scan that expires.
    /// - Parameters:
    ///   - token: the access token, with the scope `cidaas:verification_write`.
    ///   - plan: the server, which must have been checked, and what else is decided.
    ///   - timeout: how long to wait for the outcome of the last step at most.
    /// - Returns: the enrollment.
    /// - Throws: ``EngineRefusal``.
    package func login(
        with token: Secret<String>, _ plan: EnrollmentPlan, timeout: Duration
    ) async throws(EngineRefusal) -> Enrolled {
        guard !isStopping else { throw .unavailable(.stopping) }
        let newIDs = (device: Secret(makeID()), push: Secret(makeID()))
        let device = try await change { transaction in Change(try transaction.device(for: plan, otherwise: newIDs)) }
        let answer = try await initiate(with: token, plan, device)
        guard let exchangeID = answer.exchangeID else { throw .unresolved(.lost(.scan)) }
        guard let number = answer.selectedNumber else { throw .numberMissing }
        // The scan must have the ids of the request before (VER_0040).
        var plan = plan
        plan.pushID = device.pushID
        let scan = try await scan(EnrollmentLink(exchangeID: exchangeID, sub: answer.sub), plan)
        let ended = try await choose(number, of: scan.id, timeout: timeout)
        // The enrollment goes on, and may still succeed.
        guard ended.state == .enrolled else { throw .decision(.wrongState(.numberUnderWay)) }
        return try enrollment(ended.id)
    }

    private func initiate(
        with token: Secret<String>, _ plan: EnrollmentPlan, _ device: DeviceCredentials
    ) async throws(EngineRefusal) -> StepAnswer {
        let endpoint = prepared(
            Endpoint(
                baseURL: plan.baseURL, paths: plan.paths, sub: nil, device: device, deviceName: plan.deviceName),
            for: .initiate)
        requests.begin()
        let reply = await server.initiate(with: token, at: endpoint)
        learnPaths(of: reply, to: .initiate, at: endpoint)
        requests.end()
        switch reply.value {
        case .answered(let answer): return answer
        case .refused(let failure): throw .refused(failure)
        // Nothing is lost: what the server has begun expires by itself.
        case .notSent(let failure), .outcomeUnknown(let failure): throw .unreachable(failure, .nothing)
        }
    }
}
