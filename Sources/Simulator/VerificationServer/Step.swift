/// What a request asks for, on any path set. The raw values are the names in the request log and in `POST /sim/faults`.
package enum Step: String, Sendable, CaseIterable {
    case acknowledge
    case allow
    case deny
    case cancel
    case verify
    case status
    case pending
    case pushID = "push-id"
    case configured
    case scan
    case enroll
    /// A device gives up an enrollment that it has begun.
    case giveUp = "give-up"
    case unenroll
    /// A device removes all that it is enrolled for.
    case removeDevice = "remove-device"
    case methods
    case setup
    case initiate
    case finish
    /// A sign-in with a password, without a device.
    case password
    case authorize
    case token
    case userinfo
    case keys
    case discovery
    /// A new connection, before any request. Only faults use it.
    case connect
}
