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

        var endpoint: Endpoint {
            Endpoint(
                baseURL: enrollment.baseURL, pathSet: enrollment.pathSet, tenantKey: enrollment.tenantKey,
                sub: enrollment.sub, device: enrollment.device)
        }
    }

    /// A push does not name an enrollment, but a tenant and a user. There is one enrollment for each.
    private struct Account: Hashable, Sendable {
        let tenantKey: String
        let sub: String
    }

    private var entries: [String: Entry] = [:]
    private var byAccount: [Account: String] = [:]
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

    func id(tenantKey: String, sub: String) -> String? {
        byAccount[Account(tenantKey: tenantKey, sub: sub)].flatMap { entries[$0]?.isLeaving == false ? $0 : nil }
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
        byAccount[Account(tenantKey: enrollment.tenantKey, sub: enrollment.sub)] = enrollment.id
    }

    mutating func remove(_ id: String) {
        guard let enrollment = entries.removeValue(forKey: id)?.enrollment else { return }
        let account = Account(tenantKey: enrollment.tenantKey, sub: enrollment.sub)
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
