import NIOCore
import NIOPosix
import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A push")
struct DeliveryTests {
    @Test("reaches the inbox in the form of an FCM data message")
    func delivered() async throws {
        try await withTemporaryFolder { folder in
            try await withInbox(at: "\(folder)/inbox.sock") { lines in
                let inbox = SimulatorConfiguration(inbox: "\(folder)/inbox.sock")
                try await withSimulator(inbox) { _, client in
                    let started = try await client.initiate()
                    var iterator = lines.makeAsyncIterator()
                    let line = try #require(await iterator.next())
                    let text = try #require(try JSON(bytes: line.utf8)["data"]?.string)
                    let push = try JSON(bytes: text.utf8)
                    #expect(push["exchange_id"] == started.data["exchange_id"]?["exchange_id"])
                    #expect(push["sub"] == .string(client.enrollment.sub))
                    #expect(push["tenant_key"] == .string(client.enrollment.tenantKey))
                    #expect(push["verification_type"] == "PUSH")
                    #expect(push["requested_types"] == ["PUSH"])
                    let keys = ["tenant_name", "expires_at", "request_time", "message", "client_name"]
                    #expect(push.keyPaths.isSuperset(of: keys))
                    #expect(try await client.step(.acknowledge, after: started).status == 200)
                }
            }
        }
    }

    @Test("goes to the inbox of the device that the medium names")
    func ofTheMedium() async throws {
        try await withTemporaryFolder { folder in
            try await withInbox(at: "\(folder)/other.sock") { lines in
                try await withSimulator { simulator, client in
                    let request = DeviceRequest(inbox: "\(folder)/other.sock", mediumID: "other")
                    let other = try await simulator.register(request)
                    _ = try await client.initiate(["medium_id": "other"])
                    var iterator = lines.makeAsyncIterator()
                    #expect(await iterator.next()?.contains(other.sub) == true)
                }
            }
        }
    }

    @Test("that cannot be delivered is in the pending list")
    func undeliverable() async throws {
        try await withSimulator(SimulatorConfiguration(inbox: "/nonexistent/inbox.sock")) { _, client in
            let started = try await client.initiate()
            #expect(started.status == 200)
            #expect(try await client.pending().data.array?.count == 1)
        }
    }

    @Test("reaches no inbox at a tenant that delivers nothing, and is in the pending list")
    func withoutDelivery() async throws {
        try await withTemporaryFolder { folder in
            try await withInbox(at: "\(folder)/inbox.sock") { lines in
                let silent = SimulatorConfiguration(inbox: "\(folder)/inbox.sock", delivers: false)
                try await withSimulator(silent) { _, client in
                    _ = try await client.initiate()
                    #expect(try await client.pending().data.array?.count == 1)
                }
                // The inbox is the same, so the first line that comes is from the second server.
                try await withSimulator(SimulatorConfiguration(inbox: "\(folder)/inbox.sock")) { _, client in
                    _ = try await client.initiate()
                    var iterator = lines.makeAsyncIterator()
                    #expect(await iterator.next()?.contains(client.enrollment.sub) == true)
                }
            }
        }
    }

    @Test("to an inbox that never answers delays neither the initiation nor the shutdown")
    func unanswered() async throws {
        try await withTemporaryFolder { folder in
            try await withInbox(at: "\(folder)/inbox.sock", answers: false) { lines in
                let inbox = SimulatorConfiguration(inbox: "\(folder)/inbox.sock")
                try await withSimulator(inbox) { _, client in
                    let started = try await client.initiate()
                    #expect(started.status == 200)
                    var iterator = lines.makeAsyncIterator()
                    #expect(await iterator.next() != nil)
                }
            }
        }
    }

    /// A listener on a Unix socket that answers each line as an inbox does.
    private func withInbox(
        at path: String, answers: Bool = true, _ body: (AsyncStream<String>) async throws -> Void
    ) async throws {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        try await connection.executeThenClose { inbound, outbound in
                            var line = ""
                            for try await part in inbound {
                                line += String(buffer: part)
                                guard line.last == "\n" else { continue }
                                continuation.yield(line)
                                if answers { try await outbound.write(ByteBuffer(string: "{\"ok\":true}\n")) }
                                line = ""
                            }
                        }
                    }
                }
            }
            try await body(lines)
            group.cancelAll()
        }
    }
}
