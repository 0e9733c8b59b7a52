import FoundationEssentials
import NIOCore

/// The line that answers one line.
struct InboxAnswer: Encodable {
    let result: Result<Receipt, InboxError>

    private enum CodingKeys: String, CodingKey {
        case ok
        case id
        case duplicate
        case error
        case code
        case detail
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch result {
        case .success(let receipt):
            try container.encode(true, forKey: .ok)
            try container.encode(receipt.id, forKey: .id)
            try container.encode(receipt.duplicate, forKey: .duplicate)
        case .failure(let error):
            try container.encode(false, forKey: .ok)
            var nested = container.nestedContainer(keyedBy: CodingKeys.self, forKey: .error)
            try nested.encode(error.code.rawValue, forKey: .code)
            try nested.encode(error.detail, forKey: .detail)
        }
    }
}

extension [Result<Receipt, InboxError>] {
    /// The answers, one per line.
    func lines() throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var buffer = ByteBuffer()
        for result in self {
            buffer.writeBytes(try encoder.encode(InboxAnswer(result: result)))
            buffer.writeInteger(UInt8(ascii: "\n"))
        }
        return buffer
    }
}
