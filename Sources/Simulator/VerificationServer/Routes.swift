import HTTPTypes

extension Route {
    /// Everything that is served. `guide` is the path set of the guide, `v2` that of the published SDKs. A page that is not
    /// from here may call what says `forPages`, and send a form to what says `forForms`.
    ///
    static let table: [Route] = device + web + enrollment + openIDConnect + pages + sim

    private static let device: [Route] = [
        // guide
        Route(.post, "/verification-srv/authentication/push/push/acknowledge", .acknowledge, DeviceSide.acknowledge),
        Route(.post, "/verification-srv/authentication/push/allow", .allow, DeviceSide.allow),
        Route(.post, "/verification-srv/authentication/push/deny", .deny, DeviceSide.deny),
        // What the newest published Android SDK calls it.
        Route(.post, "/verification-srv/authentication/push/reject", .deny, DeviceSide.deny),
        Route(.post, "/verification-srv/authentication/push/cancel", .cancel, DeviceSide.cancel).forPages,
        Route(.post, "/verification-srv/authentication/push/verification", .verify, DeviceSide.verify).forPages,
        Route(.get, "/verification-srv/verificationstatus/{status_id}", .status, WebSide.status).forPages,
        Route(.post, "/verification-actions-srv/setup/devices/notifications", .pending, DeviceSide.pending),
        Route(.put, "/verification-actions-srv/setup/devices", .pushID, DeviceSide.changePushID),
        // v2
        Route(.post, "/verification-srv/v2/authenticate/push_acknowledge/push", .acknowledge, DeviceSide.acknowledge),
        Route(.post, "/verification-srv/v2/authenticate/allow/push", .allow, DeviceSide.allow),
        Route(.post, "/verification-srv/v2/authenticate/reject/push", .deny, DeviceSide.deny),
        Route(.post, "/verification-srv/v2/authenticate/cancel/push", .cancel, DeviceSide.cancel).forPages,
        Route(.post, "/verification-srv/v2/authenticate/authenticate/push", .verify, DeviceSide.verify).forPages,
        Route(.post, "/verification-srv/v2/notification/status/{status_id}", .status, WebSide.status).forPages,
        Route(.post, "/verification-srv/v2/setup/device/pending/auth/list", .pending, DeviceSide.pending),
        Route(.post, "/verification-srv/v2/setup/device/update/pushid", .pushID, DeviceSide.changePushID),
    ]

    private static let web: [Route] = [
        // guide
        Route(.post, "/verification-srv/public/graph/user/setup", .methods, WebSide.methods).forPages,
        Route(.post, "/verification-srv/authentication/push/initiation", .initiate, WebSide.initiate).forPages,
        // v2
        Route(.post, "/verification-srv/v2/setup/public/configured/list", .methods, WebSide.methods).forPages,
        Route(.post, "/verification-srv/v2/authenticate/initiate/push", .initiate, WebSide.initiate).forPages,
        // both
        Route(.post, "/login-srv/verification/login", .finish, WebSide.finish).forForms,
    ]

    private static let enrollment: [Route] = [
        // guide
        Route(.post, "/verification-actions-srv/setup/push/initiation", .setup, SetupSide.initiate).forPages,
        Route(.post, "/verification-actions-srv/setup/push/initiation/{track_id}", .setup, SetupSide.initiate).forPages,
        Route(.post, "/verification-actions-srv/setup/push/scan", .scan, SetupSide.scan),
        Route(.post, "/verification-actions-srv/setup/push/verification", .enroll, SetupSide.enroll),
        Route(.delete, "/verification-actions-srv/setup/devices/push/{sub}", .unenroll, SetupSide.unenroll),
        // v2
        Route(.post, "/verification-srv/v2/setup/initiate/push", .setup, SetupSide.initiate).forPages,
        Route(.post, "/verification-srv/v2/setup/scan/push", .scan, SetupSide.scan),
        Route(.post, "/verification-srv/v2/setup/enroll/push", .enroll, SetupSide.enroll),
        Route(
            .delete, "/verification-srv/v2/setup/device/configured/remove/push/{sub}", .unenroll, SetupSide.unenroll),
    ]

    private static let openIDConnect: [Route] = [
        Route(.get, "/.well-known/openid-configuration", .discovery, Discovery.configuration).forPages,
        Route(.get, "/.well-known/jwks.json", .keys, Discovery.keys).forPages,
        Route(.get, "/authz-srv/authz", .authorize, AuthorizationEndpoint.authorize),
        Route(.post, "/authz-srv/authz", .authorize, AuthorizationEndpoint.authorize).forForms,
        Route(.post, "/token-srv/token", .token, TokenEndpoint.token).forPages,
        Route(.get, "/users-srv/userinfo", .userinfo, UserInfo.userInfo).forPages,
        Route(.post, "/users-srv/userinfo", .userinfo, UserInfo.userInfo).forPages,
    ]

    private static let pages: [Route] = [
        Route(.get, "/", nil, Pages.login),
        Route(.get, "/account", nil, Pages.account),
        Route(.get, "/sim/qr/{status_id}", nil, Pages.code),
        Route(.get, "/sim/landing", nil, Pages.landing),
        Route(.get, "/sim/paths", nil, Pages.paths),
        Route(.get, "/sim/assets/{name}", nil, Assets.file),
    ]

    /// For demonstrations and tests; no real server has them.
    private static let sim: [Route] = [
        Route(.get, "/sim", nil, SimSide.identify),
        Route(.post, "/sim/devices", nil, SimSide.register),
        Route(.post, "/sim/clients", nil, SimSide.registerClient),
        Route(.get, "/sim/log", nil, SimSide.log),
        Route(.post, "/sim/faults", nil, SimSide.arm),
        Route(.delete, "/sim/faults", nil, SimSide.disarm),
    ]
}
