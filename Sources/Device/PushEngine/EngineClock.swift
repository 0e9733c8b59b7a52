package import PushExchange

/// Time, and being woken at a certain time. The engine has no other source of either, so that a test can move it.
package protocol EngineClock: Sendable {
    func now() -> Moment

    /// Has `Engine.wake()` called once the steady time is reached. There is one alarm: setting it replaces the last.
    /// - Parameter time: steady time; `nil` for no alarm.
    func setAlarm(at time: Duration?)
}
