import CSystemd

/// Tells the service manager how the daemon is (sd_notify(3)). Without one, nothing happens.
public enum ServiceNotifier {
    public static func ready() {
        notify("READY=1")
    }

    public static func stopping() {
        notify("STOPPING=1")
    }

    /// The working loop is alive.
    public static func watchdog() {
        notify("WATCHDOG=1")
    }

    /// How often the service manager wants to hear ``watchdog()``, halved so that one late ping does no harm.
    /// - Returns: `nil` where it does not watch this process (sd_watchdog_enabled(3)).
    public static var watchdogInterval: Duration? {
        var microseconds: UInt64 = 0
        guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(Int64(microseconds / 2))
    }

    private static func notify(_ state: String) {
        _ = unsafe sd_notify(0, state)
    }
}
