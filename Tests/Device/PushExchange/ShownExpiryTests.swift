import Testing

@testable import PushExchange

@Suite("The expiry that is shown") struct ShownExpiryTests {
    private let open = Exchange(id: "a", enrollment: "e", push: .sample, at: At.start)
    /// As ``At/start``, on a machine whose clock was put forward by three hours.
    private let set = Instant(server: At.start.server, wall: At.start.wall + .seconds(10_800))

    @Test("follows this machine's clock when that is set, and so does not change how long is left") func follows() {
        let shown = open.shown(at: set)
        #expect(shown.expiresAtByOurClock - set.wall == open.expiresAtByOurClock - At.start.wall)
        #expect(shown.expiresAt == open.expiresAt)
    }

    @Test("stays as it was told where the clocks only drift, and once it is over") func stays() {
        let drifted = Instant(server: At.start.server, wall: At.start.wall + .seconds(2))
        #expect(open.shown(at: drifted) == open)
        var ended = open
        _ = ended.apply(.enrollmentRemoved, at: At.start)
        #expect(ended.shown(at: set) == ended)
    }
}
