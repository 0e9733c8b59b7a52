import Hummingbird
import NIOCore
import SimulatorHTTP

extension BodyTransmission {
    /// How many bytes more the head of a cut body announces than are sent.
    private static let missing = 1_000

    func body(_ bytes: [UInt8], on channel: any Channel) -> ResponseBody {
        switch self {
        case .whole: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .drip(let pause):
            ResponseBody(contentLength: bytes.count) { writer in
                for byte in bytes {
                    try await Task.sleep(for: pause)
                    try await writer.write(ByteBuffer(bytes: [byte]))
                }
                try await writer.finish(nil)
            }
        case .cut:
            ResponseBody(contentLength: bytes.count + Self.missing) { writer in
                try await writer.write(ByteBuffer(bytes: bytes))
                throw ConnectionClosed.close(channel)
            }
        case .flood(let count):
            ResponseBody { writer in
                for start in stride(from: 0, to: count, by: 65_536) {
                    try await writer.write(ByteBuffer(repeating: UInt8(ascii: " "), count: min(65_536, count - start)))
                }
                try await writer.finish(nil)
            }
        }
    }
}
