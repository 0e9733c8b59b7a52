import FoundationEssentials
import LocalAPIClient

/// Calls a verification server as a login page does: steps 2, 3, 6 and 7 of the guide, without a browser.
///
/// The demonstration uses it to sign in, and `smartpush doctor` to send its trial push. Every call waits at most ten
/// seconds. It throws ``LoginPageError``, or `CancellationError` when its task is cancelled.
package struct LoginPage: Sendable {
    private let caller: HTTPCaller
    private let requestID = UUID().uuidString.lowercased()
    private let userAgent: String
    private static let user = "user@example.com"

    /// `baseURL` is the server's: plain HTTP, with a port. `userAgent` is sent as the browser's name, which the server
    /// passes on to the device.
    /// - Throws: ``LoginPageError/unusableBaseURL(_:)``.
    package init(
        baseURL: String, userAgent: String = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    ) throws(LoginPageError) {
        guard let url = URL(string: baseURL), url.scheme == "http", let host = url.host, let port = url.port else {
            throw .unusableBaseURL(baseURL)
        }
        caller = HTTPCaller(.tcp(host: host, port: port), limit: 1 << 20)
        self.userAgent = userAgent
    }

    /// A device that can be asked, as step 2 lists it.
    package struct Medium: Decodable, Sendable {
        /// The id by which the web names the device; it is no secret.
        package let id: String
        /// What the user calls the device.
        package let name: String?

        private enum CodingKeys: String, CodingKey {
            case id
            case name = "key_name"
        }
    }

    /// A sign-in that was started, as step 3 answers it.
    package struct SignIn: Decodable, Sendable {
        /// The id of the sign-in, for its status and its end.
        package let statusID: String
        /// The id of the user who signs in.
        package let sub: String
        /// The number that the page shows; the user picks it on the device.
        package let number: String

        private enum CodingKeys: String, CodingKey {
            case statusID = "status_id"
            case sub
            case number = "push_selected_number"
        }
    }

    /// Whether the server identifies itself as `smartpush-sim`. False if it does not answer.
    package var isSimulated: Bool {
        get async {
            struct Identity: Decodable { var simulator: String }
            let request = HTTPRequest(.get, RequestTarget(["sim"]))
            guard let answer = try? await send(request), answer.head.status == 200 else { return false }
            return (try? JSONDecoder().decode(Identity.self, from: Data(answer.body))) != nil
        }
    }

    /// Step 2: the devices that can be asked by push.
    package func mediums() async throws -> [Medium] {
        let methods: Methods = try await post(
            ["verification-srv", "public", "graph", "user", "setup"],
            ["request_id": requestID, "identifier": Self.user])
        return methods.list.filter { $0.type.uppercased() == "PUSH" }.flatMap(\.mediums)
    }

    /// Step 3: starts a sign-in, which makes the server send the push to `medium`.
    package func initiate(_ medium: Medium) async throws -> SignIn {
        try await post(
            ["verification-srv", "authentication", "push", "initiation"],
            [
                "usage_type": "PASSWORDLESS_AUTHENTICATION", "request_id": requestID, "medium_id": medium.id,
                "email": Self.user,
            ])
    }

    /// Step 6: the stage that the sign-in has reached, in the server's spelling, such as `AUTHENTICATED`.
    package func status(of signIn: SignIn) async throws -> String {
        let status: Status = try await data(
            HTTPRequest(.get, RequestTarget(["verification-srv", "verificationstatus", signIn.statusID])))
        return status.status
    }

    /// Cancels the sign-in, as the page's button does.
    package func cancel(_ signIn: SignIn) async throws {
        let _: Cancelled = try await post(
            ["verification-srv", "authentication", "push", "cancel"], ["status_id": signIn.statusID])
    }

    /// Step 7: completes an authenticated sign-in. Returns the URL that the browser is redirected to.
    package func finish(_ signIn: SignIn) async throws -> String {
        let form = [
            ("requestId", requestID), ("verificationType", "PUSH"), ("sub", signIn.sub),
            ("status_id", signIn.statusID),
        ]
        let text = form.map { "\($0.0)=\(RequestTarget.encoded($0.1))" }.joined(separator: "&")
        let body = HTTPRequest.Body(type: "application/x-www-form-urlencoded", bytes: Array(text.utf8))
        let target = RequestTarget(["login-srv", "verification", "login"])
        let answer = try await send(HTTPRequest(.post, target, body: body))
        guard (300...399).contains(answer.head.status), let location = answer.head.first("location") else {
            throw LoginPageError.noRedirect(answer)
        }
        return location
    }
}

extension LoginPage {
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
        else { throw LoginPageError.unexpectedAnswer(answer) }
        return envelope.data
    }

    private func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
        var request = request
        request.headers.append(("user-agent", userAgent))
        // A browser marks the calls of a page of the same server so.
        request.headers.append(("sec-fetch-site", "same-origin"))
        do {
            return try await caller.send(request, within: .seconds(10))
        } catch HTTPFailure.cancelled {
            throw CancellationError()
        } catch {
            throw LoginPageError.noAnswer(error)
        }
    }
}
