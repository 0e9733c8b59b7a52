import FoundationEssentials
import Glibc
import LocalAPIClient
import LocalAPIModel
import Messages

/// Reads the input of a command: a file, or standard input.
enum Input {
    /// Far more than any enrollment or backlog of pushes needs.
    private static let limit = 16 << 20

    /// The bytes of the file `path`. Reads standard input for `-`, and also without a path unless it is a terminal.
    static func read(_ path: String?, what: InputKind, command: String) throws(Complaint) -> [UInt8] {
        guard let path, path != "-" else {
            guard path == "-" || isatty(STDIN_FILENO) == 0 else {
                throw Complaint(.usage, .command(.inputMissing(what, command: command)))
            }
            guard let bytes = CLibrary.read(STDIN_FILENO, limit: limit) else {
                throw Complaint(.badInput, .command(.inputNotReadable))
            }
            return bytes
        }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Complaint(.badInput, .command(.fileNotReadable(path: path)))
        }
    }
}

/// An enrollment in the form that the user has: the API's object, or the line that `smartpush-sim` prints, which contains one.
///
/// Errors name only keys, because the values are secret.
struct EnrollmentInput: Decodable {
    var request: EnrollRequest

    init(_ bytes: [UInt8]) throws(Complaint) {
        do {
            self = try JSONDecoder().decode(EnrollmentInput.self, from: Data(bytes))
        } catch let complaint as Complaint {
            throw complaint
        } catch DecodingError.keyNotFound(let key, _) {
            throw Complaint(.badInput, .command(.enrollmentKeyMissing(key.stringValue)))
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let key = context.codingPath.last?.stringValue
            throw Complaint(.badInput, .command(key.map { .enrollmentKeyOfWrongType($0) } ?? .enrollmentNotObject))
        } catch {
            throw Complaint(.badInput, .command(.enrollmentNotJSON))
        }
    }

    init(from decoder: any Decoder) throws {
        let outer = try decoder.container(keyedBy: Key.self)
        let enrollment = Key(stringValue: "enrollment")
        guard outer.contains(enrollment) else {
            try Self.check(outer)
            request = try EnrollRequest(from: decoder)
            return
        }
        try Self.check(outer.nestedContainer(keyedBy: Key.self, forKey: enrollment))
        request = try outer.decode(EnrollRequest.self, forKey: enrollment)
    }

    /// A misspelled key must not be ignored silently.
    private static func check(_ container: KeyedDecodingContainer<Key>) throws {
        let unknown = container.allKeys.map(\.stringValue).filter { !EnrollRequest.keys.contains($0) }
        guard let first = unknown.min() else { return }
        let key = SafeText.line(first)
        throw Complaint(.badInput, .command(.enrollmentKeyUnknown(key)))
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }
}
