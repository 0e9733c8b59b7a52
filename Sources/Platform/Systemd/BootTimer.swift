import CSystemd
import Glibc

/// A timer of the kernel that goes on while the machine sleeps (timerfd_create(2), `CLOCK_BOOTTIME`). Its descriptor
/// becomes readable when it is due.
package struct BootTimer: Sendable {
    package let descriptor: CInt

    /// - Returns: `nil` where the kernel gives none: out of descriptors.
    package init?() {
        descriptor = timerfd_create(CLOCK_BOOTTIME, CInt(TFD_NONBLOCK) | CInt(TFD_CLOEXEC))
        guard descriptor >= 0 else { return nil }
    }

    /// - Parameter time: when it is due, by ``now()``; `nil` for never. What was set before is forgotten.
    package func set(at time: Duration?) {
        var setting = itimerspec()
        if let time {
            // All zeroes would mean never.
            let due = max(time, .nanoseconds(1))
            setting.it_value.tv_sec = Int(due.components.seconds)
            setting.it_value.tv_nsec = Int(due.components.attoseconds / 1_000_000_000)
        }
        _ = unsafe timerfd_settime(descriptor, CInt(TFD_TIMER_ABSTIME), &setting, nil)
    }

    /// Time since the machine started, asleep or not.
    package static func now() -> Duration {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
