import Foundation
import NIOCore
import NIOPosix
import Subprocess

/// Runs the binary that was built with these tests.
enum Program {
    struct Ended: Sendable {
        var code: Int32?
        var output: String
        var errors: String
    }

    static var folder: String {
        get throws {
            let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return (path as NSString).deletingLastPathComponent
        }
    }

    static func smartpush(
        _ arguments: [String], runtime: String, input: String = "", locale: String = "C"
    ) async throws -> Ended {
        let result = try await run(
            .name("smartpush"), arguments: Arguments(arguments),
            environment: .custom([
                "PATH": try folder, "SMARTPUSH_RUNTIME_DIR": runtime, "LC_ALL": locale,
                // The options of a sanitizer, see Tests/Sanitizers/run.sh.
                "ASAN_OPTIONS": ProcessInfo.processInfo.environment["ASAN_OPTIONS"] ?? "",
                "TSAN_OPTIONS": ProcessInfo.processInfo.environment["TSAN_OPTIONS"] ?? "",
            ]),
            input: .string(input), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard case .exited(let code) = result.terminationStatus else { return Ended(code: nil, output: "", errors: "") }
        return Ended(code: code, output: result.standardOutput, errors: result.standardError)
    }
}

/// A daemon that gives the same answer to every request, at `api.sock` in its own folder.
struct CannedDaemon {
    let runtime: String

    static func with(_ status: String, _ body: String, _ use: (CannedDaemon) async throws -> Void) async throws {
        let runtime = "/tmp/smartpush-canned-\(UInt64.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: runtime, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: runtime) }
        let answer = "HTTP/1.1 \(status)\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(Answerer(answer: answer))
                }
            }
            .bind(unixDomainSocketPath: runtime + "/api.sock").get()
        do {
            try await use(CannedDaemon(runtime: runtime))
        } catch {
            try await channel.close().get()
            throw error
        }
        try await channel.close().get()
    }

    private final class Answerer: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let answer: String
        private var request = ""

        init(answer: String) {
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            guard request.contains("\r\n\r\n") else { return }
            context.writeAndFlush(NIOAny(ByteBuffer(string: answer)), promise: nil)
            context.close(promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
