import TestSupport
import Testing

@Suite("A flood")
struct LoadTests {
    private static let flood = 10_000

    @Test(
        "of pushes is accepted up to the limit, in order, and nothing of it is lost", arguments: [2_000, 20_000])
    func flood(limit: Int) async throws {
        try await withSilentServer(["SMARTPUSH_QUEUE_LIMIT": "\(limit)", "SMARTPUSH_LOG_LEVEL": "notice"]) {
            daemon, enrollment in
            let before = try daemon.program.memory
            let template = push(enrollment, id: "push-#").text.split(separator: "#").map(String.init)
            let lines = (0..<Self.flood).map { "\(template[0])\($0)\(template[1])\n" }.joined()
            var taken: [JSON] = []
            try await withWire(to: daemon.inbox) { wire in
                try await wire.send(lines)
                for number in 0..<Self.flood {
                    let answer = JSON(try await wire.line() ?? "")
                    if number < limit {
                        #expect(answer["ok"] == true, "\(number): \(answer)")
                        taken.append(answer["id"])
                    } else {
                        #expect(answer["error"]["code"] == "queue_full", "\(number): \(answer)")
                    }
                }
            }
            #expect(Set(taken).count == min(limit, Self.flood))
            let counts = try await daemon.get("/v1/status").json["counts"]
            #expect(counts["received"] == .number(Double(taken.count)))
            // Each open sign-in has an entry in the engine's list.
            let grown = try daemon.program.memory - before
            #expect(grown < 64)
            let newest = try await daemon.exchanges("?limit=1000").map { $0["id"] }
            #expect(newest == taken.suffix(1_000).reversed())
        }
    }

    @Test("of events ends the stream of a slow reader, who misses nothing on returning")
    func deafReader() async throws {
        try await withSilentServer(["SMARTPUSH_QUEUE_LIMIT": "10000", "SMARTPUSH_LOG_LEVEL": "notice"]) {
            daemon, enrollment in
            let before = try daemon.program.memory
            var seen: [StreamedEvent] = []
            var ids: Set<JSON> = []
            try await daemon.withEvents(after: "0") { deaf in
                for round in 1...50 {
                    try await withWire(to: daemon.inbox) { wire in
                        try await wire.send((0..<50).map { _ in push(enrollment).text + "\n" }.joined())
                        for _ in 0..<50 { #expect(JSON(try await wire.line() ?? "")["ok"] == true) }
                    }
                    try await daemon.withEvents(after: seen.last?.id ?? "0") { eager in
                        while ids.count < round * 50 {
                            let event = try #require(try await eager.next())
                            seen.append(event)
                            ids.insert(event.exchange["id"])
                        }
                    }
                }
                let grown = try daemon.program.memory - before
                #expect(grown < 48)
                var late: [StreamedEvent] = []
                while let event = try await deaf.next() { late.append(event) }
                #expect(late.count < seen.count)
                try await daemon.withEvents(after: late.last?.id) { again in
                    while late.count < seen.count { late.append(try #require(try await again.next())) }
                }
                #expect(late.map(\.id) == seen.map(\.id))
            }
        }
    }
}
