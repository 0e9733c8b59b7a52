import LocalAPIClient
import LocalAPIModel
import Testing

@Suite struct ServerSentEventTests {
    private typealias Event = ServerSentEventParser.Event

    private func events(_ text: String) throws -> [ServerSentEventParser.Event] {
        var parser = ServerSentEventParser()
        return try parser.push(text.utf8)
    }

    @Test func readsAnEvent() throws {
        #expect(
            try events("id: 7\nevent: exchange\ndata: {}\n\n") == [Event(id: "7", name: "exchange", data: "{}")])
    }

    @Test func isTheSameHoweverTheBytesAreCut() throws {
        let text =
            "\u{FEFF}: hello\r\nid: 1\r\nevent: exchange\rdata: a\ndata: ü\r\n\r\n"
            + ":\n\ndata:b\n\nid: 2\ndata: c\n\n"
        let bytes = Array(text.utf8)
        let whole = try events(text)
        #expect(
            whole == [
                Event(id: "1", name: "exchange", data: "a\nü"), Event(id: "1", name: "message", data: "b"),
                Event(id: "2", name: "message", data: "c"),
            ])
        for cut in 0...bytes.count {
            var parser = ServerSentEventParser()
            let parts = try parser.push(bytes[..<cut]) + parser.push(bytes[cut...])
            #expect(parts == whole, "cut at \(cut)")
        }
        var parser = ServerSentEventParser()
        let single = try bytes.flatMap { try parser.push([$0]) }
        #expect(single == whole)
    }

    @Test(arguments: [": keep-alive\n\n", "\n\n\n", "event: exchange\n\n", "id: 4\n\n", "retry: 10\n\n", "data\n\n"])
    func makesNoEventOfWhatHasNoData(text: String) throws {
        #expect(try events(text).isEmpty)
    }

    @Test func takesOneSpaceOnlyAndKnowsLinesWithoutColon() throws {
        #expect(try events("data:  a\ndata\n\n") == [Event(id: nil, name: "message", data: " a\n")])
    }

    @Test func dropsAnUnfinishedEventNotYetEnded() throws {
        #expect(try events("data: a\n").isEmpty)
    }

    @Test func refusesAnIDWithANull() throws {
        #expect(try events("id: 1\nid: a\u{0}b\ndata: x\n\n").first?.id == "1")
    }

    @Test func isBoundedInALineAndInAnEvent() {
        var parser = ServerSentEventParser(limit: 16)
        #expect(throws: ServerSentEventParser.TooLarge.self) {
            try parser.push(Array(repeating: UInt8(ascii: "x"), count: 17))
        }
        var other = ServerSentEventParser(limit: 16)
        #expect(throws: ServerSentEventParser.TooLarge.self) {
            try other.push("data: aaaaaa\ndata: bbbbbb\ndata: cccccc\n".utf8)
        }
    }
}
