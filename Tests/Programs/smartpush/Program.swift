import Foundation
import LocalAPIModel
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

    /// The same on a terminal, which script(1) makes. What is printed and what is typed are both in the output.
    static func smartpush(onTerminal arguments: String, runtime: String, typing: String) async throws -> Ended {
        let result = try await run(
            .name("script"),
            arguments: ["--quiet", "--return", "--command", "smartpush \(arguments)", "/dev/null"],
            environment: .inherit.updating([
                "PATH": "\(try folder):/usr/bin:/bin", "SMARTPUSH_RUNTIME_DIR": runtime, "LC_ALL": "C",
                "COLUMNS": "200", "SHELL": "/bin/sh", "NO_COLOR": "1",
            ]),
            input: .string(typing), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard case .exited(let code) = result.terminationStatus else { return Ended(code: nil, output: "", errors: "") }
        return Ended(code: code, output: result.standardOutput, errors: result.standardError)
    }
}

/// A daemon that has an answer ready, at `api.sock` in its own folder.
struct CannedDaemon {
    let runtime: String

    /// What is answered to the requests that begin with `request`, such as `GET /v1/enrollments`, and contain `part`.
    struct Answer: Sendable {
        var request: String
        var part: String
        var status: String
        var body: String

        init(_ request: String, with part: String = "", _ status: String, _ body: String) {
            self.request = request
            self.part = part
            self.status = status
            self.body = body
        }

        init(_ request: String, _ problem: Problem) throws {
            self.init(request, "\(problem.status) Problem", try CannedDaemon.text(problem))
        }

        fileprivate var text: String {
            "HTTP/1.1 \(status)\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
        }
    }

    static func text(_ document: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
    }

    /// The same answer to every request.
    static func with(_ status: String, _ body: String, _ use: (CannedDaemon) async throws -> Void) async throws {
        try await with([Answer("", status, body)], use)
    }

    /// To each request the first answer that fits.
    static func with(_ answers: [Answer], _ use: (CannedDaemon) async throws -> Void) async throws {
        let runtime = "/tmp/smartpush-canned-\(UInt64.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: runtime, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: runtime) }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(Answerer(answers))
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

        private let answers: [Answer]
        private var request = ""

        init(_ answers: [Answer]) {
            self.answers = answers
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            guard isComplete else { return }
            let answer = answers.first {
                request.hasPrefix($0.request) && ($0.part.isEmpty || request.contains($0.part))
            }
            context.writeAndFlush(NIOAny(ByteBuffer(string: answer?.text ?? "")), promise: nil)
            context.close(promise: nil)
        }

        private var isComplete: Bool {
            guard let end = request.firstRange(of: "\r\n\r\n") else { return false }
            let length = request.firstMatch(of: /(?i)content-length: *(\d+)/).flatMap { Int($0.1) } ?? 0
            return request[end.upperBound...].utf8.count >= length
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
