package import PushExchange
package import PushStore
import VerificationClient

/// An enrollment, and what is known of its server.
package struct Enrolled: Sendable {
    /// The enrollment as it is stored.
    package let enrollment: Enrollment
    /// Whether its server answers.
    package let health: ServerHealth
    /// How its sign-ins reach this machine.
    package let delivery: DeliveryState
    let clock: ServerClock

    /// The server's clock minus ours; zero if they agree, or if nothing is known yet.
    package func skew(at moment: Moment) -> Duration { clock.skew(moment) }
}

extension Engine {
    /// All enrollments, in the order in which they were made.
    package var allEnrolled: [Enrolled] { enrollments.all.compactMap { enrolled($0.id) } }

    private func enrolled(_ id: String) -> Enrolled? {
        guard let enrollment = enrollments[id]?.enrollment, let link = links[id] else { return nil }
        return Enrolled(
            enrollment: enrollment, health: link.health, delivery: delivery(of: id), clock: link.clock)
    }

    /// The enrollment with an id, or with the only id that has this prefix.
    /// - Throws: ``EngineRefusal/noSuchEnrollment`` or ``EngineRefusal/ambiguous``.
    package func enrollment(_ id: String) throws(EngineRefusal) -> Enrolled {
        if let enrolled = enrolled(id) { return enrolled }
        let ids = enrollments.ids.filter { $0.hasPrefix(id) }
        guard let enrolled = enrolled(try Self.only(of: ids, for: id, missing: .noSuchEnrollment)) else {
            throw .noSuchEnrollment
        }
        return enrolled
    }

    /// The whole id for the id or prefix of an enrollment. An unknown id is returned unchanged, because the history may
    /// have exchanges of a removed enrollment.
    /// - Throws: ``EngineRefusal/ambiguous``.
    package func enrollmentID(_ id: String) throws(EngineRefusal) -> String {
        do {
            return try enrollment(id).enrollment.id
        } catch .noSuchEnrollment {
            return id
        }
    }

    /// Adds an enrollment, and fetches its pending list right away: a sign-in may be waiting, and the answer tells the
    /// server's clock, and whether the server knows the device.
    /// - Parameters:
    ///   - enrollment: the enrollment.
    ///   - timeout: how long to wait for the server's first answer at most.
    /// - Returns: the enrollment, with what is known of its server by then.
    /// - Throws: ``EngineRefusal``; nothing has changed then.
    package func enroll(
        _ enrollment: Enrollment, timeout: Duration = .zero
    ) async throws(EngineRefusal) -> Enrolled {
        let device = (enrollment.baseURL, enrollment.sub, enrollment.device.deviceID)
        let underWay = enrollments.deregistrations.underWay
        guard underWay?.concerns(baseURL: device.0, sub: device.1, deviceID: device.2) != true else {
            throw .unavailable(.deregistering)
        }
        try await change { transaction in
            try transaction.seeThatNothingIsEnrolled(
                tenantKey: enrollment.tenantKey, sub: enrollment.sub, baseURL: enrollment.baseURL)
            try transaction.forgetDeregistrations(baseURL: device.0, sub: device.1, deviceID: device.2)
            return Change(try transaction.insert(enrollment))
        }
        addLink(for: enrollment, skew: .zero)
        let enrolled = takeUp(enrollment)
        guard timeout > .zero else { return enrolled }
        await waitForFirstAnswer(of: enrollment.id, timeout: timeout)
        return self.enrolled(enrollment.id) ?? enrolled
    }

    private func waitForFirstAnswer(of id: String, timeout: Duration) async {
        await wait(timeout: timeout) { engine, caller, continuation in
            engine.exchanges.callers.add(caller, for: nil, of: id, continuation)
        } look: { engine in
            guard engine.links[id]?.health.state != .unknown else { return }
            engine.exchanges.callers.releaseAll(of: id)
        }
    }

    /// Starts to serve an enrollment that is stored and has its link.
    func takeUp(_ enrollment: Enrollment) -> Enrolled {
        journal(.enrolled(enrollment))
        tellSummary()
        spawn { engine in
            await engine.refresh(enrollment.id)
            engine.exchanges.callers.releaseAll(of: enrollment.id)
        }
        let clock = links[enrollment.id]?.clock ?? ServerClock(skew: .zero, at: clock.now())
        let health = links[enrollment.id]?.health ?? ServerHealth()
        return Enrolled(
            enrollment: enrollment, health: health, delivery: delivery(of: enrollment.id), clock: clock)
    }

    /// Keeps an enrollment in memory, with what is known of its server. The clock is only an estimate at first.
    @discardableResult
    func addLink(for enrollment: Enrollment, skew: Duration) -> ServerLink {
        let link = ServerLink(
            clock: ServerClock(skew: skew, at: clock.now()), needsNetwork: !enrollment.isOnThisMachine,
            schedule: PollSchedule(lastPush: enrollment.lastPushAt))
        enrollments.add(enrollment)
        links[enrollment.id] = link
        return link
    }

    /// Changes the paths, the push id, the name, or several of them; the name only if the server has accepted the push
    /// id.
    /// - Parameters:
    ///   - id: the id of the enrollment, or a prefix of it.
    ///   - name: the new name; empty to remove it, `nil` to keep it.
    ///   - paths: which paths to use from now on; `nil` to keep them. What was learnt about the server's is forgotten.
    ///   - pushID: the new push id; `nil` to keep it.
    /// - Returns: the enrollment with the changes.
    /// - Throws: ``EngineRefusal``.
    package func changeEnrollment(
        _ id: String, name: String? = nil, paths: PathPolicy? = nil, pushID: Secret<String>? = nil
    ) async throws(EngineRefusal) -> Enrolled {
        let id = try enrollment(id).enrollment.id
        if let paths { try await changePaths(of: id, to: paths) }
        if let pushID { try await changePushID(of: id, to: pushID) }
        if let name {
            let name = name.isEmpty ? nil : name
            try await change { transaction in Change(try transaction.rename(id, to: name)) }
            enrollments.rename(id, to: name)
        }
        return try enrollment(id)
    }

    private func changePaths(of id: String, to paths: PathPolicy) async throws(EngineRefusal) {
        let baseURL = try enrollment(id).enrollment.baseURL
        try await change { transaction in
            try transaction.setPaths(paths, of: id)
            return Change(try transaction.forgetPaths(of: baseURL))
        }
        enrollments.setPaths(paths, of: id)
        knownPaths.forget(baseURL)
    }

    /// Removes an enrollment, and cancels its open exchanges. The server is informed afterwards, and need not be
    /// reachable.
    /// - Throws: ``EngineRefusal``; nothing has changed then.
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

    /// Commits a change. An error of the change or of the database is thrown as a refusal.
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
