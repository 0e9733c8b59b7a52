import Foundation
import JSONText
import Testing

@Suite("The JSON writer") struct JSONWriterTests {
    private enum Key: String, CodingKey {
        case first
        case second
        case third = "a \"third\""
    }

    private struct Sample: JSONWritable {
        let write: (inout JSONWriter) -> Void

        func write(to writer: inout JSONWriter) { writer.object(write) }
    }

    private func text(_ value: some JSONWritable) -> String {
        String(decoding: value.json, as: UTF8.self)
    }

    @Test("separates members and elements, and nests") func structure() {
        let inner = [true, false].map { value in Sample { $0.member(Key.first, value) } }
        let sample = Sample { writer in
            writer.member(Key.first, "one")
            writer.member(Key.second, [1, -2, 3])
            writer.member(Key.third, inner)
        }
        #expect(text(sample) == #"{"first":"one","second":[1,-2,3],"a \"third\"":[{"first":true},{"first":false}]}"#)
    }

    @Test("writes empty objects and arrays") func empty() {
        #expect(text(Sample { _ in }) == "{}")
        #expect(text([String]()) == "[]")
        #expect(text([[1], [], [Int.min, Int.max]]) == "[[1],[],[-9223372036854775808,9223372036854775807]]")
    }

    @Test("writes null, or leaves a member out") func missing() {
        let sample = Sample { writer in
            writer.memberIfPresent(Key.first, nil as String?)
            writer.member(Key.second, nil as Int?)
            writer.memberIfPresent(Key.third, "")
        }
        #expect(text(sample) == #"{"second":null,"a \"third\"":""}"#)
    }

    @Test("escapes each character as JSONEncoder does") func escapes() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let scalars = (0...0x17F).compactMap(Unicode.Scalar.init).map(String.init)
        for value in scalars + ["", "/", "a\"b\\c\u{0}d", "Grüße, 世界 👩‍💻", "\u{2028}\u{FFFF}", "e\u{301}"] {
            let expected = String(decoding: try encoder.encode(value), as: UTF8.self)
            #expect(text(value) == expected)
        }
    }
}
