import CSystemd
import Glibc

/// Notifies the service manager of the daemon's state (sd_notify(3)). Without a service manager it does nothing.
package enum ServiceNotifier {
    /// The daemon serves its sockets.
    package static func ready() {
        notify("READY=1")
    }

    /// The daemon reloads its configuration. It calls ``ready()`` when it has done so.
    package static func reloading() {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return }
        notify("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)")
    }

    /// Sets the text that `systemctl status` shows.
    /// - Parameter words: one short line.
    package static func status(_ words: String) {
        notify("STATUS=\(words)")
    }

    /// The daemon is stopping.
    package static func stopping() {
        notify("STOPPING=1")
    }

    /// The event loop is alive. It must be called within each interval of the watchdog; see ``watchdogInterval``.
    package static func watchdog() {
        notify("WATCHDOG=1")
    }

    /// How often to call ``watchdog()``: half of the service manager's interval, so that a late call does no harm.
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
