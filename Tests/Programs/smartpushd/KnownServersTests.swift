import LocalAPIModel
import PushExchange
import PushStore
import Settings
import Testing

@testable import smartpushd

@Suite("The server of an enrollment") struct KnownServersTests {
    private static let id = "9def1ee6-f10a-4741-836a-4df5c5482c57"

    private func configured() throws -> ConfiguredServer {
        let text =
            #"[{"name":"Work","base_url":"https://work.example","client_id":"work-client","push_id":"work-push"}]"#
        let settings = try Settings(
            environment: ["SMARTPUSH_SERVERS": text], user: "/nonexistent", administrator: "/nonexistent")
        return try #require(try settings.servers().first)
    }

    private func plan(
        _ link: String, _ known: KnownServers = KnownServers(), baseURL: String? = nil, clientID: String? = "client",
        pushID: String? = nil, pathSet: PathSetName? = nil
    ) throws -> EnrollmentPlan {
        let request = ScanRequest(
            link: link, baseURL: baseURL, clientID: clientID, pushID: pushID, name: " ", pathSet: pathSet)
        return try known.plan(request, try EnrollmentLink(link))
    }

    private func problem(_ body: () throws -> EnrollmentPlan) -> Problem? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? Problem
        }
    }

    @Test(
        "has to be confirmed if only the link names it, whatever address that is",
        arguments: [
            "https://evil.example:8443/x?exchange_id=\(id)", "http://127.0.0.1:9/#exchange_id=\(id)",
            #"{"exchange_id":"\#(id)","base_url":"https://evil.example:8443/path"}"#,
        ])
    func isConfirmed(link: String) throws {
        let refused = problem { try plan(link) }
        let origin = link.contains("evil") ? "https://evil.example:8443" : "http://127.0.0.1:9"
        #expect(refused?.code == .confirmServer && refused?.baseURL == origin)
        #expect(refused?.detail.contains(Self.id) == false)
        #expect(try plan(link, baseURL: origin).baseURL == origin)
    }

    @Test("is the request's, then the link's, then the only one of the configuration") func isChosen() throws {
        let known = try KnownServers(configured: [configured()])
        #expect(try plan(Self.id, known).baseURL == "https://work.example")
        #expect(try plan("https://WORK.example/enroll?exchange_id=\(Self.id)", known).baseURL == "https://WORK.example")
        #expect(try plan(Self.id, known, baseURL: "https://other.example/").baseURL == "https://other.example")
        #expect(problem { try plan(Self.id) }?.code == .invalidRequest)
        let two = try KnownServers(configured: [configured(), configured()])
        #expect(problem { try plan(Self.id, two) }?.code == .invalidRequest)
    }

    @Test("is known from an enrollment, with its client id") func isEnrolled() throws {
        let enrolled = Enrollment(
            id: "e", name: nil, baseURL: "https://work.example", tenantKey: "t", tenantName: nil, sub: "s",
            device: DeviceCredentials(clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p")), paths: .auto,
            createdAt: Timestamp(milliseconds: 0))
        let known = KnownServers(enrolled: [enrolled])
        let plan = try plan("https://work.example/?exchange_id=\(Self.id)", known, clientID: nil)
        #expect(plan.baseURL == "https://work.example" && plan.clientID == Secret("c"))
    }

    @Test("takes the client id and the push id from the request first, then from the link or the configuration")
    func getsIDs() throws {
        let known = try KnownServers(configured: [configured()])
        let link = #"{"exchange_id":"\#(Self.id)","client_id":"link-client"}"#
        #expect(try plan(link, known).clientID == Secret("client"))
        #expect(try plan(link, known, clientID: nil).clientID == Secret("link-client"))
        let configured = try plan(Self.id, known, clientID: nil)
        #expect(configured.clientID == Secret("work-client") && configured.pushID == Secret("work-push"))
        #expect(try plan(Self.id, known, pushID: "mine").pushID == Secret("mine"))
        #expect(configured.name == nil && configured.paths == .auto)
        #expect(try plan(Self.id, known, pathSet: .v2).paths == .v2)
        #expect(problem { try plan(Self.id, baseURL: "https://other.example", clientID: nil) }?.code == .invalidRequest)
    }

    @Test("is one that the administrator allows") func isAllowed() throws {
        let known = KnownServers(allowed: ["https://work.example"])
        #expect(try plan(Self.id, known, baseURL: "https://work.example:443").baseURL == "https://work.example:443")
        #expect(problem { try plan(Self.id, known, baseURL: "https://other.example") }?.code == .invalidRequest)
    }

    @Test(
        "is https, or http to this machine",
        arguments: ["http://work.example", "ftp://work.example", "https://user@work.example", "work.example"])
    func isSafe(baseURL: String) {
        #expect(problem { try plan(Self.id, baseURL: baseURL) }?.code == .invalidRequest)
    }
}
