import CSystemd
import Glibc

/// A kernel timer that counts the time asleep too (timerfd_create(2), `CLOCK_BOOTTIME`).
package struct BootTimer: Sendable {
    /// Becomes readable when the timer is due.
    package let descriptor: CInt

    /// - Returns: `nil` if the process has no descriptor left.
    package init?() {
        descriptor = timerfd_create(CLOCK_BOOTTIME, CInt(TFD_NONBLOCK) | CInt(TFD_CLOEXEC))
        guard descriptor >= 0 else { return nil }
    }

    /// Sets the timer, and replaces what was set before.
    /// - Parameter time: when it is due, by ``now()``; `nil` for never.
    package func set(at time: Duration?) {
        var setting = itimerspec()
        if let time {
            // Zero would mean never.
            let due = max(time, .nanoseconds(1))
            setting.it_value.tv_sec = Int(due.components.seconds)
            setting.it_value.tv_nsec = Int(due.components.attoseconds / 1_000_000_000)
        }
        _ = unsafe timerfd_settime(descriptor, CInt(TFD_TIMER_ABSTIME), &setting, nil)
    }

    /// The time since the machine started, including the time asleep.
    package static func now() -> Duration {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
