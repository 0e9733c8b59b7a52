import JSONText
import NIOCore

extension [Result<InboxAcceptance, InboxError>] {
    /// The answers, one per line.
    func lines() -> ByteBuffer {
        var buffer = ByteBuffer()
        for result in self {
            buffer.writeBytes(result.json)
            buffer.writeInteger(UInt8(ascii: "\n"))
        }
        return buffer
    }
}

private enum Key: String, CodingKey {
    case ok
    case id
    case duplicate
    case error
    case code
    case detail
}

extension Result: JSONWritable where Success == InboxAcceptance, Failure == InboxError {
    /// The object that answers one line.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .success(.poked):
                writer.member(Key.ok, true)
            case .success(.stored(let receipt)):
                writer.member(Key.duplicate, receipt.duplicate)
                writer.member(Key.id, receipt.id)
                writer.member(Key.ok, true)
            case .failure(let error):
                writer.member(Key.error, error)
                writer.member(Key.ok, false)
            }
        }
    }
}

extension InboxError: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(Key.code, code.rawValue)
            writer.member(Key.detail, detail)
        }
    }
}
