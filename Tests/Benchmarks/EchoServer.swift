import Foundation

/// The C reference for a request, in its own process.
final class EchoServer {
    let child: Child
    let connection: EchoConnection

    init(in folder: String, request: Int, response: Int) throws {
        let path = folder + "/echo.sock"
        let arguments = ["echo", path, "\(request)", "\(response)"]
        child = try Child(Self.program(), arguments, environment: [:], log: folder + "/echo.log")
        var connected: EchoConnection?
        try waitUntil("the echo server") {
            connected = try? EchoConnection(path, size: response)
            return connected != nil
        }
        guard let connected else { throw Unexpected("the echo server can't be reached") }
        connection = connected
    }

    /// The path of this program, which has the reference as a hidden command.
    private static func program() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}

final class EchoConnection: Sendable {
    private let socket: Socket
    private let size: Int

    init(_ path: String, size: Int) throws {
        socket = try Socket(connectedTo: path)
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
