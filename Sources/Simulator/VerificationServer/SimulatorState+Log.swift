import HTTPTypes
import SimulatorHTTP

extension SimulatorState {
    /// The log's entry for a request with this outcome. `processed` is nil if a fault kept it from being processed.
    func entry(for request: ServerRequest, step: Step?, processed: ServerResponse?, outcome: Outcome, fault: Fault?)
        -> LoggedRequest
    {
        let sent: Int? = if case .answer(let answer) = outcome { answer.status } else { nil }
        let fields = try? step == .finish ? request.form() : request.fields()
        let exchangeID = try? fields?.exchangeID()
        let statusID =
            processed?.statusID ?? request.parameters["status_id"] ?? exchangeID.flatMap(store.statusID)
            ?? exchangeID.flatMap(setups.statusID)
            ?? (try? fields?.optional("status_id"))
        return LoggedRequest(
            at: source.now().rfc3339, method: request.method.rawValue, path: String(request.path.prefix(512)),
            step: step?.rawValue, exchangeID: exchangeID.map { String($0.prefix(64)) },
            statusID: statusID.map { String($0.prefix(64)) },
            result: processed?.result ?? "fault", httpStatus: sent, fault: fault?.name)
    }
}
