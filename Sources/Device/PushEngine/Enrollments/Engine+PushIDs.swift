import PushExchange
import PushStore
import VerificationClient

/// Changes of the push id. The server and this device must not lose each other, so both ids are on the disk before the
/// request is sent. As long as it is not known which of the two the server uses, nothing else is requested from it.
extension Engine {
    /// Changes the push id. A second change waits for the outcome of the first.
    func changePushID(of id: String, to pushID: Secret<String>) async throws(EngineRefusal) {
        let ids = try await beginPushIDChange(of: id, to: pushID)
        defer { for id in ids { gates.open(.pushID(id)) } }
        guard let endpoint = endpoint(of: id, for: .pushID) else { throw .noSuchEnrollment }
        let old = endpoint.device.pushID
        do throws(EngineRefusal) {
            try await store(old, next: pushID, for: ids, label: "push-id/sending")
        } catch {
            enrollments.notePushID(.notSent, of: ids)
            throw error
        }
        requests.begin()
        let reply = await server.changePushID(to: pushID, at: endpoint)
        learnPaths(of: reply, to: .pushID, at: endpoint)
        requests.end()
        note(reply.value.failure, from: id, date: reply.date)
        try await take(reply.value, old: old, new: pushID, ids)
    }

    /// - Returns: the enrollments whose push id is now being changed.
    private func beginPushIDChange(of id: String, to pushID: Secret<String>) async throws(EngineRefusal) -> [String] {
        while enrollments[id] != nil {
            guard await knowsPushID(of: id) else { throw .unreachable(RequestFailure(.pushIDInDoubt), .nothing) }
            if let ids = enrollments.beginPushIDChange(of: id, to: pushID) { return ids }
        }
        throw .noSuchEnrollment
    }

    private func take(
        _ reply: ChangeReply, old: Secret<String>, new: Secret<String>, _ ids: [String]
    ) async throws(EngineRefusal) {
        switch reply {
        case .taken:
            // The server uses it from now on, even if that can't be stored. In that case it is settled at the next
            // start.
            enrollments.notePushID(.taken, of: ids)
            try await store(new, next: nil, for: ids, label: "push-id/taken")
        case .refused(let failure):
            enrollments.notePushID(.refused(failure), of: ids)
            try await store(old, next: nil, for: ids, label: "push-id/refused")
            throw .refused(failure)
        // Without such a request the server keeps the id that it has.
        case .notSent(let failure), .notSupported(let failure):
            enrollments.notePushID(.notSent, of: ids)
            try await store(old, next: nil, for: ids, label: "push-id/refused")
            throw .unreachable(failure, .nothing)
        case .outcomeUnknown(let failure):
            enrollments.notePushID(.outcomeUnknown, of: ids)
            throw .unreachable(failure, .pushIDMayBeTaken)
        }
    }

    /// Whether it is known which push id the server uses. If it is not, the server is asked, with one request for all
    /// callers.
    func knowsPushID(of id: String) async -> Bool {
        guard let entry = enrollments[id], entry.pushIDChange != nil else { return true }
        guard entry.isPushIDUnderWay else { return await settlePushID(of: id) }
        await withCheckedContinuation { gates.wait(for: .pushID(id), $0) }
        return enrollments[id]?.pushIDChange == nil
    }

    private func settlePushID(of id: String) async -> Bool {
        guard let enrollment = enrollments[id]?.enrollment, let next = enrollment.nextPushID else { return true }
        let ids = enrollments.sharingDevice(with: id)
        enrollments.setAskingAboutPushID(true, of: ids)
        defer {
            enrollments.setAskingAboutPushID(false, of: ids)
            for id in ids { gates.open(.pushID(id)) }
        }
        guard let isInForce = await isInForce(next, of: id) else {
            enrollments.notePushID(.notSettled, of: ids)
            return false
        }
        let pushID = isInForce ? next : enrollment.device.pushID
        // If it can't be stored, it is found out again later.
        guard (try? await store(pushID, next: nil, for: ids, label: "push-id/settled")) != nil else { return false }
        enrollments.notePushID(.settled(wasTaken: isInForce), of: ids)
        return true
    }

    /// Asks for the pending list with the new push id, and then with the old one. The server only returns it if it knows
    /// the device by that id, and the request changes nothing.
    /// - Returns: `nil` if the answers do not tell, also if the server knows neither id.
    private func isInForce(_ next: Secret<String>, of id: String) async -> Bool? {
        guard let old = endpoint(of: id, for: .pendingList) else { return nil }
        var new = old
        new.device.pushID = next
        switch await list(at: new, of: id) {
        case .given: return true
        case .missing: return await isInForceAfterAskingAgain(next, of: id)
        case .unknown: return nil
        case .refused: break
        }
        switch await list(at: old, of: id) {
        case .given: return false
        case .missing, .unknown: return nil
        case .refused(let failure):
            note(RequestFailure(.refused(failure)), from: id, date: nil, isPendingList: true)
            return nil
        }
    }

    /// What the server did when it was asked for the pending list with one of two push ids.
    private enum ListAnswer {
        case given
        case refused(Failure)
        /// The server has no such list.
        case missing
        case unknown
    }

    private func list(at endpoint: Endpoint, of id: String) async -> ListAnswer {
        let reply = await server.pendingList(at: endpoint)
        learnPaths(of: reply, to: .pendingList, at: endpoint)
        switch reply.value {
        case .listed:
            note(nil, from: id, date: reply.date, isPendingList: true)
            return .given
        case .refused(let failure):
            note(nil, from: id, date: reply.date)
            return .refused(failure)
        case .noSuchList: return .missing
        case .unavailable(let failure):
            note(failure, from: id, date: reply.date)
            return .unknown
        }
    }

    /// If the server has no list, the change is requested again: it is only possible from the old id.
    private func isInForceAfterAskingAgain(_ next: Secret<String>, of id: String) async -> Bool? {
        guard let endpoint = endpoint(of: id, for: .pushID) else { return nil }
        let reply = await server.changePushID(to: next, at: endpoint)
        learnPaths(of: reply, to: .pushID, at: endpoint)
        switch reply.value {
        case .taken: return true
        case .refused(let failure): return failure.code == "VER_0040"
        // Without such a request the server can't have changed anything.
        case .notSupported: return false
        case .notSent(let failure), .outcomeUnknown(let failure):
            note(failure, from: id, date: reply.date)
            return nil
        }
    }

    private func store(
        _ pushID: Secret<String>, next: Secret<String>?, for ids: [String], label: String
    ) async throws(EngineRefusal) {
        try await change { transaction in
            for id in ids { try transaction.setPushIDs(pushID, next: next, of: id) }
            return Change((), label: label)
        }
    }
}
