import CSystemd
import Glibc

/// Tells the service manager the state of the daemon (sd_notify(3)). Does nothing without a service manager.
package enum ServiceNotifier {
    /// The daemon serves its sockets.
    package static func ready() {
        notify("READY=1")
    }

    /// The daemon reads its configuration again, until it calls ``ready()``.
    package static func reloading() {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return }
        notify("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)")
    }

    /// - Parameter words: a short text for `systemctl status`.
    package static func status(_ words: String) {
        notify("STATUS=\(words)")
    }

    /// The daemon ends.
    package static func stopping() {
        notify("STOPPING=1")
    }

    /// The event loop is alive.
    package static func watchdog() {
        notify("WATCHDOG=1")
    }

    /// How often to call ``watchdog()``: half of the service manager's interval, so that one late call does no harm.
    /// - Returns: `nil` if the service manager does not watch this process (sd_watchdog_enabled(3)).
    package static var watchdogInterval: Duration? {
        var microseconds: UInt64 = 0
        guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(Int64(microseconds / 2))
    }

    private static func notify(_ state: String) {
        _ = unsafe sd_notify(0, state)
    }
}
