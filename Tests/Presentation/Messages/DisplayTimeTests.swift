import Messages
import Testing

@Suite struct DisplayTimeTests {
    @Test func readsTimesWithAndWithoutFraction() throws {
        #expect(DisplayTime.seconds("1970-01-01T00:00:01.500Z") == 1.5)
        #expect(DisplayTime.seconds("1970-01-01T00:01:00Z") == 60)
        #expect(DisplayTime.seconds("yesterday") == nil)
    }

    @Test(arguments: [
        (102.4, "1:42 left"), (60, "1:00 left"), (5, "0:05 left"), (0.9, "0:00 left"), (-30, "0:00 left"),
        (3725, "1:02:05 left"), (1e300, "277777:46:40 left"),
    ])
    func countsDown(seconds: Double, text: String) {
        let left = SignInMessage.timeLeft(seconds: seconds)
        #expect(left.english == text)
        #expect(left.german == "noch " + text.dropLast(" left".count))
    }

    @Test(arguments: [
        (-5.0, "0 s"), (59.9, "59 s"), (60, "1 min"), (7200, "2 h"), (86_400 * 5, "5 d"), (.infinity, "11574074 d"),
    ])
    func namesASpan(seconds: Double, text: String) {
        #expect(DisplayTime.span(seconds) == text)
    }
}
