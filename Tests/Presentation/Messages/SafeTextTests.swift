import Messages
import Testing

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
    }

    @Test func escapesTheSameInJSON() {
        #expect(SafeText.json("{\n\"a\":\"\u{9B}\u{7F}\u{202E}ü\"}") == "{\n\"a\":\"\\u009b\\u007f\\u202eü\"}")
    }
}
