import Testing

@testable import PushEngine

@Suite("The deregistrations") struct DeregistrationsTests {
    @Test("are sent in one round at a time; a request during a round starts another") func rounds() {
        var deregistrations = Deregistrations()
        #expect(deregistrations.begin() == true)
        #expect(deregistrations.begin() == false)
        #expect(deregistrations.endRound() == true, "once more")
        #expect(deregistrations.endRound() == false)
        #expect(deregistrations.begin() == true)
    }
}
