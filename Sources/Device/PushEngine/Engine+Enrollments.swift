package import PushExchange
package import PushStore
import VerificationClient

extension Engine {
    /// All enrollments, in the order in which they were made.
    package var allEnrolled: [Enrolled] {
        enrolled.values.sorted {
            ($0.enrollment.createdAt, $0.enrollment.id) < ($1.enrollment.createdAt, $1.enrollment.id)
        }
    }

    /// An enrollment by its id or by an unambiguous beginning of it.
    package func enrollment(_ id: String) throws(EngineRefusal) -> Enrolled {
        let ids = enrolled[id] != nil ? [id] : enrolled.keys.filter { $0.hasPrefix(id) }
        let only = ids == [id] ? id : try Self.only(of: ids, for: id, missing: .noSuchEnrollment)
        guard let enrolled = enrolled[only] else { throw .noSuchEnrollment }
        return enrolled
    }

    /// The whole id of an enrollment, also of one that was given up but has exchanges in the history.
    package func enrollmentID(_ id: String) throws(EngineRefusal) -> String {
        do {
            return try enrollment(id).enrollment.id
        } catch .noSuchEnrollment {
            return id
        }
    }

    /// Adds an enrollment. Its pending list is fetched right away: a sign-in may wait already, and it tells the clock.
    package func enroll(_ enrollment: Enrollment) async throws(EngineRefusal) -> Enrolled {
        let device = (enrollment.baseURL, enrollment.sub, enrollment.device.deviceID)
        guard farewells.underWay?.concerns(baseURL: device.0, sub: device.1, deviceID: device.2) != true else {
            throw .unavailable(.deregistering)
        }
        try await change { transaction in
            try transaction.seeThatNothingIsEnrolled(tenantKey: enrollment.tenantKey, sub: enrollment.sub)
            try transaction.forgetFarewells(baseURL: device.0, sub: device.1, deviceID: device.2)
            return Change(try transaction.insert(enrollment))
        }
        return takeUp(enrollment)
    }

    /// Begins to act for an enrollment that is stored.
    func takeUp(_ enrollment: Enrollment) -> Enrolled {
        let entry = Enrolled(enrollment: enrollment, clock: ServerClock(skew: .zero, at: clock.now()))
        enrolled[enrollment.id] = entry
        journal(.enrolled(enrollment))
        spawn { engine in await engine.refresh(enrollment.id) }
        return entry
    }

    /// Changes an enrollment's push id, name or both: the push id first, and the name only where that was taken.
    package func changeEnrollment(
        _ id: String, name: String?, pushID: Secret<String>?
    ) async throws(EngineRefusal) -> Enrolled {
        let id = try enrollment(id).enrollment.id
        if let pushID { try await changePushID(of: id, to: pushID) }
        if let name {
            let name = name.isEmpty ? nil : name
            try await change { transaction in Change(try transaction.rename(id, to: name)) }
            enrolled[id]?.enrollment.name = name
        }
        return try enrollment(id)
    }

    /// Gives an enrollment up. Its open exchanges end as cancelled. The server is told afterwards, and need not be there.
    package func unenroll(_ id: String) async throws(EngineRefusal) {
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
        journal(.unenrolled(enrollment: id))
        spawn { engine in await engine.tellFarewells() }
    }

    private func remove(_ id: String, at instant: Instant) async throws(EngineRefusal) {
        try await change { transaction in
            let open = try transaction.now.openExchanges().filter { $0.enrollment == id }
            let steps = try open.compactMap { try transaction.apply(.enrollmentRemoved, to: $0.id, at: instant) }
            if let enrollment = try transaction.now.enrollment(id) {
                try transaction.insertFarewells(of: enrollment, at: instant.wall)
            }
            try transaction.deleteEnrollment(id)
            return Change((), steps: steps, label: "unenroll")
        }
    }

    /// Has a change committed; what it declines is a refusal, as is an error of the database.
    func change<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Change<Value>
    ) async throws(EngineRefusal) -> Value {
        do {
            return try await commit(body)
        } catch {
            throw EngineRefusal(error)
        }
    }
}

extension Transaction {
    /// Makes room for an enrollment. A link for the same account that waits for its number gives way.
    /// - Throws: ``EngineRefusal`` where there is one, or a number is just being confirmed.
    func seeThatNothingIsEnrolled(tenantKey: String, sub: String) throws {
        guard try now.enrollment(tenantKey: tenantKey, sub: sub) == nil else { throw EngineRefusal.enrolledAlready }
        for scan in try now.openScans() where scan.tenantKey == tenantKey && scan.sub == sub {
            guard scan.state != .verifying else {
                throw DecisionError.wrongState(.accountBeingEnrolled)
            }
            try deleteScan(scan.id)
        }
    }
}
