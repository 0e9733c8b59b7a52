import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Messages
import Subprocess

/// What a person has to enroll with, and where from: a file, standard input, or the command line itself.
enum EnrollmentSource {
    /// The object of the API, from an enrollment that is complete on the server's side.
    case request(EnrollRequest)
    /// What the web page shows, for the daemon to read.
    case link(String)

    /// Finds out what it is: the argument is a link, a file or `-`, and without one it is standard input.
    init(_ argument: String?) async throws {
        if let argument, Self.isLink(argument) {
            self = .link(argument)
        } else {
            let bytes = try Input.read(argument, what: .enrollment, command: "enroll")
            try self.init(Image.isOne(bytes) ? Array(await Image.text(in: bytes).utf8) : bytes)
        }
    }

    /// A link alone, or JSON: an object with an `exchange_id` is what a link holds, any other one an enrollment.
    private init(_ bytes: [UInt8]) throws(Complaint) {
        let text = String(decoding: bytes, as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace)
        if let link = words.first, words.count == 1, Self.isLink(link) {
            self = .link(String(link))
        } else if (try? JSONDecoder().decode(Scannable.self, from: Data(bytes))) != nil {
            self = .link(text)
        } else {
            self = .request(try EnrollmentInput(bytes).request)
        }
    }

    private static func isLink(_ text: some StringProtocol) -> Bool {
        let text = text.lowercased()
        return text.hasPrefix("https://") || text.hasPrefix("http://")
    }

    /// An object with an `exchange_id`, whatever that is.
    private struct Scannable: Decodable {
        private enum CodingKeys: String, CodingKey {
            case exchangeID = "exchange_id"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            guard container.contains(.exchangeID) else {
                throw DecodingError.keyNotFound(
                    CodingKeys.exchangeID, .init(codingPath: [], debugDescription: "not a link's object"))
            }
        }
    }
}

/// A picture with a QR code in it: a screenshot, say.
enum Image {
    /// By the first bytes of the formats that are likely: PNG, JPEG, GIF, WebP, BMP.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("RIFF".utf8), Array("BM".utf8)]
            .contains { bytes.starts(with: $0) }
    }

    /// What the QR code says, read by zbarimg(1). It goes through pipes: it is a secret, so it is no argument and no file.
    static func text(in bytes: [UInt8]) async throws -> String {
        let result: ExecutionResult<Void, StringOutput<UTF8>, DiscardedOutput>
        do {
            result = try await Subprocess.run(
                .name("zbarimg"), arguments: ["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", "-"],
                input: .array(bytes), output: .string(limit: 1 << 16), error: .discarded)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw Complaint(.other, .command(.zbarimgMissing))
        }
        let codes = result.standardOutput.split(separator: "\n")
        guard let code = codes.first else {
            throw Complaint(.badInput, .command(.noQRCode))
        }
        guard codes.count == 1 else {
            throw Complaint(.badInput, .command(.severalQRCodes))
        }
        return String(code)
    }
}
