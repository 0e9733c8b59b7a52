import HTTPTypes

extension Route {
    /// All routes. `guide` is the path set of the guide, `v2` that of the published SDKs. A page of another origin may
    /// call the routes that are `forPages`, and send a form to those that are `forForms`.
    static let table: [Route] = device + web + enrollment + openIDConnect + pages + sim

    static let device: [Route] = [
        // guide
        Route(
            .post, "/verification-srv/authentication/push/push/acknowledge", .acknowledge, DeviceEndpoints.acknowledge),
        Route(.post, "/verification-srv/authentication/push/allow", .allow, DeviceEndpoints.allow),
        Route(.post, "/verification-srv/authentication/push/deny", .deny, DeviceEndpoints.deny),
        Route(.post, "/verification-srv/authentication/push/cancel", .cancel, DeviceEndpoints.cancel).forPages,
        Route(.post, "/verification-srv/authentication/push/verification", .verify, DeviceEndpoints.verify).forPages,
        Route(.get, "/verification-srv/verificationstatus/{status_id}", .status, WebEndpoints.status).forPages,
        Route(.post, "/verification-actions-srv/setup/devices/notifications", .pending, DeviceEndpoints.pending),
        Route(.put, "/verification-actions-srv/setup/devices", .pushID, DeviceEndpoints.changePushID),
        Route(.post, "/verification-actions-srv/setup/devices", .configured, DeviceEndpoints.configured),
        Route(
            .delete, "/verification-actions-srv/setup/devices/{device_id}", .removeDevice,
            EnrollmentEndpoints.removeDevice),
        // v2
        Route(
            .post, "/verification-srv/v2/authenticate/push_acknowledge/push", .acknowledge, DeviceEndpoints.acknowledge),
        Route(.post, "/verification-srv/v2/authenticate/allow/push", .allow, DeviceEndpoints.allow),
        Route(.post, "/verification-srv/v2/authenticate/reject/push", .deny, DeviceEndpoints.deny),
        Route(.post, "/verification-srv/v2/authenticate/cancel/push", .cancel, DeviceEndpoints.cancel).forPages,
        Route(.post, "/verification-srv/v2/authenticate/authenticate/push", .verify, DeviceEndpoints.verify).forPages,
        Route(.post, "/verification-srv/v2/notification/status/{status_id}", .status, WebEndpoints.status).forPages,
        Route(.post, "/verification-srv/v2/setup/device/pending/auth/list", .pending, DeviceEndpoints.pending),
        Route(.post, "/verification-srv/v2/setup/device/update/pushid", .pushID, DeviceEndpoints.changePushID),
        Route(.post, "/verification-srv/v2/setup/device/configured/list", .configured, DeviceEndpoints.configured),
        Route(
            .delete, "/verification-srv/v2/setup/device/configured/removeallbydeviceid/{device_id}", .removeDevice,
            EnrollmentEndpoints.removeDevice),
    ]

    private static let web: [Route] = [
        // guide
        Route(.post, "/verification-srv/public/graph/user/setup", .methods, WebEndpoints.methods).forPages,
        Route(.post, "/verification-srv/authentication/push/initiation", .initiate, WebEndpoints.initiate).forPages,
        // v2
        Route(.post, "/verification-srv/v2/setup/public/configured/list", .methods, WebEndpoints.methods).forPages,
        Route(.post, "/verification-srv/v2/authenticate/initiate/push", .initiate, WebEndpoints.initiate).forPages,
        // both
        Route(.post, "/login-srv/verification/login", .finish, WebEndpoints.finish).forForms,
        Route(.post, "/login-srv/login", .password, OpenIDEndpoints.signInByPassword),
    ]

    static let enrollment: [Route] = [
        // guide
        Route(.post, "/verification-actions-srv/setup/push/initiation", .setup, EnrollmentEndpoints.initiate).forPages,
        Route(.post, "/verification-actions-srv/setup/push/initiation/{track_id}", .setup, EnrollmentEndpoints.initiate)
            .forPages,
        Route(.post, "/verification-actions-srv/setup/push/scan", .scan, EnrollmentEndpoints.scan),
        Route(.post, "/verification-actions-srv/setup/push/verification", .enroll, EnrollmentEndpoints.enroll),
        Route(.post, "/verification-actions-srv/setup/push/cancellation", .giveUp, EnrollmentEndpoints.giveUp),
        Route(.delete, "/verification-actions-srv/setup/devices/push/{sub}", .unenroll, EnrollmentEndpoints.unenroll),
        // v2
        Route(.post, "/verification-srv/v2/setup/initiate/push", .setup, EnrollmentEndpoints.initiate).forPages,
        Route(.post, "/verification-srv/v2/setup/scan/push", .scan, EnrollmentEndpoints.scan),
        Route(.post, "/verification-srv/v2/setup/enroll/push", .enroll, EnrollmentEndpoints.enroll),
        Route(.post, "/verification-srv/v2/setup/cancel/push", .giveUp, EnrollmentEndpoints.giveUp),
        Route(
            .delete, "/verification-srv/v2/setup/device/configured/remove/push/{sub}", .unenroll,
            EnrollmentEndpoints.unenroll),
    ]

    private static let openIDConnect: [Route] = [
        Route(.get, "/.well-known/openid-configuration", .discovery, OpenIDEndpoints.configuration).forPages,
        Route(.get, "/.well-known/jwks.json", .keys, OpenIDEndpoints.keys).forPages,
        Route(.get, "/authz-srv/authz", .authorize, OpenIDEndpoints.authorize),
        Route(.post, "/authz-srv/authz", .authorize, OpenIDEndpoints.authorize).forForms,
        Route(.post, "/token-srv/token", .token, OpenIDEndpoints.token).forPages,
        Route(.get, "/users-srv/userinfo", .userinfo, OpenIDEndpoints.userInfo).forPages,
        Route(.post, "/users-srv/userinfo", .userinfo, OpenIDEndpoints.userInfo).forPages,
    ]

    private static let pages: [Route] = [
        Route(.get, "/", nil, PageEndpoints.login),
        Route(.get, "/account", nil, PageEndpoints.account),
        Route(.get, "/account/{exchange_id}", nil, PageEndpoints.account),
        Route(.get, "/sim/qr/{status_id}", nil, PageEndpoints.qrCode),
        Route(.get, "/sim/landing", nil, PageEndpoints.landing),
        Route(.get, "/sim/paths", nil, PageEndpoints.paths),
        Route(.get, "/sim/assets/{name}", nil, PageEndpoints.asset),
    ]

    /// For demonstrations and tests; a real server has none of them.
    private static let sim: [Route] = [
        Route(.get, "/sim", nil, ControlEndpoints.identify),
        Route(.post, "/sim/devices", nil, ControlEndpoints.register),
        Route(.delete, "/sim/devices/{medium_id}", nil, ControlEndpoints.removeDevice),
        Route(.post, "/sim/push-tokens", nil, ControlEndpoints.addPushToken),
        Route(.delete, "/sim/push-tokens", nil, ControlEndpoints.forgetPushTokens),
        Route(.post, "/sim/without", nil, ControlEndpoints.leaveOut),
        Route(.delete, "/sim/without", nil, ControlEndpoints.restore),
        Route(.post, "/sim/clients", nil, OpenIDEndpoints.registerClient),
        Route(.get, "/sim/log", nil, ControlEndpoints.log),
        Route(.post, "/sim/faults", nil, ControlEndpoints.arm),
        Route(.delete, "/sim/faults", nil, ControlEndpoints.disarm),
    ]
}
