import NIOHTTP1
import PushExchange

/// The methods and paths of a device's requests, in both generations.
enum Paths {
    struct Route: Equatable {
        var method: HTTPMethod
        var path: String

        init(_ method: HTTPMethod, _ path: String) {
            self.method = method
            self.path = path
        }
    }

    static func step(_ step: Step.Name, _ set: PathSet) -> Route {
        switch set {
        case .guide: Route(.POST, "/verification-srv/authentication/push/" + guideName(step))
        case .v2: Route(.POST, "/verification-srv/v2/authenticate/" + v2Name(step) + "/push")
        }
    }

    private static func guideName(_ step: Step.Name) -> String {
        switch step {
        case .acknowledge: "push/acknowledge"
        case .allow: "allow"
        case .deny: "deny"
        case .cancel: "cancel"
        case .verify: "verification"
        }
    }

    private static func v2Name(_ step: Step.Name) -> String {
        switch step {
        case .acknowledge: "push_acknowledge"
        case .allow: "allow"
        case .deny: "reject"
        case .cancel: "cancel"
        case .verify: "authenticate"
        }
    }

    static func status(_ statusID: Secret<String>, _ set: PathSet) -> Route {
        let id = percentEncoded(statusID.reveal())
        return switch set {
        case .guide: Route(.GET, "/verification-srv/verificationstatus/" + id)
        case .v2: Route(.POST, "/verification-srv/v2/notification/status/" + id)
        }
    }

    static func pendingList(_ set: PathSet) -> Route {
        switch set {
        case .guide: Route(.POST, "/verification-actions-srv/setup/devices/notifications")
        case .v2: Route(.POST, "/verification-srv/v2/setup/device/pending/auth/list")
        }
    }

    static func configuredList(_ set: PathSet) -> Route {
        switch set {
        case .guide: Route(.POST, "/verification-actions-srv/setup/devices")
        case .v2: Route(.POST, "/verification-srv/v2/setup/device/configured/list")
        }
    }

    static func initiate(_ set: PathSet) -> Route {
        switch set {
        case .guide: Route(.POST, "/verification-actions-srv/setup/push/initiation")
        case .v2: Route(.POST, "/verification-srv/v2/setup/initiate/push")
        }
    }

    static func cancelEnrollment(_ set: PathSet) -> Route {
        switch set {
        case .guide: Route(.POST, "/verification-actions-srv/setup/push/cancellation")
        case .v2: Route(.POST, "/verification-srv/v2/setup/cancel/push")
        }
    }

    static func changePushID(_ set: PathSet) -> Route {
        switch set {
        case .guide: Route(.PUT, "/verification-actions-srv/setup/devices")
        case .v2: Route(.POST, "/verification-srv/v2/setup/device/update/pushid")
        }
    }

    static func scan(_ set: PathSet) -> Route {
        switch set {
        case .guide: Route(.POST, "/verification-actions-srv/setup/push/scan")
        case .v2: Route(.POST, "/verification-srv/v2/setup/scan/push")
        }
    }

    static func enroll(_ set: PathSet) -> Route {
        switch set {
        case .guide: Route(.POST, "/verification-actions-srv/setup/push/verification")
        case .v2: Route(.POST, "/verification-srv/v2/setup/enroll/push")
        }
    }

    static func unenroll(_ sub: String, _ set: PathSet) -> Route {
        let sub = percentEncoded(sub)
        return switch set {
        case .guide: Route(.DELETE, "/verification-actions-srv/setup/devices/push/" + sub)
        case .v2: Route(.DELETE, "/verification-srv/v2/setup/device/configured/remove/push/" + sub)
        }
    }

    /// Encodes one segment of a path: all bytes except the unreserved characters of RFC 3986, 2.3.
    private static func percentEncoded(_ text: String) -> String {
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return text.utf8.reduce(into: "") { encoded, byte in
            if unreserved.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
