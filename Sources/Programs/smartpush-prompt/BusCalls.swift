import Systemd

/// Calls to the bus itself, about the owners of names.
enum BusCalls {
    /// The process that owns this name shows the sign-ins. Others wait in the bus's queue for the name.
    static let ownName = "org.smartpush.Prompt"

    static let requestName = BusCall(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
        [.string(ownName), .uint32(0)])

    /// The answer to ``requestName`` if another process owns the name (`DBUS_REQUEST_NAME_REPLY_IN_QUEUE`).
    static let inQueue: UInt32 = 2

    static let nameAcquired =
        "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameAcquired',"
        + "arg0='\(ownName)'"

    static func ownerChanged(of name: String) -> String {
        "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',"
            + "arg0='\(name)'"
    }
}
