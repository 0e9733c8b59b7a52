import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Messages

/// The web page of the demonstration: what a browser calls while its user signs in.
struct DemoPage: Sendable {
    private let caller: HTTPCaller
    private let requestID = UUID().uuidString.lowercased()
    private static let user = "user@example.com"
    /// What the server tells the device about who asks is taken from here.
    private let browser: String

    init(
        baseURL: String, browser: String = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    ) throws(Complaint) {
        guard let url = URL(string: baseURL), url.scheme == "http", let host = url.host, let port = url.port else {
            throw Complaint(
                .other, "smartpush-sim gave no base URL that can be called: \(SafeText.line(baseURL))",
                german: "smartpush-sim nannte keine base_url, die man rufen kann: \(SafeText.line(baseURL))")
        }
        caller = HTTPCaller(.tcp(host: host, port: port), limit: 1 << 20)
        self.browser = browser
    }

    /// Whether the server is a simulator, and says so.
    var isSimulated: Bool {
        get async {
            struct Identity: Decodable { var simulator: String }
            let request = HTTPRequest(.get, RequestTarget(["sim"]))
            guard let answer = try? await send(request), answer.head.status == 200 else { return false }
            return (try? JSONDecoder().decode(Identity.self, from: Data(answer.body))) != nil
        }
    }

    struct Medium: Decodable, Sendable {
        var id: String
        var name: String?

        private enum CodingKeys: String, CodingKey {
            case id
            case name = "key_name"
        }
    }

    struct SignIn: Decodable, Sendable {
        var statusID: String
        var sub: String
        /// What the page shows.
        var number: String

        private enum CodingKeys: String, CodingKey {
            case statusID = "status_id"
            case sub
            case number = "push_selected_number"
        }
    }

    /// The devices that can be asked by push.
    func mediums() async throws -> [Medium] {
        let methods: Methods = try await post(
            ["verification-srv", "public", "graph", "user", "setup"],
            ["request_id": requestID, "identifier": Self.user])
        return methods.list.filter { $0.type.uppercased() == "PUSH" }.flatMap(\.mediums)
    }

    /// Starts the sign-in, which sends the push.
    func initiate(_ medium: Medium) async throws -> SignIn {
        try await post(
            ["verification-srv", "authentication", "push", "initiation"],
            [
                "usage_type": "PASSWORDLESS_AUTHENTICATION", "request_id": requestID, "medium_id": medium.id,
                "email": Self.user,
            ])
    }

    func status(of signIn: SignIn) async throws -> String {
        let status: Status = try await data(
            HTTPRequest(.get, RequestTarget(["verification-srv", "verificationstatus", signIn.statusID])))
        return status.status
    }

    /// Calls the sign-in off on the web page.
    func cancel(_ signIn: SignIn) async throws {
        let _: Cancelled = try await post(
            ["verification-srv", "authentication", "push", "cancel"], ["status_id": signIn.statusID])
    }

    /// Completes the sign-in; where the browser is sent then.
    func finish(_ signIn: SignIn) async throws -> String {
        let form = [
            ("requestId", requestID), ("verificationType", "PUSH"), ("sub", signIn.sub),
            ("status_id", signIn.statusID),
        ]
        let text = form.map { "\($0.0)=\(RequestTarget.encoded($0.1))" }.joined(separator: "&")
        let body = HTTPRequest.Body(type: "application/x-www-form-urlencoded", bytes: Array(text.utf8))
        let target = RequestTarget(["login-srv", "verification", "login"])
        let answer = try await send(HTTPRequest(.post, target, body: body))
        guard (300...399).contains(answer.head.status), let location = answer.head.first("location") else {
            throw failure(Phrase("did not redirect the browser", german: "leitete den Browser nicht weiter"), answer)
        }
        return location
    }
}

// How the page talks.
extension DemoPage {
    private struct Envelope<Content: Decodable>: Decodable {
        var data: Content
    }

    private struct Methods: Decodable {
        struct Method: Decodable {
            var type: String
            var mediums: [Medium]
        }

        var list: [Method]

        private enum CodingKeys: String, CodingKey {
            case list = "configured_list"
        }
    }

    private struct Status: Decodable {
        var status: String
    }

    private struct Cancelled: Decodable {}

    private func post<Content: Decodable>(_ path: [String], _ fields: [String: String]) async throws -> Content {
        let body = HTTPRequest.Body(type: "application/json", bytes: Array(try JSONEncoder().encode(fields)))
        return try await data(HTTPRequest(.post, RequestTarget(path), body: body))
    }

    private func data<Content: Decodable>(_ request: HTTPRequest) async throws -> Content {
        let answer = try await send(request)
        guard answer.head.status == 200,
            let envelope = try? JSONDecoder().decode(Envelope<Content>.self, from: Data(answer.body))
        else {
            throw failure(
                Phrase(
                    "gave the web page an answer of another kind", german: "gab der Webseite eine Antwort anderer Art"),
                answer)
        }
        return envelope.data
    }

    private func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
        var request = request
        request.headers.append(("user-agent", browser))
        do {
            return try await caller.send(request, within: .seconds(10))
        } catch HTTPFailure.cancelled {
            throw CancellationError()
        } catch {
            throw Complaint(
                .other, "the web page got no answer from smartpush-sim (\(error.words))",
                german: "die Webseite bekam keine Antwort von smartpush-sim (\(error.words))")
        }
    }

    private func failure(_ words: Phrase, _ answer: HTTPAnswer) -> Complaint {
        let body = SafeText.line(String(decoding: answer.body.prefix(300), as: UTF8.self))
        return Complaint(
            .other, Phrase { say in "smartpush-sim \(words.text(in: say)): status \(answer.head.status) \(body)" })
    }
}
