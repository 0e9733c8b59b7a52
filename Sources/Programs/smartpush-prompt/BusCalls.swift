import Systemd

/// The bus itself: who has which name.
enum BusCalls {
    /// Whoever has it shows the sign-ins; the others wait for its end.
    static let ownName = "org.smartpush.Prompt"

    static let requestName = BusCall(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
        [.string(ownName), .uint32(0)])

    /// The answer to ``requestName`` of one who has to wait.
    static let inLine: UInt32 = 2

    static let nameAcquired =
        "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameAcquired',"
        + "arg0='\(ownName)'"

    static func ownerChanged(of name: String) -> String {
        "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',"
            + "arg0='\(name)'"
    }
}
