import Testing

@testable import PushEngine

@Suite("The backoff") struct BackoffTests {
    @Test(
        "doubles from half a second to eight, spread by a quarter",
        arguments: [(1, 500), (2, 1_000), (5, 8_000), (99, 8_000)])
    func grows(failures: Int, milliseconds: Int) {
        let middle = Duration.milliseconds(milliseconds)
        #expect(Backoff.pause(failures: failures, atLeast: nil, jitter: 0.5) == middle)
        #expect(Backoff.pause(failures: failures, atLeast: nil, jitter: 0) == middle * 0.75)
        #expect(Backoff.pause(failures: failures, atLeast: nil, jitter: 1) == middle * 1.25)
    }

    @Test("is never shorter than the pause that the server asked for") func honoursTheServer() {
        #expect(Backoff.pause(failures: 1, atLeast: .seconds(60), jitter: 0) == .seconds(60))
        #expect(Backoff.pause(failures: 5, atLeast: .seconds(1), jitter: 0) == .seconds(6))
    }

    @Test("is at most half a second if the server is known to be back") func spreads() {
        #expect(Backoff.spread(jitter: 0) == .zero && Backoff.spread(jitter: 1) == .milliseconds(500))
    }

    @Test("asks for the status every second at first, and at least every five") func polls() {
        #expect(Backoff.status(number: 0, jitter: 0) == .seconds(1))
        #expect(Backoff.status(number: 1_000, jitter: 1) == .seconds(5))
    }
}
