import FoundationEssentials
import LocalAPIModel
import Messages
import PushExchange
import PushStore
import Settings

extension Enrollment {
    /// - Throws: ``Problem`` if a value is impossible. It quotes no value, because some are secret.
    init(_ request: EnrollRequest, id: String, at now: Timestamp) throws {
        self.init(
            id: id, name: Self.name(request.name), baseURL: try BaseURL.checked(request.baseURL).text,
            tenantKey: try EnrollRequest.checked(request.tenantKey, "tenant_key"), tenantName: request.tenantName,
            sub: try EnrollRequest.checked(request.sub, "sub"),
            device: DeviceCredentials(
                clientID: Secret(try EnrollRequest.checked(request.clientID, "client_id")),
                deviceID: Secret(try EnrollRequest.checked(request.deviceID, "device_id")),
                pushID: Secret(try EnrollRequest.checked(request.pushID, "push_id"))
            ),
            paths: request.pathSet.map { PathPolicy($0) } ?? .auto, createdAt: now, account: Self.name(request.account)
        )
    }

    /// The name to store for one that a user gave: `nil` if that is empty or only white space.
    static func name(_ given: String?) -> String? {
        given.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}

extension EnrollRequest {
    /// Checks a value that comes from a server or is sent to one: it must not be empty and has to fit in a request.
    static func checked(_ value: String, _ key: String) throws -> String {
        guard !value.isEmpty else { throw Problem(.invalidRequest, .emptyValue(key: key)) }
        guard value.unicodeScalars.count <= 4_096 else {
            throw Problem(.invalidRequest, .longValue(key: key))
        }
        return value
    }
}
