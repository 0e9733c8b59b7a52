import NIOCore
import Testing

@testable import PushInbox

@Suite("A stream of bytes") struct LineBufferTests {
    private func lines(_ chunks: [String]) -> (lines: [String], rest: String?, overflows: Bool) {
        var buffer = LineBuffer()
        var lines: [String] = []
        for chunk in chunks {
            buffer.append(ByteBuffer(string: chunk))
            while let line = buffer.next() { lines.append(String(buffer: line)) }
        }
        let overflows = buffer.isOverflowing
        return (lines, buffer.rest().map { String(buffer: $0) }, overflows)
    }

    @Test("gives the same lines wherever it is cut") func isCutAnywhere() {
        let text = "first\r\n\nsecond\nrest"
        for first in 0...text.utf8.count {
            for second in first...text.utf8.count {
                let bytes = Array(text.utf8)
                let chunks = [bytes[..<first], bytes[first..<second], bytes[second...]].map {
                    String(decoding: $0, as: UTF8.self)
                }
                let result = lines(chunks)
                #expect(result.lines == ["first\r", "", "second"] && result.rest == "rest", "\(first), \(second)")
                #expect(!result.overflows)
            }
        }
    }

    @Test("gives the same lines byte by byte") func comesByBytes() {
        let result = lines(#"{"a":"é"}"#.utf8.map { String(decoding: [$0], as: UTF8.self) } + ["\n"])
        #expect(result.lines.count == 1 && result.rest == nil)
    }

    @Test("can have lines of 64 KiB, in one piece or many", arguments: [7, 1_000, 65_536])
    func takesTheLongestLine(chunk: Int) {
        let line = String(repeating: "x", count: 65_536)
        let all = line + "\n" + line + "\nafter\n"
        let result = lines(all.chunks(of: chunk))
        #expect(result.lines == [line, line, "after"] && result.rest == nil && !result.overflows)
    }

    @Test(
        "with one more byte overflows, with or without the end of the line", arguments: [7, 1_000, 65_538],
        ["", "\n", "\nafter\n"])
    func overflows(chunk: Int, end: String) {
        var buffer = LineBuffer()
        buffer.append(ByteBuffer(string: "good\n"))
        #expect(buffer.next().map { String(buffer: $0) } == "good")
        for part in (String(repeating: "x", count: 65_537) + end).chunks(of: chunk) {
            guard !buffer.isOverflowing else { break }
            buffer.append(ByteBuffer(string: part))
            #expect(buffer.next() == nil)
        }
        #expect(buffer.isOverflowing && buffer.rest() == nil)
    }

    @Test("that ends within a longest line returns it as the rest") func endsInTheMiddle() {
        let line = String(repeating: "x", count: 65_536)
        let result = lines([line])
        #expect(result.lines.isEmpty && !result.overflows && result.rest == line)
    }

    @Test("gives the lines before one that is too long") func givesWhatIsGood() {
        let result = lines(["a\nb\n" + String(repeating: "x", count: 70_000) + "\nc\n"])
        #expect(result.lines == ["a", "b"] && result.overflows)
    }
}

extension String {
    func chunks(of size: Int) -> [String] {
        let bytes = Array(utf8)
        return stride(from: 0, to: bytes.count, by: size).map {
            String(decoding: bytes[$0..<min($0 + size, bytes.count)], as: UTF8.self)
        }
    }
}
