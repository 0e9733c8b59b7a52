import NIOCore
import NIOPosix
import PushExchange
import VerificationClient
import WebClient

/// The device of these tests. Its ids are unusual, so that a text that contains one is noticed.
enum Device {
    static let secrets = [
        "client-SECRET", "device-SECRET", "push-SECRET", "exchange-SECRET", "status-SECRET", "passcode-SECRET",
    ]
    static let credentials = DeviceCredentials(
        clientID: Secret("client-SECRET"), deviceID: Secret("device-SECRET"), pushID: Secret("push-SECRET"))
    static let exchangeID = Secret("exchange-SECRET")
    static let statusID = Secret("status-SECRET")

    static func endpoint(_ baseURL: String, _ pathSet: PathSet = .guide) -> Endpoint {
        endpoint(baseURL, pathSet == .guide ? PathPolicy.guide : .v2)
    }

    static func endpoint(_ baseURL: String, _ paths: PathPolicy) -> Endpoint {
        Endpoint(baseURL: baseURL, paths: paths, sub: "sub", device: credentials)
    }

    static let headers = DeviceHeaders(
        userAgent: "smartpush/test", make: "Maker", name: "desk", version: "12", language: "de-DE")
}

/// Runs `body` with a client, and shuts that down afterwards.
func withClient<Value>(
    trustRoots: String? = nil, timeout: TimeAmount = .seconds(15),
    _ body: (HTTPVerificationClient) async throws -> Value
) async throws -> Value {
    let client = try HTTPVerificationClient(
        eventLoopGroup: MultiThreadedEventLoopGroup.singleton, headers: Device.headers,
        settings: WebSettings(trustRoots: TrustRoots(additional: trustRoots), timeout: timeout))
    do {
        let value = try await body(client)
        try await client.shutdown()
        return value
    } catch {
        try? await client.shutdown()
        throw error
    }
}

/// The meaning of an answer, without its values.
enum Kind: Sendable, Equatable {
    case answered
    case refused(code: String)
    case notSent
    case unknown
}

extension StepReply {
    var kind: Kind {
        switch self {
        case .answered: .answered
        case .refused(let failure): .refused(code: failure.code)
        case .notSent: .notSent
        case .outcomeUnknown: .unknown
        }
    }

    var failure: RequestFailure? {
        switch self {
        case .answered, .refused: nil
        case .notSent(let failure), .outcomeUnknown(let failure): failure
        }
    }
}

extension StepAnswer {
    init(_ exchangeID: String) {
        self.init(exchangeID: Secret(exchangeID))
    }
}
