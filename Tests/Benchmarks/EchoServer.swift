import Foundation

/// The C reference for a request, in its own process.
final class EchoServer {
    let child: Child
    let connection: EchoConnection

    init(in folder: String, request: Int, response: Int) throws {
        let (ours, theirs) = try Socket.pair()
        child = try Child(
            Self.program(), ["echo", "\(request)", "\(response)"], environment: [:], log: folder + "/echo.log",
            input: theirs.descriptor)
        connection = EchoConnection(ours, size: response)
    }

    /// The path of this program, which has the reference as a hidden command.
    private static func program() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}

final class EchoConnection: Sendable {
    private let socket: Socket
    private let size: Int

    init(_ socket: Socket, size: Int) {
        self.socket = socket
        self.size = size
    }

    func call(_ request: [UInt8]) throws -> Duration {
        try timed {
            try socket.write(request)
            var bytes: [UInt8] = []
            while bytes.count < size {
                guard try socket.read(into: &bytes) > 0 else { throw Unexpected("the echo server has gone") }
            }
        }
    }
}
