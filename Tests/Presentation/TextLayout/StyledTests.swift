import Testing
import TextLayout

@Suite struct StyledTests {
    @Test func bringsEscapeSequencesOfItsOwnOnly() {
        let text = Styled("\u{1B}[31mX", .good) + Styled("y")
        #expect(text.rendered(inColour: true) == "\u{1B}[32m\u{FFFD}[31mX\u{1B}[0my")
        #expect(text.rendered(inColour: false) == "\u{FFFD}[31mXy")
    }
}
