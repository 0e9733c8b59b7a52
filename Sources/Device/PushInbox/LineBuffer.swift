import NIOCore

/// Splits a stream of bytes into lines. It holds at most one incomplete line.
struct LineBuffer {
    /// In bytes, without the end of the line.
    static let longestLine = 64 * 1024

    private var bytes = ByteBuffer()
    private var searched = 0

    var isEmpty: Bool { bytes.readableBytes == 0 }

    /// Whether the bytes can't become a line any more, because they are too many.
    var isOverflowing: Bool { searched == bytes.readableBytes && searched > Self.longestLine }

    mutating func append(_ chunk: ByteBuffer) {
        var chunk = chunk
        if bytes.readableBytes == 0 {
            bytes = chunk
        } else {
            bytes.discardReadBytes()
            bytes.writeBuffer(&chunk)
        }
    }

    /// The next complete line; `nil` if there is none, or if it is too long: see ``isOverflowing``.
    mutating func next() -> ByteBuffer? {
        let view = bytes.readableBytesView
        guard let end = view[(view.startIndex + searched)...].firstIndex(of: UInt8(ascii: "\n")) else {
            searched = view.count
            return nil
        }
        let length = end - view.startIndex
        guard length <= Self.longestLine else {
            searched = view.count
            return nil
        }
        searched = 0
        defer { bytes.moveReaderIndex(forwardBy: 1) }
        return bytes.readSlice(length: length)
    }

    /// The bytes after the end of the last line, once the stream has ended.
    mutating func rest() -> ByteBuffer? {
        bytes.readableBytes > 0 && !isOverflowing ? bytes.readSlice(length: bytes.readableBytes) : nil
    }
}
