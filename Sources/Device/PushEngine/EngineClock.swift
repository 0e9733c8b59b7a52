package import PushExchange

/// The time, and an alarm. The engine has no other source of either, so that tests can control it.
package protocol EngineClock: Sendable {
    /// The present time, by both clocks.
    func now() -> Moment

    /// Sets the alarm: `Engine.wake()` is called once the steady time is reached. There is one alarm, so this replaces
    /// an earlier one.
    /// - Parameter time: steady time; `nil` for no alarm.
    func setAlarm(at time: Duration?)
}
