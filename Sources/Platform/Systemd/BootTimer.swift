import CSystemd
import Glibc

/// A kernel timer that also runs while the machine sleeps (timerfd_create(2), `CLOCK_BOOTTIME`).
package struct BootTimer: Sendable {
    /// Becomes readable when the timer is due.
    package let descriptor: CInt

    /// Creates a timer that is not set.
    /// - Returns: `nil` if the process can't open more descriptors.
    package init?() {
        descriptor = timerfd_create(CLOCK_BOOTTIME, CInt(TFD_NONBLOCK) | CInt(TFD_CLOEXEC))
        guard descriptor >= 0 else { return nil }
    }

    /// Sets the timer, in place of any earlier setting.
    /// - Parameter time: when it is due, on the clock of ``now()``; `nil` for never.
    package func set(at time: Duration?) {
        var setting = itimerspec()
        if let time {
            // Zero would stop the timer.
            let due = max(time, .nanoseconds(1))
            setting.it_value.tv_sec = Int(due.components.seconds)
            setting.it_value.tv_nsec = Int(due.components.attoseconds / 1_000_000_000)
        }
        _ = unsafe timerfd_settime(descriptor, CInt(TFD_TIMER_ABSTIME), &setting, nil)
    }

    /// The time since the machine started, including the time that it slept.
    package static func now() -> Duration {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
