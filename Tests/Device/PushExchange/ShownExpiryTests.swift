import Testing

@testable import PushExchange

@Suite("The displayed expiry") struct ShownExpiryTests {
    private let open = Exchange(id: "a", enrollment: "e", push: .sample, at: At.start)
    /// The same moment as ``At/start``, on a machine whose clock was set forward by three hours.
    private let set = Instant(server: At.start.server, wall: At.start.wall + .seconds(10_800))

    @Test("follows the clock of this machine when that is set, so the time left is the same") func follows() {
        let shown = open.shown(at: set)
        #expect(shown.expiresAtByOurClock - set.wall == open.expiresAtByOurClock - At.start.wall)
        #expect(shown.expiresAt == open.expiresAt)
    }

    @Test("does not follow a drift, and does not change after the end") func stays() {
        let drifted = Instant(server: At.start.server, wall: At.start.wall + .seconds(2))
        #expect(open.shown(at: drifted) == open)
        var ended = open
        _ = ended.apply(.enrollmentRemoved, at: At.start)
        #expect(ended.shown(at: set) == ended)
    }
}
