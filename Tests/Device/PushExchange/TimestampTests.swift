import Testing

@testable import PushExchange

@Suite("A timestamp") struct TimestampTests {
    @Test("is printed to the millisecond") func printsMilliseconds() {
        #expect("\(Timestamp(milliseconds: 1_704_919_541_781))" == "2024-01-10T20:45:41.781Z")
        for fraction in Int64(0)..<1_000 {
            let time = Timestamp(milliseconds: 1_704_919_541_000 + fraction)
            #expect(Timestamp(parsing: time.description) == time)
        }
    }

    @Test("is printed before 1970 too") func printsThePast() {
        #expect("\(Timestamp(milliseconds: -1))" == "1969-12-31T23:59:59.999Z")
    }

    @Test(
        "is read from RFC 3339 with any fraction and offset, and from seconds or milliseconds",
        arguments: [
            ("2024-01-10T20:45:51.781Z", 1_704_919_551_781), ("2024-01-10T20:45:51Z", 1_704_919_551_000),
            ("2024-01-10T22:45:51.781+02:00", 1_704_919_551_781), ("2024-01-10T15:15:51-05:30", 1_704_919_551_000),
            ("2024-01-10T20:45:51.7Z", 1_704_919_551_700), ("2024-01-10T20:45:51.781234567Z", 1_704_919_551_781),
            ("1704919551", 1_704_919_551_000), ("1704919551781", 1_704_919_551_781),
            ("1704919551.5", 1_704_919_551_500),
        ])
    func reads(text: String, milliseconds: Int64) {
        #expect(Timestamp(parsing: text)?.milliseconds == milliseconds)
    }

    @Test(
        "is not read from anything else",
        arguments: ["", " ", "soon", "-5", "0", "nan", "inf", "1e300", "2024-13-10T20:45:51Z", "2024-01-10"])
    func refuses(text: String) {
        #expect(Timestamp(parsing: text) == nil)
    }

    @Test("is calculated with to the millisecond") func counts() {
        let time = Timestamp(milliseconds: 1_000)
        #expect(time + .milliseconds(1) > time)
        #expect((time + .seconds(-2)) - time == .seconds(-2))
    }
}
