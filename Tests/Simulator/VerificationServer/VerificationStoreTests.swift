import FoundationEssentials
import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("The server's store")
struct VerificationStoreTests {
    private let clock = TestClock()
    private let device = Device(DeviceRequest(), defaultInbox: nil, source: Source())

    @Test("drops the oldest ended sign-in when it is full")
    func dropsEnded() throws {
        var store = store(limit: 2)
        let first = try initiate(&store)
        let second = try initiate(&store)
        _ = try store.cancelFromWeb(exchangeID: nil, statusID: second.statusID)
        let third = try initiate(&store)
        #expect(store.signIn(statusID: first.statusID) != nil)
        #expect(store.signIn(statusID: second.statusID) == nil)
        #expect(store.signIn(statusID: third.statusID) != nil)
        #expect(store.statusID(exchangeID: second.initiation.id) == nil)
    }

    @Test("drops the oldest of all when none has ended")
    func dropsOldest() throws {
        var store = store(limit: 2)
        let signIns = try (0..<3).map { _ in try initiate(&store) }
        #expect(signIns.map { store.signIn(statusID: $0.statusID) != nil } == [false, true, true])
    }

    @Test("counts an expired sign-in as ended")
    func dropsExpired() throws {
        var store = store(limit: 2)
        let old = try initiate(&store)
        clock.advance(by: 61)
        let open = try initiate(&store)
        _ = try initiate(&store)
        #expect(store.signIn(statusID: old.statusID) == nil)
        #expect(store.signIn(statusID: open.statusID) != nil)
    }

    @Test("keeps a limited request log with the newest entries")
    func boundedLog() {
        var log = RequestLog()
        for index in 0..<(3 * RequestLog.limit) {
            log.append(LoggedRequest(at: "", method: "GET", path: "/\(index)", result: "ok"))
        }
        #expect(log.entries.count == RequestLog.limit)
        #expect(log.entries.first?.path == "/\(2 * RequestLog.limit)")
        #expect(log.entries.last?.path == "/\(3 * RequestLog.limit - 1)")
    }

    @Test("gives four distinct two-digit numbers, one of them selected")
    func numbers() {
        for _ in 0..<100 {
            let numbers = Numbers.random()
            #expect(Set(numbers.choices).count == 4)
            #expect(numbers.choices.allSatisfy { Int($0).map { (10...99).contains($0) } == true })
            #expect(numbers.choices.contains(numbers.selected))
        }
    }

    @Test(
        "writes the Date header in the form of RFC 9110",
        arguments: [(784_111_777.0, "Sun, 06 Nov 1994 08:49:37 GMT"), (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT")])
    func dateHeader(seconds: Double, text: String) {
        #expect(Date(timeIntervalSince1970: seconds).imfFixdate == text)
    }

    private func store(limit: Int) -> VerificationStore {
        VerificationStore(source: clock.source, timeToLive: 60, devices: [device], limit: limit)
    }

    private func initiate(_ store: inout VerificationStore) throws -> SignIn {
        try store.initiate(
            requestID: "r", mediumID: nil, browser: RequestingBrowser(userAgent: nil, address: nil)
        ).signIn
    }
}
