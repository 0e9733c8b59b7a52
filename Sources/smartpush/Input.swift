import FoundationEssentials
import Glibc
import LocalAPI
import Wording

/// What a command reads: a file, or standard input.
enum Input {
    /// Far more than any enrollment or backlog of pushes has.
    private static let limit = 16 << 20

    /// The bytes of the file `path`; of standard input for `-`, and where no path is given and it is no terminal.
    static func read(_ path: String?, what: String, command: String) throws(Complaint) -> [UInt8] {
        guard let path, path != "-" else {
            guard path == "-" || isatty(STDIN_FILENO) == 0 else {
                throw Complaint(.usage, "\(what) is wanted; give a file, or pipe it into: smartpush \(command)")
            }
            guard let bytes = CLibrary.read(STDIN_FILENO, limit: limit) else {
                throw Complaint(.badInput, "standard input can't be read, or is larger than 16 MiB")
            }
            return bytes
        }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Complaint(.badInput, "the file \(path) can't be read; check that it exists and is yours to read")
        }
    }
}

/// An enrollment as a person has it: the API's object, or the line that `smartpush-sim` prints, which holds one.
///
/// No error says more than the name of a key: the values are secrets.
struct EnrollmentInput: Decodable {
    var request: EnrollRequest

    init(_ bytes: [UInt8]) throws(Complaint) {
        do {
            self = try JSONDecoder().decode(EnrollmentInput.self, from: Data(bytes))
        } catch let complaint as Complaint {
            throw complaint
        } catch DecodingError.keyNotFound(let key, _) {
            throw Complaint(.badInput, "the enrollment has no \(key.stringValue); add it and try again")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let key = context.codingPath.last?.stringValue
            let words = key.map { "the enrollment's \($0) is not of the right kind" }
            throw Complaint(.badInput, words ?? "the enrollment is no JSON object; see: smartpush help enroll")
        } catch {
            throw Complaint(.badInput, "the enrollment is not valid JSON; see: smartpush help enroll")
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

    /// A key that is spelled wrongly must not be dropped in silence.
    private static func check(_ container: KeyedDecodingContainer<Key>) throws {
        let unknown = container.allKeys.map(\.stringValue).filter { !EnrollRequest.keys.contains($0) }
        guard let first = unknown.min() else { return }
        throw Complaint(.badInput, "the enrollment has an unknown key \(SafeText.line(first)); remove or correct it")
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
