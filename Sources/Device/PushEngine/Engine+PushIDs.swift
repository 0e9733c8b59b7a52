import PushExchange
import PushStore
import VerificationClient

/// A change of the push id, in which neither side may lose the other: both ids are on the disk before the server is asked,
/// and as long as it is not known which of the two it goes by, nothing else is asked of it.
extension Engine {
    func changePushID(of id: String, to pushID: Secret<String>) async throws(EngineRefusal) {
        guard await knowsPushID(of: id) else { throw .unreachable(RequestFailure(.pushIDInDoubt), .nothing) }
        guard let endpoint = enrolled[id]?.endpoint else { throw .noSuchEnrollment }
        let ids = sharingDevice(with: id)
        // One at a time: a second change would take for the old id what the first is about to replace.
        guard !ids.contains(where: { enrolled[$0]?.isChangingPushID == true }) else {
            throw .unreachable(RequestFailure(.pushIDInDoubt), .nothing)
        }
        let old = endpoint.device.pushID
        for id in ids { enrolled[id]?.isChangingPushID = true }
        defer { for id in ids { enrolled[id]?.isChangingPushID = false } }
        try await store(old, next: pushID, for: ids, label: "push-id/sending")
        requestsUnderWay += 1
        let reply = await server.changePushID(to: pushID, at: endpoint)
        requestsUnderWay -= 1
        releaseIfIdle()
        try await take(reply, old: old, new: pushID, of: id, ids)
    }

    private func take(
        _ reply: Reply<ChangeReply>, old: Secret<String>, new: Secret<String>, of id: String, _ ids: [String]
    ) async throws(EngineRefusal) {
        switch reply.value {
        case .taken:
            hear(from: id, date: reply.date, failure: nil)
            // The server goes by it from now on, whether that can be stored or not; if not, it is settled at the next start.
            for id in ids { enrolled[id]?.adopt(new) }
            try await store(new, next: nil, for: ids, label: "push-id/taken")
        case .refused(let failure):
            hear(from: id, date: reply.date, failure: nil)
            for id in ids { enrolled[id]?.adopt(old) }
            try await store(old, next: nil, for: ids, label: "push-id/refused")
            throw .refused(failure)
        case .notSent(let failure):
            hear(from: id, date: reply.date, failure: failure)
            for id in ids { enrolled[id]?.adopt(old) }
            try await store(old, next: nil, for: ids, label: "push-id/refused")
            throw .unreachable(failure, .nothing)
        case .outcomeUnknown(let failure):
            hear(from: id, date: reply.date, failure: failure)
            throw .unreachable(failure, .pushIDMayBeTaken)
        }
    }

    /// Whether it is known which push id the server goes by. Where it is not, the server is asked.
    func knowsPushID(of id: String) async -> Bool {
        guard let entry = enrolled[id], let next = entry.enrollment.nextPushID else { return true }
        guard !entry.isChangingPushID else { return false }
        guard let isInForce = await isInForce(next, of: id) else { return false }
        // Another change may have begun while the server was asked: then this answer says nothing of that one.
        guard enrolled[id]?.enrollment.nextPushID == next, enrolled[id]?.isChangingPushID == false else { return false }
        let pushID = isInForce ? next : entry.enrollment.device.pushID
        // What can't be stored is found out again.
        guard (try? await store(pushID, next: nil, for: [id], label: "push-id/settled")) != nil else { return false }
        enrolled[id]?.adopt(pushID)
        return true
    }

    /// A device that is known by its new push id is given its pending list; that changes nothing there.
    /// - Returns: `nil` where the server does not tell.
    private func isInForce(_ next: Secret<String>, of id: String) async -> Bool? {
        guard let old = enrolled[id]?.endpoint else { return nil }
        var endpoint = old
        endpoint.device.pushID = next
        let reply = await server.pendingList(at: endpoint)
        switch reply.value {
        case .listed:
            hear(from: id, date: reply.date, failure: nil, refreshing: true)
            return true
        case .refused:
            hear(from: id, date: reply.date, failure: nil, refreshing: true)
            return false
        case .noSuchList: return await isInForceAfterAskingAgain(next, old, of: id)
        case .unavailable(let failure):
            hear(from: id, date: reply.date, failure: failure)
            return nil
        }
    }

    /// Where there is no list, the change is asked for once more: it can be made only from the old id.
    private func isInForceAfterAskingAgain(_ next: Secret<String>, _ endpoint: Endpoint, of id: String) async -> Bool? {
        let reply = await server.changePushID(to: next, at: endpoint)
        switch reply.value {
        case .taken: return true
        case .refused(let failure): return failure.code == "VER_0040"
        case .notSent(let failure), .outcomeUnknown(let failure):
            hear(from: id, date: reply.date, failure: failure)
            return nil
        }
    }

    /// The enrollments that are one device for their server: it has one push id for all of them.
    private func sharingDevice(with id: String) -> [String] {
        guard let one = enrolled[id]?.enrollment else { return [] }
        return enrolled.values.map(\.enrollment).filter { $0.baseURL == one.baseURL && $0.device == one.device }.map(
            \.id)
    }

    private func store(
        _ pushID: Secret<String>, next: Secret<String>?, for ids: [String], label: String
    ) async throws(EngineRefusal) {
        try await change { transaction in
            for id in ids { try transaction.setPushIDs(pushID, next: next, of: id) }
            return Change((), label: label)
        }
        for id in ids { enrolled[id]?.enrollment.nextPushID = next }
    }
}

extension Enrolled {
    fileprivate mutating func adopt(_ pushID: Secret<String>) {
        enrollment.device.pushID = pushID
        enrollment.nextPushID = nil
    }
}
