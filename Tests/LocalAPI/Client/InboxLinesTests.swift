import LocalAPIClient
import LocalAPIModel
import Testing

@Suite struct InboxLinesTests {
    private func lines(_ text: String) -> [String] {
        InboxLines.lines(in: text.utf8).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func takesALineEach() {
        #expect(lines("{\"a\":1}\n\n{\"b\":2}\r\n") == [#"{"a":1}"#, #"{"b":2}"#])
        #expect(lines("{}") == ["{}"])
        #expect(lines(" \n\t\n") == [])
    }

    @Test func joinsADocumentOfSeveralLines() {
        #expect(
            lines("{\n  \"a\": [\n    1,\n    2\n  ]\n}\n{\"b\":2}\n") == [#"{ "a": [ 1, 2 ] }"#, #"{"b":2}"#])
    }

    @Test func leavesStringsAlone() {
        #expect(lines("{\n\"a\":\"x  }\\\"{ \\\\\"\n}") == [#"{ "a":"x  }\"{ \\" }"#])
    }

    @Test func neverMakesOneNumberOfTwo() {
        #expect(lines("[1\n2]") == ["[1 2]"])
    }

    @Test func keepsWhatFollowsABrokenString() {
        #expect(lines("{\"a\":\"x\n{\"b\":2}") == [#"{"a":"x"#, #"{"b":2}"#])
    }

    @Test func handsOverWhatIsNoJSON() {
        #expect(lines("hello\nworld } ]\n") == ["hello", "world } ]"])
    }
}
