import Foundation
import Testing

@testable import JSONText

@Suite("The JSON writer") struct JSONWriterTests {
    private enum Key: String, CodingKey {
        case first
        case second
        case third = "a \"third\""
    }

    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return writer.text
    }

    @Test("separates members and elements, and nests") func structure() {
        let text = text { writer in
            writer.object { writer in
                writer.member(Key.first, "one")
                writer.member(Key.second, [1, 2, 3]) { $0.array($1) { $0.integer($1) } }
                writer.key(Key.third)
                writer.array([true, false]) { writer, value in
                    writer.object { $0.member(Key.first, value) { $0.boolean($1) } }
                }
            }
        }
        #expect(text == #"{"first":"one","second":[1,2,3],"a \"third\"":[{"first":true},{"first":false}]}"#)
    }

    @Test("writes empty objects and arrays") func empty() {
        #expect(text { $0.object { _ in } } == "{}")
        #expect(text { $0.array([String]()) { $0.string($1) } } == "[]")
        #expect(text { $0.array([[1], [], [2]]) { $0.array($1) { $0.integer($1) } } } == "[[1],[],[2]]")
    }

    @Test("writes null, or leaves a member out") func missing() {
        let text = text { writer in
            writer.object { writer in
                writer.memberIfPresent(Key.first, nil)
                writer.member(Key.second, nil)
                writer.memberIfPresent(Key.third, "")
            }
        }
        #expect(text == #"{"second":null,"a \"third\"":""}"#)
    }

    @Test("escapes each character as JSONEncoder does") func escapes() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let scalars = (0...0x17F).compactMap(Unicode.Scalar.init).map(String.init)
        for value in scalars + ["", "/", "a\"b\\c\u{0}d", "Grüße, 世界 👩‍💻", "\u{2028}\u{FFFF}", "e\u{301}"] {
            let expected = String(decoding: try encoder.encode(value), as: UTF8.self)
            #expect(text { $0.string(value) } == expected)
        }
    }
}
