import Logging
public import PushExchange
public import PushStore
import PushVerifier

extension Engine {
    /// All enrollments, in the order in which they were made.
    public var allEnrolled: [Enrolled] {
        enrolled.values.sorted {
            ($0.enrollment.createdAt, $0.enrollment.id) < ($1.enrollment.createdAt, $1.enrollment.id)
        }
    }

    /// An enrollment by its id or by an unambiguous beginning of it.
    public func enrollment(_ id: String) throws(EngineRefusal) -> Enrolled {
        let ids = enrolled[id] != nil ? [id] : enrolled.keys.filter { $0.hasPrefix(id) }
        let only = ids == [id] ? id : try Self.only(of: ids, for: id, missing: .noSuchEnrollment)
        guard let enrolled = enrolled[only] else { throw .noSuchEnrollment }
        return enrolled
    }

    /// The whole id of an enrollment, also of one that was given up but has exchanges in the history.
    public func enrollmentID(_ id: String) throws(EngineRefusal) -> String {
        do {
            return try enrollment(id).enrollment.id
        } catch .noSuchEnrollment {
            return id
        }
    }

    /// Adds an enrollment. Its pending list is fetched right away: a sign-in may wait already, and it tells the clock.
    public func enroll(_ enrollment: Enrollment) async throws(EngineRefusal) -> Enrolled {
        let entry = Enrolled(enrollment: enrollment, clock: ServerClock(skew: .zero, at: clock.now()))
        try await change { transaction in
            let known = try transaction.now.enrollment(tenantKey: enrollment.tenantKey, sub: enrollment.sub)
            guard known == nil else { throw EngineRefusal.enrolledAlready }
            try transaction.insert(enrollment)
            return Change(())
        }
        enrolled[enrollment.id] = entry
        logger.notice(
            "enrolled at \(enrollment.baseURL)", metadata: ["event": "enrolled", "enrollment": "\(enrollment.id)"]
        )
        spawn { engine in await engine.refresh(enrollment.id) }
        return entry
    }

    /// Changes an enrollment's name or push id. The push id is told to the server first, and kept once it took it.
    public func changeEnrollment(
        _ id: String, name: String?, pushID: Secret<String>?
    ) async throws(EngineRefusal) -> Enrolled {
        let id = try enrollment(id).enrollment.id
        if let pushID {
            try await tell(pushID, to: id)
            // The server goes by it from now on, whether it can be stored or not.
            enrolled[id]?.enrollment.device.pushID = pushID
        }
        guard var changed = enrolled[id]?.enrollment else { throw .noSuchEnrollment }
        if let name { changed.name = name.isEmpty ? nil : name }
        try await change { [changed] transaction in Change(try transaction.update(changed)) }
        enrolled[id]?.enrollment.name = changed.name
        return try enrollment(id)
    }

    private func tell(_ pushID: Secret<String>, to id: String) async throws(EngineRefusal) {
        guard let endpoint = enrolled[id]?.endpoint else { throw .noSuchEnrollment }
        let reply = await server.changePushID(to: pushID, at: endpoint)
        switch reply.value {
        case .taken: hear(from: id, date: reply.date, trouble: nil)
        case .refused(let failure):
            hear(from: id, date: reply.date, trouble: nil)
            throw .refused(failure)
        case .unavailable(let trouble):
            hear(from: id, date: reply.date, trouble: trouble)
            throw .unreachable(trouble.detail)
        }
    }

    /// Gives an enrollment up. Its open exchanges end as cancelled.
    public func unenroll(_ id: String) async throws(EngineRefusal) {
        let id = try enrollment(id).enrollment.id
        let instant = instant(enrollment: id)
        // From here on a push to it is refused: one that came in behind this change would belong to nobody.
        let removed = enrolled.removeValue(forKey: id)
        do {
            try await remove(id, at: instant)
        } catch {
            enrolled[id] = removed
            throw error
        }
        schedule.cancel(.probe(enrollment: id))
        logger.notice("unenrolled", metadata: ["event": "unenrolled", "enrollment": "\(id)"])
    }

    private func remove(_ id: String, at instant: Instant) async throws(EngineRefusal) {
        try await change { transaction in
            let open = try transaction.now.openExchanges().filter { $0.enrollment == id }
            let steps = try open.compactMap { try transaction.apply(.enrollmentRemoved, to: $0.id, at: instant) }
            try transaction.deleteEnrollment(id)
            return Change((), steps: steps)
        }
    }

    private func change(
        _ body: @escaping @Sendable (Transaction) throws -> Change<Void>
    ) async throws(EngineRefusal) {
        do {
            try await commit(body)
        } catch {
            throw EngineRefusal(error)
        }
    }
}
