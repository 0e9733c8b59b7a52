/// What the engine has to know about the user and the machine, to decide how often it asks the servers.
///
/// Both are true unless something says otherwise: without logind, the servers are asked as often as for an active
/// user.
struct Presence: Sendable, Equatable {
    /// Whether the user is active at an unlocked session.
    var isActive = true
    /// Whether there is any network, apart from the loopback interface.
    var hasNetwork = true
}
