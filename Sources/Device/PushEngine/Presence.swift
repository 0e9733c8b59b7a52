/// What the engine has to know about the user and the machine, to decide how often it asks the servers.
///
/// Both are true unless something says otherwise: a desktop without logind is asked for as often as one with an active
/// user.
struct Presence: Sendable, Equatable {
    /// Whether the user is active at an unlocked session.
    var isActive = true
    /// Whether there is any network besides this machine itself.
    var hasNetwork = true
}
