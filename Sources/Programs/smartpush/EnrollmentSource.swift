import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Messages
import Subprocess

/// What the user enrolls with: from a file, standard input, or the command line itself.
enum EnrollmentSource {
    /// The API's object, for an enrollment that the server has completed already.
    case request(EnrollRequest)
    /// The link that the web page shows. The daemon reads it.
    case link(String)

    /// Finds out which one it is. The argument is a file that exists, a link or `-`; without one, standard input is read.
    init(_ argument: String?) async throws {
        if let argument, argument != "-", CLibrary.file(argument) == nil {
            guard Self.isLink(argument) else {
                throw Complaint(.badInput, .command(.noSuchFile(path: SafeText.line(argument))))
            }
            self = .link(argument)
        } else {
            let bytes = try Input.read(argument, what: .enrollment, command: "enroll")
            try self.init(Image.isOne(bytes) ? Array(await Image.text(in: bytes).utf8) : bytes)
        }
    }

    /// Reads a link or JSON. An object with an `exchange_id` is the content of a link; any other is an enrollment.
    private init(_ bytes: [UInt8]) throws(Complaint) {
        let text = String(decoding: bytes, as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace)
        if let link = words.first, words.count == 1, link.first != "{", Self.isLink(link) {
            self = .link(String(link))
        } else if (try? JSONDecoder().decode(Scannable.self, from: Data(bytes))) != nil {
            self = .link(text)
        } else {
            self = .request(try EnrollmentInput(bytes).request)
        }
    }

    /// Whether the text looks like a link in one of its forms: a URI of any scheme, a JSON object, or a bare id, which
    /// is long and has a digit in it. The daemon finds out whether it is one.
    static func isLink(_ text: some StringProtocol) -> Bool {
        if text.first == "{" { return true }
        let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        if scheme.first?.isLetter == true, text[scheme.endIndex...].count > 1, text[scheme.endIndex] == ":" {
            return true
        }
        let isID = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        return isID && text.count >= shortestID && text.contains(where: \.isNumber)
    }

    private static let shortestID = 16

    /// An object with an exchange id of any type, or a server's answer with its `data`.
    private struct Scannable: Decodable {
        private enum CodingKeys: String, CodingKey, CaseIterable {
            case exchangeID = "exchange_id"
            case exchangeIDInCamelCase = "exchangeId"
            case data
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            guard CodingKeys.allCases.contains(where: container.contains) else {
                throw DecodingError.keyNotFound(
                    CodingKeys.exchangeID, .init(codingPath: [], debugDescription: "not a link's object"))
            }
        }
    }
}

/// An image with a QR code in it, such as a screenshot.
enum Image {
    /// Recognizes the likely formats by their first bytes: PNG, JPEG, GIF, WebP and BMP.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("RIFF".utf8), Array("BM".utf8)]
            .contains { bytes.starts(with: $0) }
    }

    /// The text of the QR code, read by zbarimg(1). The text is secret, so it goes through pipes, and not through an
    /// argument or a file.
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
