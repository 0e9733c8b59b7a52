package import PushExchange
package import PushStore
import VerificationClient

/// An enrollment and what is known of its server.
package struct Enrolled: Sendable {
    package let enrollment: Enrollment
    package let health: ServerHealth
    let clock: ServerClock

    /// The server's clock minus ours; zero where they agree, or where nothing has told yet.
    package func skew(at moment: Moment) -> Duration { clock.skew(moment) }
}

extension Engine {
    /// All enrollments, in the order in which they were made.
    package var allEnrolled: [Enrolled] { enrollments.all.compactMap { enrolled($0.id) } }

    private func enrolled(_ id: String) -> Enrolled? {
        guard let enrollment = enrollments[id]?.enrollment, let link = links[id] else { return nil }
        return Enrolled(enrollment: enrollment, health: link.health, clock: link.clock)
    }

    /// An enrollment by its id or by an unambiguous beginning of it.
    package func enrollment(_ id: String) throws(EngineRefusal) -> Enrolled {
        if let enrolled = enrolled(id) { return enrolled }
        let ids = enrollments.ids.filter { $0.hasPrefix(id) }
        guard let enrolled = enrolled(try Self.only(of: ids, for: id, missing: .noSuchEnrollment)) else {
            throw .noSuchEnrollment
        }
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
        let underWay = enrollments.deregistrations.underWay
        guard underWay?.concerns(baseURL: device.0, sub: device.1, deviceID: device.2) != true else {
            throw .unavailable(.deregistering)
        }
        try await change { transaction in
            try transaction.seeThatNothingIsEnrolled(tenantKey: enrollment.tenantKey, sub: enrollment.sub)
            try transaction.forgetDeregistrations(baseURL: device.0, sub: device.1, deviceID: device.2)
            return Change(try transaction.insert(enrollment))
        }
        return takeUp(enrollment)
    }

    /// Begins to act for an enrollment that is stored.
    func takeUp(_ enrollment: Enrollment) -> Enrolled {
        let link = addLink(for: enrollment, skew: .zero)
        journal(.enrolled(enrollment))
        tellSummary()
        spawn { engine in await engine.refresh(enrollment.id) }
        return Enrolled(enrollment: enrollment, health: link.health, clock: link.clock)
    }

    /// Keeps an enrollment, and what is known of its server, which is little yet: its clock is a guess.
    @discardableResult
    func addLink(for enrollment: Enrollment, skew: Duration) -> ServerLink {
        let link = ServerLink(clock: ServerClock(skew: skew, at: clock.now()), paths: enrollment.pathSet)
        enrollments.add(enrollment)
        links[enrollment.id] = link
        return link
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
            enrollments.rename(id, to: name)
        }
        return try enrollment(id)
    }

    /// Gives an enrollment up. Its open exchanges end as cancelled. The server is told afterwards, and need not be there.
    package func unenroll(_ id: String) async throws(EngineRefusal) {
        let id = try enrollment(id).enrollment.id
        let instant = instant(enrollment: id)
        enrollments.setLeaving(true, id)
        do {
            try await remove(id, at: instant)
        } catch {
            enrollments.setLeaving(false, id)
            throw error
        }
        enrollments.remove(id)
        links[id] = nil
        timers.cancel(.poll(enrollment: id))
        journal(.unenrolled(enrollment: id))
        tellSummary()
        spawn { engine in await engine.sendDeregistrations() }
    }

    private func remove(_ id: String, at instant: Instant) async throws(EngineRefusal) {
        try await change { transaction in
            let open = try transaction.now.openExchanges().filter { $0.enrollment == id }
            let steps = try open.compactMap { try transaction.apply(.enrollmentRemoved, to: $0.id, at: instant) }
            if let enrollment = try transaction.now.enrollment(id) {
                try transaction.insertDeregistrations(of: enrollment, at: instant.wall)
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
