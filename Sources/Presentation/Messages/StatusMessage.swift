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
    case serverReachable
    case serverNotReachable(why: String?)
    case serverNotAsked
}
