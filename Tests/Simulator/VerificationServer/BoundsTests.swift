import FoundationEssentials
import HTTPTypes
import Testing

@testable import VerificationServer

/// The whole server as a value, without sockets, so that it can be asked often.
@Suite("What a server is asked to remember", .serialized)
struct BoundsTests {
    private let clock = TestClock()

    @Test("of authorization requests is bounded, and an answered one goes first")
    func requests() throws {
        var world = World(SimulatorConfiguration(source: clock.source))
        let first = try authorize(&world)
        let answered = try authorize(&world)
        world.grants.close(answered)
        for _ in 0..<(Grants.limit - 1) { _ = try authorize(&world) }
        #expect(world.grants.requests.count == Grants.limit)
        #expect(world.grants.requests[answered] == nil)
        #expect(world.grants.requests[first] != nil)
        _ = try authorize(&world)
        #expect(world.grants.requests.count == Grants.limit)
        #expect(world.grants.requests[first] == nil)
    }

    @Test("of codes and tokens is bounded, and the oldest go first")
    func codesAndTokens() throws {
        var world = World(SimulatorConfiguration(source: clock.source))
        var codes: [String] = []
        for _ in 0...Grants.limit {
            let code = try self.code(&world)
            codes.append(code)
            _ = try redeem(code, &world)
        }
        #expect(world.grants.codes.count == Grants.limit)
        #expect(world.grants.tokens.count == Grants.limit)
        #expect(world.grants.codes[codes[0]] == nil)
        #expect(world.grants.codes[codes[1]] != nil)
        #expect(throws: OAuthError.self) { try redeem(codes[0], &world) }
    }

    @Test("of clients and devices is bounded, and one more is refused")
    func registered() throws {
        var world = World(SimulatorConfiguration())
        for index in 0..<Applications.limit { try world.applications.register(Application(id: "\(index)")) }
        #expect(throws: Refusal.self) { try world.applications.register(Application(id: "one more")) }
        for _ in 1..<Ledger.deviceLimit { _ = try world.register(DeviceRequest()) }
        #expect(throws: Refusal.self) { try world.register(DeviceRequest()) }
        #expect(world.ledger.devices.count == Ledger.deviceLimit)
    }

    @Test("of faults is bounded, and one more is refused")
    func faults() throws {
        var world = World(SimulatorConfiguration())
        for _ in 0..<FaultBook.limit { try world.faults.arm(ArmedFault(.closeBefore, on: .allow)) }
        #expect(throws: Refusal.self) { try world.faults.arm(ArmedFault(.closeBefore, on: .allow)) }
    }

    @Test("of a request is short, however long it is")
    func log() {
        var world = World(SimulatorConfiguration())
        let long = String(repeating: "x", count: 4_000)
        let call = Call(method: .post, path: "/\(long)", body: Array("{\"exchange_id\":\"\(long)\"}".utf8))
        _ = world.outcome(of: call, route: .failure(.unknownPath))
        #expect(world.log.entries.map(\.path.count) == [512])
        #expect(world.log.entries.map(\.exchangeID?.count) == [64])
    }

    @Test("is counted right whatever is kept, changed and removed")
    func bounded() {
        var kept = Bounded<Int>(limit: 2)
        kept.insert(1, for: "a") { _ in false }
        kept.insert(2, for: "b") { _ in false }
        kept.remove("a")
        kept.remove("a")
        kept.replace(9, for: "a")
        #expect(kept.oldestFirst == [2])
        kept.insert(3, for: "c") { _ in false }
        kept.replace(4, for: "c")
        #expect(kept.insert(5, for: "d") { $0 == 4 } == 4)
        #expect(kept.insert(6, for: "e") { _ in false } == 2)
        #expect(kept.oldestFirst == [5, 6])
        #expect(kept.count == 2)
    }

    /// The request id of a new authorization request.
    private func authorize(_ world: inout World) throws -> String {
        let form =
            "client_id=shop&redirect_uri=http://localhost/&response_type=code&scope=openid"
            + "&code_challenge_method=S256&code_challenge=\(RelyingParty.challenge)"
        let call = Call(method: .get, path: "", rawQuery: form)
        let answer = try AuthorizationEndpoint.authorize(call, &world)
        return String(answer.headers[.location]?.trimmingPrefix("/?requestId=") ?? "")
    }

    private func code(_ world: inout World) throws -> String {
        let id = try authorize(&world)
        let request = try #require(world.grants.requests[id])
        let initiator = Initiator(userAgent: nil, address: nil)
        let signIn = try world.ledger.initiate(requestID: id, mediumID: nil, initiator: initiator).signIn
        return world.grants.makeCode(for: id, request, signIn)
    }

    private func redeem(_ code: String, _ world: inout World) throws -> String {
        try world.grants.redeem(
            code, clientID: "shop", redirectURI: "http://localhost/", verifier: RelyingParty.verifier
        ).accessToken
    }
}
