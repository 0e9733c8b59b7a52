import PushExchange
import Testing

@testable import PushEngine

@Suite("The open exchanges") struct ExchangesTests {
    private func exchanges(_ ids: String..., of enrollment: String = "e") -> Exchanges {
        var exchanges = Exchanges()
        for id in ids { exchanges.begin(id, of: enrollment) }
        return exchanges
    }

    private func exchange(_ id: String = "a") -> Exchange {
        Exchange(id: id, enrollment: "e", push: .sample(), at: Instant(server: .start, wall: .start))
    }

    @Test("are counted for each enrollment, and removed when they end") func areCounted() {
        var exchanges = exchanges("a", "b")
        exchanges.begin("a", of: "e")
        exchanges.begin("c", of: "other")
        #expect(exchanges.count == 3 && exchanges.count(of: "e") == 2)
        exchanges.end("a")
        exchanges.end("unknown")
        #expect(exchanges.count(of: "e") == 1 && exchanges.enrollment(of: "a") == nil)
    }

    @Test("have their deadlines") func haveDeadlines() {
        var exchanges = exchanges("a", "b")
        exchanges.setDeadline(.start, of: "a")
        #expect(exchanges.deadlines(of: "e").map(\.id) == ["a"] && exchanges.deadlines(of: "other").isEmpty)
    }

    @Test("pause longer after each failure in a row") func pause() {
        var exchanges = exchanges("a")
        for seconds in [0.5, 0.5, 1, 2, 4, 8, 8] {
            #expect(exchanges.pause(exchange(), then: .retry, atLeast: nil, jitter: 0.5) == .seconds(seconds))
            exchanges.count(.statusUnavailable, of: "a")
        }
        #expect(exchanges.pause(exchange(), then: .retry, atLeast: .seconds(60), jitter: 0.5) == .seconds(60))
        exchanges.count(.statusLearnt(.acknowledged), of: "a")
        #expect(exchanges.pause(exchange(), then: .retry, atLeast: nil, jitter: 0.5) == .milliseconds(500))
    }

    @Test("are settled at once, and after a pause if asking has failed too") func settle() {
        var exchanges = exchanges("a")
        exchanges.count(.outcomeUnknown(retryAfter: nil), of: "a")
        #expect(exchanges.settle(exchange(), by: .askStatus, atLeast: nil, jitter: 0.5) == nil)
        exchanges.count(.statusUnavailable, of: "a")
        #expect(exchanges.settle(exchange(), by: .askStatus, atLeast: nil, jitter: 0.5) == .seconds(1))
        #expect(exchanges.next(of: "a")?.next == .askStatus)
    }

    @Test("that were delayed continue when their server answers") func areReleased() {
        var exchanges = exchanges("failed", "waiting", "watching", "idle")
        _ = exchanges.pause(exchange("failed"), then: .retry, atLeast: nil, jitter: 0)
        _ = exchanges.watch("waiting", jitter: 0)
        exchanges.waitForServer("waiting")
        _ = exchanges.watch("watching", jitter: 0)
        #expect(exchanges.releaseHeldUp(of: "e") == ["failed", "waiting"])
        #expect(exchanges.releaseHeldUp(of: "e") == ["failed"], "one that waited does so no more")
    }

    @Test("are asked about once at a time; an answer from before a step does not count") func areAskedAbout() throws {
        var exchanges = exchanges("a")
        let early = exchanges.beginAsking("a")
        let before = try #require(early)
        #expect(exchanges.beginAsking("a") == nil)
        exchanges.send("a")
        #expect(exchanges.endAsking("a", since: before) == false)
        let late = exchanges.beginAsking("a")
        let after = try #require(late)
        #expect(exchanges.endAsking("a", since: after) == true)
        #expect(exchanges.beginAsking("unknown") == nil)
    }
}
