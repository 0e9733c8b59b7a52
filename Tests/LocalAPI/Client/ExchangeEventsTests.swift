import LocalAPIClient
import LocalAPIModel
import Testing

@Suite struct ExchangeEventsTests {
    private static let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"

    private func event(_ id: Int, _ state: ExchangeState) throws -> String {
        "id: \(id)\nevent: exchange\ndata: \(try Samples.text(Samples.exchange(state: state)))\n\n"
    }

    private func collect(_ server: CannedServer, after: String? = nil) async throws -> [ExchangeEvent] {
        try await LocalAPIClient(socketPath: server.path).withEvents(after: after) { events in
            var all: [ExchangeEvent] = []
            for try await event in events { all.append(event) }
            return all
        }
    }

    @Test func bringsTheChangesInOrder() async throws {
        let pieces = [Self.head, ": hi\n\n", try event(1, .received), try event(2, .acknowledged)]
        try await CannedServer.with(pieces) { server async throws in
            let events = try await collect(server)
            #expect(events.map(\.id) == ["1", "2"])
            #expect(events.map(\.exchange.state) == [.received, .acknowledged])
            #expect(server.requests.first?.contains("accept: text/event-stream\r\n") == true)
            #expect(server.requests.first?.lowercased().contains("last-event-id") == false)
        }
    }

    @Test func resumesBehindAnID() async throws {
        try await CannedServer.with([Self.head]) { server async throws in
            let events = try await collect(server, after: "41")
            #expect(events.isEmpty)
            #expect(server.requests.first?.contains("last-event-id: 41\r\n") == true)
        }
    }

    @Test func beginsBeforeTheFirstEvent() async throws {
        try await CannedServer.with([Self.head], thenClose: false) { server async throws in
            let begun = try await LocalAPIClient(socketPath: server.path).withEvents { _ in true }
            #expect(begun)
        }
    }

    @Test func passesOverEventsOfAnotherName() async throws {
        let pieces = [Self.head, "event: other\nid: 1\ndata: x\n\n", try event(2, .allowed)]
        try await CannedServer.with(pieces) { server async throws in
            let events = try await collect(server)
            #expect(events.map(\.id) == ["2"])
        }
    }

    @Test(arguments: ["id: 1\nevent: exchange\ndata: {}\n\n", "event: exchange\nid\ndata: no\n\n"])
    func refusesWhatIsNoExchange(text: String) async throws {
        try await CannedServer.with([Self.head, text]) { server async throws in
            await #expect(throws: LocalAPIError.unintelligible(.unusableEvent)) {
                try await collect(server)
            }
        }
    }

    @Test func refusesAnAnswerThatIsNoStream() async throws {
        try await CannedServer.with([Samples.answer("200 OK", "{}")]) { server async throws in
            await #expect(
                throws: LocalAPIError.unintelligible(.noEventStream(type: "application/json"))
            ) { try await collect(server) }
        }
    }

    @Test func passesTheDaemonsProblemOn() async throws {
        let problem = Problem(.invalidRequest, "that is no event id")
        try await CannedServer.with([try Samples.problem(problem)]) { server async throws in
            await #expect(throws: LocalAPIError.problem(problem)) { try await collect(server, after: "x") }
        }
    }

    @Test func endsWhereTheConnectionDoes() async throws {
        let chunked = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        let text = try event(1, .received)
        let chunk = String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n"
        try await CannedServer.with([chunked, chunk]) { server async throws in
            let events = try await collect(server)
            #expect(events.map(\.id) == ["1"])
        }
    }
}
