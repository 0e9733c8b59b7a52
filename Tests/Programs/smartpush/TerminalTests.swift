import Testing

@testable import smartpush

@Suite struct TerminalTests {
    @Test func hasColourWhereItIsWanted() {
        func colour(_ environment: [String: String], _ isTerminal: Bool = true) -> Bool {
            Terminal.Stream.hasColour(isTerminal: isTerminal, environment: environment)
        }
        #expect(colour(["TERM": "xterm"]))
        #expect(!colour(["TERM": "xterm"], false))
        #expect(!colour(["TERM": "xterm", "NO_COLOR": "1"]))
        #expect(colour(["TERM": "xterm", "NO_COLOR": ""]))
        #expect(!colour(["TERM": "dumb"]))
        #expect(!colour([:]))
    }

    @Test func isAsWideAsItIsSaidToBe() {
        #expect(Terminal.Stream.columns(environment: ["COLUMNS": "50"], reported: 120) == 50)
        #expect(Terminal.Stream.columns(environment: ["COLUMNS": "x"], reported: 120) == 120)
        #expect(Terminal.Stream.columns(environment: [:], reported: nil) == 80)
    }
}
