import TestSupport
import Testing

@Suite("The event stream", .timeLimit(.minutes(2)))
struct EventTests {
    @Test("tells each change from now on, with increasing ids")
    func live() async throws {
        try await withEnrolled { daemon, server, _ in
            _ = try await server.initiate()
            let former = try #require(try await daemon.settled("acknowledged")["id"].string)
            try await daemon.withEvents { events in
                _ = try await server.initiate()
                var seen: [StreamedEvent] = []
                while let event = try await events.next() {
                    seen.append(event)
                    if event.exchange["state"] == "acknowledged" { break }
                }
                #expect(seen.allSatisfy { $0.name == "exchange" && $0.exchange["id"] != .string(former) })
                #expect(seen.first?.exchange["state"] == "received")
                let numbers = seen.map(\.number)
                #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count && numbers[0] > 0)
            }
        }
    }

    @Test("goes on after the last id without loss, also over a restart of the daemon")
    func resume() async throws {
        try await withSilentServer { daemon, enrollment in
            for _ in 0..<150 { try await daemon.deliver(push(enrollment).text) }
            let first = try await daemon.withEvents(after: "0") { events in
                try await received(150, from: events)
            }
            #expect(Set(first.map { $0.exchange["id"] }).count == 150)
            let half = first[74].id
            try await daemon.stop()

            let next = try await daemon.stage.daemon()
            try await next.withEvents(after: half) { events in
                try await next.deliver(push(enrollment).text)
                let rest = try await received(76, from: events)
                #expect(rest.prefix(75).map(\.id) == first[75...].map(\.id))
                #expect(rest.prefix(75).map(\.exchange) == first[75...].map(\.exchange))
                #expect((rest.last?.number ?? 0) > first[149].number)
            }
        }
    }

    @Test("ends when the daemon does, and a wrong id is refused")
    func ends() async throws {
        try await withSilentServer { daemon, _ in
            let wrong = try await daemon.api.call("GET", "/v1/events", headers: ["Last-Event-ID": "yesterday"])
            #expect(wrong.isProblem("invalid_request", 400))
            try await daemon.withEvents { events in
                try await daemon.stop()
                #expect(try await events.next() == nil)
            }
        }
    }

    @Test("of one who does not read holds up nobody")
    func deafReader() async throws {
        try await withSilentServer(["SMARTPUSH_QUEUE_LIMIT": "10000"]) { daemon, enrollment in
            try await withWire(to: daemon.api.place) { deaf in
                try await deaf.send(HTTPPlace.request("GET", "/v1/events"))
                #expect(try await deaf.head().status == 200)
                try await withWire(to: daemon.inbox) { wire in
                    for _ in 0..<12 {
                        try await wire.send((0..<100).map { _ in push(enrollment).text + "\n" }.joined())
                        for _ in 0..<100 { #expect(JSON(try await wire.line() ?? "")["ok"] == true) }
                    }
                }
                #expect(try await daemon.get("/v1/status").json["counts"]["received"] == 1_200)
            }
        }
    }

    /// The next events that tell of an arrival.
    private func received(_ count: Int, from events: EventReader) async throws -> [StreamedEvent] {
        var seen: [StreamedEvent] = []
        while seen.count < count {
            let event = try await events.next()
            guard let event else { throw Surprise("the stream ended after \(seen.count)") }
            if event.exchange["operation"]["attempt"] == 1
                && event.exchange["updated_at"] == event.exchange["received_at"]
            {
                seen.append(event)
            }
        }
        return seen
    }
}
