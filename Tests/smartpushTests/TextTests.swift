import Testing

@testable import smartpush

@Suite struct StyledTests {
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
