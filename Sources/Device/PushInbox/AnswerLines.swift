import JSONText
import NIOCore

extension [Result<Receipt, InboxError>] {
    /// The answers, one per line.
    func lines() -> ByteBuffer {
        var buffer = ByteBuffer()
        for result in self {
            var writer = JSONWriter()
            result.write(to: &writer)
            buffer.writeBytes(writer.bytes)
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

extension Result<Receipt, InboxError> {
    /// The object that answers one line.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .success(let receipt):
                writer.member(Key.duplicate, receipt.duplicate) { $0.boolean($1) }
                writer.member(Key.id, receipt.id)
                writer.member(Key.ok, true) { $0.boolean($1) }
            case .failure(let error):
                writer.member(Key.error, error) { writer, error in
                    writer.object { writer in
                        writer.member(Key.code, error.code.rawValue)
                        writer.member(Key.detail, error.detail)
                    }
                }
                writer.member(Key.ok, false) { $0.boolean($1) }
            }
        }
    }
}
