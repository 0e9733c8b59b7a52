import PushExchange
import PushStore
import VerificationClient

/// The enrollments, as they are stored, and what is under way for each.
///
/// It is a value. An enrollment that is being removed is not found any more, but is kept as it was, in case the removal
/// fails.
struct Enrollments: Sendable {
    struct Entry: Sendable {
        var enrollment: Enrollment
        /// A change of the push id without an outcome.
        var pushIDChange: DurableRequest?
        /// Whether a request about this change is under way.
        var isAskingAboutPushID = false
        fileprivate var isLeaving = false
        /// Whether the server has no configured list, or one that tells nothing new.
        fileprivate var hasNoConfiguredList = false
        /// Until when, in steady time, the configured list is not asked for, because there was no answer.
        fileprivate var noAccountUntil: Duration?

        /// Whether the configured list can tell something that matters, and may be asked for.
        func mayAskForAccount(at now: Duration) -> Bool {
            (enrollment.tenantKey.isEmpty || enrollment.sub.isEmpty) && !hasNoConfiguredList
                && (noAccountUntil ?? now) <= now
        }

        var endpoint: Endpoint {
            Endpoint(
                baseURL: enrollment.baseURL, paths: enrollment.paths,
                sub: enrollment.sub.isEmpty ? nil : enrollment.sub, device: enrollment.device,
                deviceName: enrollment.deviceName)
        }

        /// Whose sign-ins it gets.
        var account: Account {
            Account(
                sub: enrollment.sub.isEmpty ? nil : enrollment.sub,
                tenantKey: enrollment.tenantKey.isEmpty ? nil : enrollment.tenantKey,
                tenantName: enrollment.tenantName, label: enrollment.label)
        }
    }

    /// A push does not name an enrollment, but a tenant and a user. There is one enrollment for each.
    private struct AccountKey: Hashable, Sendable {
        let tenantKey: String
        let sub: String

        init(tenantKey: String, sub: String) {
            self.tenantKey = tenantKey.lowercased()
            self.sub = sub
        }
    }

    private var entries: [String: Entry] = [:]
    /// The enrollments whose tenant is known. Most pushes are found here.
    private var byAccount: [AccountKey: String] = [:]
    var scans = Scans()
    var deregistrations = Deregistrations()

    subscript(id: String) -> Entry? {
        entries[id].flatMap { $0.isLeaving ? nil : $0 }
    }

    var count: Int { entries.values.count { !$0.isLeaving } }

    var ids: [String] { entries.filter { !$0.value.isLeaving }.map(\.key) }

