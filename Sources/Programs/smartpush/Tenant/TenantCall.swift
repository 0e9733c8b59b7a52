import NIOHTTP1

/// A request of a device, as both generations of paths have it. The ids in the paths belong to nobody.
struct TenantCall {
    struct Route: Equatable {
        var method: HTTPMethod
        var path: String

        init(_ method: HTTPMethod, _ path: String) {
            self.method = method
            self.path = path
        }
    }

    var name: String
    var guide: Route
    var v2: Route

    private static let nobody = "smartpush-doctor"

    static let all: [TenantCall] = authentication + setup + devices

    private static let authentication = [
        step("acknowledge", "push/acknowledge", "push_acknowledge"), step("allow", "allow", "allow"),
        step("deny", "deny", "reject"), step("cancel", "cancel", "cancel"),
        step("verify", "verification", "authenticate"),
        TenantCall(
            name: "status", guide: Route(.GET, "/verification-srv/verificationstatus/\(nobody)"),
            v2: Route(.POST, "/verification-srv/v2/notification/status/\(nobody)")),
        call("pending_list", .POST, "setup/devices/notifications", .POST, "setup/device/pending/auth/list"),
    ]

    private static let setup = [
        call("initiate", .POST, "setup/push/initiation", .POST, "setup/initiate/push"),
        call("scan", .POST, "setup/push/scan", .POST, "setup/scan/push"),
        call("enroll", .POST, "setup/push/verification", .POST, "setup/enroll/push"),
        call("cancel_enrollment", .POST, "setup/push/cancellation", .POST, "setup/cancel/push"),
    ]

    private static let devices = [
        call("push_id", .PUT, "setup/devices", .POST, "setup/device/update/pushid"),
        call("configured_list", .POST, "setup/devices", .POST, "setup/device/configured/list"),
        call(
            "unenroll", .DELETE, "setup/devices/push/\(nobody)", .DELETE,
            "setup/device/configured/remove/push/\(nobody)"),
        call(
            "delete_device", .DELETE, "setup/devices/\(nobody)", .DELETE,
            "setup/device/configured/removeallbydeviceid/\(nobody)"),
        call("history", .POST, "mfa/history", .POST, "device/mfa/history"),
        call("timeline", .POST, "mfa/timeline", .POST, "device/mfa/timeline"),
    ]

    private static func step(_ name: String, _ guide: String, _ v2: String) -> TenantCall {
        TenantCall(
            name: name, guide: Route(.POST, "/verification-srv/authentication/push/\(guide)"),
            v2: Route(.POST, "/verification-srv/v2/authenticate/\(v2)/push"))
    }

    private static func call(
        _ name: String, _ method: HTTPMethod, _ guide: String, _ v2Method: HTTPMethod, _ v2: String
    ) -> TenantCall {
        TenantCall(
            name: name, guide: Route(method, "/verification-actions-srv/\(guide)"),
            v2: Route(v2Method, "/verification-srv/v2/\(v2)"))
    }
}
