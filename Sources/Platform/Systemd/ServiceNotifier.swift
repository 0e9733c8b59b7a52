import CSystemd
import Glibc

/// Tells the service manager how the daemon is (sd_notify(3)). Without one, nothing happens.
package enum ServiceNotifier {
    package static func ready() {
        notify("READY=1")
    }

    /// The configuration is being read again; ``ready()`` ends it.
    package static func reloading() {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return }
        notify("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)")
    }

    /// What goes on, in a few words for `systemctl status`.
    package static func status(_ words: String) {
        notify("STATUS=\(words)")
    }

    package static func stopping() {
        notify("STOPPING=1")
    }

    /// The working loop is alive.
    package static func watchdog() {
        notify("WATCHDOG=1")
    }

    /// How often the service manager wants to hear ``watchdog()``, halved so that one late ping does no harm.
    /// - Returns: `nil` where it does not watch this process (sd_watchdog_enabled(3)).
    package static var watchdogInterval: Duration? {
        var microseconds: UInt64 = 0
        guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(Int64(microseconds / 2))
    }

    private static func notify(_ state: String) {
        _ = unsafe sd_notify(0, state)
    }
}
