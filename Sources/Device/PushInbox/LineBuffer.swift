import NIOCore

/// Cuts a stream of bytes into lines, of which it holds no more than one that is not complete.
struct LineBuffer {
    /// Without the line's end.
    static let longestLine = 64 * 1024

    private var bytes = ByteBuffer()
    private var searched = 0

    var isEmpty: Bool { bytes.readableBytes == 0 }

    /// Whether what is there can't become a line any more.
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

    /// The next complete line; `nil` when there is none, or one that is too long: see ``isOverflowing``.
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

    /// What came after the last line's end, where the stream is over.
    mutating func rest() -> ByteBuffer? {
        bytes.readableBytes > 0 && !isOverflowing ? bytes.readSlice(length: bytes.readableBytes) : nil
    }
}
