import Testing

@testable import PushExchange

@Suite("A server's clock") struct ServerClockTests {
    private static let start = Moment(wall: Timestamp(milliseconds: 1_704_919_551_781), steady: .seconds(1_000))

    private static func after(_ seconds: Int, wallSetBy: Int = 0) -> Moment {
        Moment(wall: start.wall + .seconds(seconds + wallSetBy), steady: start.steady + .seconds(seconds))
    }

    @Test("shows our time until something else is known") func agreesAtFirst() {
        let clock = ServerClock(skew: .zero, at: Self.start)
        #expect(clock.now(Self.after(5)) == Self.after(5).wall)
    }

    @Test("continues from what was known before a restart") func startsFromAGuess() {
        let clock = ServerClock(skew: .seconds(-7_200), at: Self.start)
        #expect(clock.skew(Self.after(5)) == .seconds(-7_200))
    }

    @Test("is learnt from a Date that is hours off, plus half a second", arguments: [3, -3])
    func learns(hours: Int) {
        var clock = ServerClock(skew: .zero, at: Self.start)
        let date = Timestamp(milliseconds: 1_704_919_551_000 + Int64(hours) * 3_600_000)
        let changed = clock.learn(date: date, at: Self.start)
        #expect(changed)
        #expect(clock.now(Self.after(10)) == date + .milliseconds(10_500))
    }

    @Test(
        "is not changed by the whole seconds of a Date, nor by a slow answer", arguments: [-1_500, -500, 0, 500, 1_500])
    func tolerates(milliseconds: Int64) {
        var clock = ServerClock(skew: .zero, at: Self.start)
        let changed = clock.learn(date: Self.start.wall + .milliseconds(milliseconds), at: Self.start)
        #expect(!changed && clock.skew(Self.start) == .zero)
    }

    @Test("that was corrected agrees with ours to the millisecond again") func comesBack() {
        var clock = ServerClock(skew: .seconds(7_200), at: Self.start)
        let changed = clock.learn(date: Self.start.wall, at: Self.start)
        #expect(changed && clock.skew(Self.start) == .zero)
    }

    @Test("does not change if ours is set while the daemon runs") func ignoresTheWallClock() {
        var clock = ServerClock(skew: .zero, at: Self.start)
        let moment = Self.after(60, wallSetBy: -86_400)
        #expect(clock.now(moment) == Self.start.wall + .seconds(60))
        #expect(clock.skew(moment) == .seconds(86_400))
        let changed = clock.learn(date: Self.start.wall + .seconds(60), at: moment)
        #expect(!changed)
    }

    @Test("tells the steady time for a timer") func tellsSteadyTime() {
        let clock = ServerClock(skew: .seconds(-60), at: Self.start)
        #expect(clock.steady(at: Self.start.wall) == Self.start.steady + .seconds(60))
    }
}
