import Testing
import WatchModel

@Suite struct KeyTests {
    private func keys(_ pieces: String...) -> [Key] {
        var parser = KeyParser()
        return pieces.flatMap { parser.keys(in: ArraySlice($0.utf8)) }
    }

    @Test(arguments: [
        ("a", [Key.letter("a")]), ("5\r", [.digit("5"), .enter]), ("\n", [.enter]),
        ("\u{7F}\u{8}", [.backspace, .backspace]),
        ("\t", [.down]), ("\u{1B}[Z", [.up]), ("\u{1B}[A\u{1B}[B", [.up, .down]), ("\u{1B}OA\u{1B}OB", [.up, .down]),
        ("\u{1B}", [.escape]), ("\u{1B}[1;5Cq", [.letter("q")]),
    ])
    func areReadFromBytes(bytes: String, expected: [Key]) {
        #expect(keys(bytes) == expected)
    }

    @Test("pasted text presses no key")
    func paste() {
        #expect(keys("\u{1B}[200~a\u{1B}[Bd\n55\u{1B}[201~q") == [.letter("q")])
        #expect(keys("\u{1B}[200~a", "n\n", "\u{1B}[201~") == [])
    }

    @Test("a letter with Alt, a capital letter and other characters press no key")
    func others() {
        #expect(keys("\u{1B}a\u{1B}dAD é東\u{1}\u{0}") == [])
    }

    @Test("a sequence may arrive in pieces")
    func pieces() {
        #expect(keys("\u{1B}[", "A", "a") == [.up, .letter("a")])
        #expect(keys("\u{1B}O", "B") == [.down])
        #expect(keys("\u{1B}[20", "0~a\u{1B}[201~") == [])
    }
}
