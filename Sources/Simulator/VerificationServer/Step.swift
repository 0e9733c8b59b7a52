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
    case scan
    case enroll
    case unenroll
    case methods
    case setup
    case initiate
    case finish
    case authorize
    case token
    case userinfo
    case keys
    case discovery
    /// A new connection, before any request. Only faults use it.
    case connect
}
