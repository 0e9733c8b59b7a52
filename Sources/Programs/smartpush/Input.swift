import FoundationEssentials
import Glibc
import LocalAPIClient
import LocalAPIModel
import Messages

/// What a command reads: a file, or standard input.
enum Input {
    /// Far more than any enrollment or backlog of pushes has.
    private static let limit = 16 << 20

    /// The bytes of the file `path`; of standard input for `-`, and where no path is given and it is no terminal.
    static func read(_ path: String?, what: Phrase, command: String) throws(Complaint) -> [UInt8] {
        guard let path, path != "-" else {
            guard path == "-" || isatty(STDIN_FILENO) == 0 else {
                throw Complaint(
                    .usage,
                    Phrase { say in
                        say(
                            "\(what.text(in: say)) is wanted; give a file, or pipe it into: smartpush \(command)",
                            german:
                                "es fehlt \(what.text(in: say)); geben Sie eine Datei an, oder leiten Sie die Eingabe "
                                + "in: smartpush \(command)")
                    })
            }
            guard let bytes = CLibrary.read(STDIN_FILENO, limit: limit) else {
                throw Complaint(
                    .badInput, "standard input can't be read, or is larger than 16 MiB",
                    german: "die Standardeingabe kann nicht gelesen werden, oder ist größer als 16 MiB")
            }
            return bytes
        }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Complaint(
                .badInput, "the file \(path) can't be read; check that it exists and is yours to read",
                german:
                    "die Datei \(path) kann nicht gelesen werden; prüfen Sie, ob es sie gibt und Sie sie lesen dürfen")
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
            throw Complaint(
                .badInput, "the enrollment has no \(key.stringValue); add it and try again",
                german:
                    "in der Registrierung fehlt \(key.stringValue); ergänzen Sie es, und versuchen Sie es noch einmal")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let key = context.codingPath.last?.stringValue
            throw Complaint(.badInput, key.map(Self.wrongKind) ?? Self.noObject)
        } catch {
            throw Complaint(
                .badInput, "the enrollment is not valid JSON; see: smartpush help enroll",
                german: "die Registrierung ist kein gültiges JSON; siehe: smartpush help enroll")
        }
    }

    private static let noObject = Phrase(
        "the enrollment is no JSON object; see: smartpush help enroll",
        german: "die Registrierung ist kein JSON-Objekt; siehe: smartpush help enroll")

    private static func wrongKind(_ key: String) -> Phrase {
        Phrase(
            "the enrollment's \(key) is not of the right kind; see: smartpush help enroll",
            german: "\(key) in der Registrierung ist nicht von der richtigen Art; siehe: smartpush help enroll")
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
        let key = SafeText.line(first)
        throw Complaint(
            .badInput, "the enrollment has an unknown key \(key); remove or correct it",
            german: "die Registrierung hat einen unbekannten Schlüssel \(key); entfernen oder berichtigen Sie ihn")
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