    /// All enrollments, in the order in which they were made.
    var all: [Enrollment] {
        ids.compactMap { entries[$0]?.enrollment }.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    /// The enrollment that a push is for.
    /// - Parameters:
    ///   - push: the push.
    ///   - list: the enrollment whose pending list it is from; `nil` if it came through the inbox.
    /// - Returns: the enrollment that the push names; else the one whose list it is from; else the only one that it can
    ///   be for.
    func id(for push: PushPayload, listedFor list: String? = nil) -> String? {
        if let tenantKey = push.tenantKey, let sub = push.sub,
            let id = byAccount[AccountKey(tenantKey: tenantKey, sub: sub)], entries[id]?.isLeaving == false,
            list.map({ isSameServer(id, $0) }) ?? true
        {
            return id
        }
        if let list { return self[list] == nil ? nil : list }
        let fitting = entries.values.filter { entry in
            !entry.isLeaving && push.fits(tenantKey: entry.enrollment.tenantKey, sub: entry.enrollment.sub)
        }
        return fitting.count == 1 ? fitting.first?.enrollment.id : nil
    }

    private func isSameServer(_ one: String, _ other: String) -> Bool {
        entries[one]?.enrollment.baseURL == entries[other]?.enrollment.baseURL
    }

    mutating func add(_ enrollment: Enrollment) {
        var entry = Entry(enrollment: enrollment)
        if enrollment.nextPushID != nil {
            // The daemon ended before there was an outcome.
            var change = DurableRequest(.pushIDChange)
            _ = change.apply(.resumed)
            entry.pushIDChange = change
        }
        entries[enrollment.id] = entry
        index(enrollment)
    }

    private mutating func index(_ enrollment: Enrollment) {
        guard !enrollment.tenantKey.isEmpty else { return }
        byAccount[AccountKey(tenantKey: enrollment.tenantKey, sub: enrollment.sub)] = enrollment.id
    }

    mutating func remove(_ id: String) {
        guard let enrollment = entries.removeValue(forKey: id)?.enrollment else { return }
        let account = AccountKey(tenantKey: enrollment.tenantKey, sub: enrollment.sub)
        if byAccount[account] == id { byAccount[account] = nil }
    }

    /// Marks an enrollment as being removed, or not. Pushes to it are refused meanwhile: a push that came after the
    /// removal would belong to no enrollment.
    mutating func setLeaving(_ isLeaving: Bool, _ id: String) {
        entries[id]?.isLeaving = isLeaving
    }

    mutating func rename(_ id: String, to name: String?) {
        entries[id]?.enrollment.name = name
    }

    mutating func noteNoAccount(of id: String, until time: Duration) {
        entries[id]?.noAccountUntil = time
    }

    mutating func noteNoConfiguredList(of id: String) {
        entries[id]?.hasNoConfiguredList = true
    }

    mutating func setPaths(_ paths: PathPolicy, of id: String) {
        entries[id]?.enrollment.paths = paths
    }

    /// Adopts whose account an enrollment is for, after the server has told it.
    mutating func setAccount(of enrollment: Enrollment) {
        guard var entry = entries[enrollment.id] else { return }
        entry.enrollment.tenantKey = enrollment.tenantKey
        entry.enrollment.tenantName = enrollment.tenantName
        entry.enrollment.sub = enrollment.sub
        entry.enrollment.account = enrollment.account
        entries[enrollment.id] = entry
        index(enrollment)
    }

    mutating func setSkew(_ skew: Duration, of id: String) {
        entries[id]?.enrollment.skew = skew
    }

    // MARK: Push ids

    /// The enrollments that are the same device for their server, which has one push id for all of them.
    func sharingDevice(with id: String) -> [String] {
        guard let one = self[id]?.enrollment else { return [] }
        return ids.filter { other in
            guard let other = entries[other]?.enrollment else { return false }
            return other.baseURL == one.baseURL && other.device == one.device && other.nextPushID == one.nextPushID
        }
    }

    /// Begins a change of a push id, for all enrollments that share it.
    /// - Returns: these enrollments; `nil` if another change has no outcome yet, or there is no such enrollment.
    mutating func beginPushIDChange(of id: String, to pushID: Secret<String>) -> [String]? {
        let ids = sharingDevice(with: id)
        guard !ids.isEmpty, ids.allSatisfy({ entries[$0]?.pushIDChange == nil }) else { return nil }
        for id in ids {
            entries[id]?.enrollment.nextPushID = pushID
            entries[id]?.pushIDChange = DurableRequest(.pushIDChange)
        }
        return ids
    }

    /// Applies an event to a change of the push id.
    mutating func notePushID(_ event: DurableRequest.Event, of ids: [String]) {
        for id in ids { entries[id]?.notePushID(event) }
    }

    mutating func setAskingAboutPushID(_ isAsking: Bool, of ids: [String]) {
        for id in ids { entries[id]?.isAskingAboutPushID = isAsking }
    }
}

extension Enrollments.Entry {
    /// Whether a request is under way whose outcome tells which push id the server uses.
    var isPushIDUnderWay: Bool { pushIDChange?.state == .sending || isAskingAboutPushID }

    fileprivate mutating func notePushID(_ event: DurableRequest.Event) {
        _ = pushIDChange?.apply(event)
        switch pushIDChange?.state {
        case .sending, .waiting, .settling, nil: return
        case .done: enrollment.device.pushID = enrollment.nextPushID ?? enrollment.device.pushID
        case .refused, .notTaken, .lost: break
        }
        enrollment.nextPushID = nil
        pushIDChange = nil
    }
}
