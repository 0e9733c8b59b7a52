import Testing

@testable import PushExchange

@Suite("A timestamp") struct TimestampTests {
    @Test("is printed to the millisecond") func printsMilliseconds() {
        #expect("\(Timestamp(milliseconds: 1_704_919_541_781))" == "2024-01-10T20:45:41.781Z")
        for fraction in Int64(0)..<1_000 {
            let time = Timestamp(milliseconds: 1_704_919_541_000 + fraction)
            #expect(Timestamp(parsing: time.description) == time)
        }
    }

    @Test("is printed before 1970 too") func printsThePast() {
        #expect("\(Timestamp(milliseconds: -1))" == "1969-12-31T23:59:59.999Z")
    }

    @Test(
        "is read from RFC 3339 with any fraction and offset, and from seconds or milliseconds",
        arguments: [
            ("2024-01-10T20:45:51.781Z", 1_704_919_551_781), ("2024-01-10T20:45:51Z", 1_704_919_551_000),
            ("2024-01-10T22:45:51.781+02:00", 1_704_919_551_781), ("2024-01-10T15:15:51-05:30", 1_704_919_551_000),
            ("2024-01-10T20:45:51.7Z", 1_704_919_551_700), ("2024-01-10T20:45:51.781234567Z", 1_704_919_551_781),
            ("1704919551", 1_704_919_551_000), ("1704919551781", 1_704_919_551_781),
            ("1704919551.5", 1_704_919_551_500),
        ])
    func reads(text: String, milliseconds: Int64) {
        #expect(Timestamp(parsing: text)?.milliseconds == milliseconds)
    }

    @Test(
        "is not read from anything else",
        arguments: ["", " ", "soon", "-5", "0", "nan", "inf", "1e300", "2024-13-10T20:45:51Z", "2024-01-10"])
    func refuses(text: String) {
        #expect(Timestamp(parsing: text) == nil)
    }

    @Test("is calculated with to the millisecond") func counts() {
        let time = Timestamp(milliseconds: 1_000)
        #expect(time + .milliseconds(1) > time)
        #expect((time + .seconds(-2)) - time == .seconds(-2))
    }
}

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
