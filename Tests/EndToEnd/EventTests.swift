import TestSupport
import Testing

@Suite("The event stream")
struct EventTests {
    @Test("has each change from now on, with increasing ids")
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

    @Test("continues after the last id without loss, even over a restart of the daemon")
    func resume() async throws {
        try await withSilentServer { daemon, enrollment in
            // Each causes two or more events, so that the stored ones need more than one page.
            for _ in 0..<60 { try await daemon.deliver(push(enrollment).text) }
            let first = try await daemon.withEvents(after: "0") { events in
                try await read(events) { seen in Set(seen.map { $0.exchange["id"] }).count == 60 }
            }
            let half = first.count / 2
            try await daemon.stop()

            let next = try await daemon.stage.daemon()
            try await next.withEvents(after: first[half].id) { events in
                let new = try await next.deliver(push(enrollment).text)["id"]
                let rest = try await read(events) { seen in seen.last?.exchange["id"] == new }
                let known = first[(half + 1)...]
                #expect(rest.prefix(known.count).map(\.id) == known.map(\.id))
                #expect(rest.prefix(known.count).map(\.exchange) == known.map(\.exchange))
                #expect((rest.last?.number ?? 0) > first.map(\.number).max() ?? 0)
            }
        }
    }

    @Test("ends when the daemon ends, and a wrong id is refused")
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

    @Test("of a client that does not read blocks nobody")
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

    private func read(
        _ events: EventReader, until isEnough: ([StreamedEvent]) -> Bool
    ) async throws -> [StreamedEvent] {
        var seen: [StreamedEvent] = []
        while !isEnough(seen) {
            guard let event = try await events.next() else { throw Surprise("the stream ended after \(seen.count)") }
            seen.append(event)
        }
        return seen
    }
}
