import Testing

@testable import smartpush

@Suite struct ShortIDsTests {
    @Test func growUntilTheyDiffer() {
        #expect(ShortIDs.names(for: ["0123456789", "abcdefghij"])["0123456789"] == "01234567")
        let alike = ShortIDs.names(for: ["0123456789", "0123456799", "ab"])
        #expect(alike["0123456789"] == "012345678")
        #expect(alike["ab"] == "ab")
        #expect(ShortIDs.names(for: []).isEmpty)
    }
}
