package import LocalAPIModel

/// What `smartpush status` and `smartpush enrollments` show.
package enum StatusMessage: Equatable, Sendable {
    case daemon(version: String, pid: Int32, uptime: String)
    case database
    case databaseFile(path: String, kibibytes: Int, schema: String)
    case open
    case ended
    case noSignIns
    case lastPush
    /// The age of the last push; `nil` if there was none.
    case pushAgo(String?)
    case enrolled
    case nothingEnrolled
    case partOK
    case partNotOK
    case tenantColumn
    case accountColumn
    /// What the server said of the device. `span` is how long it has been so, and `why` is in the daemon's words.
    case server(ServerState, span: String?, why: String?)
    /// How many of the enrollments have a server that refuses the device.
    case serversRefuse(Int, of: Int)
    /// The label of ``delivery(_:)``.
    case deliveryLabel
    case delivery(Delivery)
}
