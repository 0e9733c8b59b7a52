import Testing
import TextLayout

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

    @Test(arguments: [
        ("bob@example.com", 15, "bob@example.com"), ("firstname.lastname@example.com", 20, "firstname.…ample.com"),
        ("abcdef", 4, "ab…f"), ("東京都庁", 5, "東…庁"), ("abc", 1, "…"), ("abc", 0, ""),
    ])
    func cutsOutTheMiddle(text: String, width: Int, cut: String) {
        #expect(DisplayWidth.cutInside(text, to: width) == cut)
        #expect(DisplayWidth.of(DisplayWidth.cutInside(text, to: width)) <= width)
    }

    @Test(arguments: [
        ("a bc def", 80, ["a bc def"]), ("a bc def", 4, ["a bc", "def"]), ("abcdefgh i", 3, ["abc", "def", "gh", "i"]),
        ("東京 都庁", 5, ["東京", "都庁"]), ("", 5, [""]), ("two  blanks", 80, ["two  blanks"]),
    ])
    func breaksBetweenWords(text: String, width: Int, lines: [String]) {
        #expect(DisplayWidth.wrapped(text, to: width) == lines)
    }

    @Test func keepsEachStyleOfWhatIsCut() {
        let text = Styled("abc", .good) + Styled("defg", .bad) + Styled("hi")
        #expect(text.truncated(to: 9) == text)
        #expect(text.truncated(to: 5).rendered(inColour: true) == "\u{1B}[32mabc\u{1B}[0m\u{1B}[31md…\u{1B}[0m")
        for width in 0...9 { #expect(DisplayWidth.of(text.truncated(to: width).text) <= width) }
    }
}
