import Testing

@testable import smartpush

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("plain Ünïcode 東京", "plain Ünïcode 東京"),
        ("\u{1B}[2J\u{1B}]0;title\u{07}", "\u{FFFD}[2J\u{FFFD}]0;title\u{FFFD}"),
        ("a\nb\tc\r", "a b c "),
        ("\u{9B}31m", "\u{FFFD}31m"),
        ("abc\u{202E}cba\u{2066}", "abc\u{FFFD}cba\u{FFFD}"),
        ("a\u{0}b\u{7F}\u{08}", "a\u{FFFD}b\u{FFFD}\u{FFFD}"),
        ("pay\u{200B}pal", "pay\u{FFFD}pal"),
        ("\r\n", "  "),
    ])
    func leavesNothingThatATerminalActsOn(text: String, safe: String) {
        #expect(SafeText.line(text) == safe)
        #expect(Styled(text, .bad).rendered(inColour: false) == safe)
    }

    @Test func escapesTheSameInJSON() {
        #expect(SafeText.json("{\n\"a\":\"\u{9B}\u{7F}\u{202E}ü\"}") == "{\n\"a\":\"\\u009b\\u007f\\u202eü\"}")
    }

    @Test func bringsEscapeSequencesOfItsOwnOnly() {
        let text = Styled("\u{1B}[31mX", .good) + Styled("y")
        #expect(text.rendered(inColour: true) == "\u{1B}[32m\u{FFFD}[31mX\u{1B}[0my")
        #expect(text.rendered(inColour: false) == "\u{FFFD}[31mXy")
    }
}

@Suite struct DisplayWidthTests {
    @Test(arguments: [("abc", 3), ("東京", 4), ("e\u{301}", 1), ("🙂", 2), ("", 0), ("한글", 4)])
    func countsColumns(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("東京都庁", 5, "東京…"), ("ab cd", 4, "ab…"), ("abc", 0, ""),
    ])
    func cutsWithAnEllipsis(text: String, width: Int, cut: String) {
        #expect(DisplayWidth.truncated(text, to: width) == cut)
        #expect(DisplayWidth.of(DisplayWidth.truncated(text, to: width)) <= width)
    }
}

@Suite struct MomentTests {
    private let end = "2026-11-24T01:05:00.000Z"

    @Test func readsTimesWithAndWithoutFraction() throws {
        #expect(Moment.seconds("1970-01-01T00:00:01.500Z") == 1.5)
        #expect(Moment.seconds("1970-01-01T00:01:00Z") == 60)
        #expect(Moment.seconds("yesterday") == nil)
        #expect(Moment.left(until: "yesterday", now: 0) == "")
    }

    @Test(arguments: [
        (102.4, "1:42 left"), (60, "1:00 left"), (5, "0:05 left"), (0.9, "0:00 left"), (-30, "0:00 left"),
        (3725, "1:02:05 left"), (1e300, "277777:46:40 left"),
    ])
    func countsDown(seconds: Double, text: String) throws {
        #expect(Moment.left(until: end, now: try #require(Moment.seconds(end)) - seconds) == text)
    }

    @Test(arguments: [
        (-5.0, "0 s"), (59.9, "59 s"), (60, "1 min"), (7200, "2 h"), (86_400 * 5, "5 d"), (.infinity, "11574074 d"),
    ])
    func namesASpan(seconds: Double, text: String) {
        #expect(Moment.span(seconds) == text)
    }
}
