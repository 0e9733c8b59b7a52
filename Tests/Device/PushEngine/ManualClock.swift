import PushEngine
import PushExchange
import Synchronization

/// A clock that stands still until it is moved, and the alarm that was set.
final class ManualClock: EngineClock {
    private struct State {
        var steady = Duration.seconds(1_000)
        /// The wall clock when steady time was zero.
        var beginning = Timestamp.start + .seconds(-1_000)
        var alarm: Duration?

        var moment: Moment { Moment(wall: beginning + steady, steady: steady) }
    }

    private let state = Mutex(State())

    func now() -> Moment { state.withLock { $0.moment } }

    func setAlarm(at time: Duration?) { state.withLock { $0.alarm = time } }

    func advance(by duration: Duration) {
        state.withLock { $0.steady += duration }
    }

    /// Sets the wall clock.
    func setWall(to time: Timestamp) {
        state.withLock { $0.beginning = time + (.zero - $0.steady) }
    }

    /// How long until the alarm; `nil` if none is set.
    var untilAlarm: Duration? {
        state.withLock { state in state.alarm.map { max($0 - state.steady, .zero) } }
    }
}

extension Timestamp {
    static let start = Timestamp(milliseconds: 1_704_919_551_781)
}
