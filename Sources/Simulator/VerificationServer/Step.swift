/// What a request asks for, whichever path set it came by. The raw values are the names in the request log and in
/// `POST /sim/faults`.
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
    /// No request, but what comes before any: only a fault is ever met here.
    case connect
}
