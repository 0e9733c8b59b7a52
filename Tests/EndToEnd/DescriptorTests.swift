import Foundation
import TestSupport
import Testing

@Suite("A daemon out of file descriptors")
struct DescriptorTests {
    @Test("neither ends nor spins, reports it once, and serves again when there are some")
    func outOfDescriptors() async throws {
        try await withEnrolled(["--ttl", "2"]) { daemon, server, _ in
            _ = try await server.initiate()
            let exchange = try await daemon.settled("acknowledged")
            let id = try #require(exchange["id"].string)
            try await daemon.limit("nofile", "3")
            try await withWire(to: daemon.api.place) { waiting in
                try await waiting.send(HTTPPlace.request("GET", "/v1/exchanges/\(id)"))
                let before = try daemon.ticks()
                // Two seconds, by an independent clock.
                try await server.outlive(exchange)
                #expect(try daemon.ticks() - before < 50, "it spins")
                try await daemon.limit("nofile", "1024")
                let reply = try await waiting.reply()
                #expect(reply.status == 200)
            }
            #expect(try await daemon.deliver(push(server.enrollment).text)["ok"] == true)
            let said = daemon.program.errors.all.filter { $0.contains("too many files") }
            #expect(said.count == 1, "\(daemon.log)")
        }
    }
}

extension Daemon {
    /// Its CPU time so far, in hundredths of a second (proc(5)).
    fileprivate func ticks() throws -> Int {
        let stat = try String(contentsOfFile: "/proc/\(program.pid)/stat", encoding: .utf8)
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    }
}
