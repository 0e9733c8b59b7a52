import SimulatorHTTP

/// The push tokens that the push service of this tenant knows. Only a tenant that checks them looks here.
struct PushTokens: Sendable {
    static let limit = 1_000

    let isChecked: Bool
    private var known: Set<String>

    init(_ known: [String], isChecked: Bool) {
        self.known = Set(known)
        self.isChecked = isChecked
    }

    mutating func add(_ token: String) throws(Refusal) {
        guard known.count < Self.limit || known.contains(token) else {
            throw .simulator(409, "no more than \(Self.limit) push tokens can be registered")
        }
        known.insert(token)
    }

    mutating func forgetAll() { known = [] }

    /// Throws `refusal` if the tenant checks push ids and does not know this one.
    func check(_ pushID: String, orThrow refusal: Refusal) throws(Refusal) {
        guard !isChecked || known.contains(pushID) else { throw refusal }
    }
}
