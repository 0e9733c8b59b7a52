/// A login session, as logind describes it (org.freedesktop.login1(5)).
package struct LoginSession: Sendable, Equatable {
    /// Whether somebody has logged in: it is no login screen, and no service of logind's own.
    package var isOfUser: Bool
    /// Whether it is in the foreground of its seat. One without a seat, such as one over ssh, always is.
    package var isActive: Bool
    package var isLocked: Bool
    /// Whether nobody has used it for a while; the desktop decides how long that is.
    package var isIdle: Bool

    package init(isOfUser: Bool = true, isActive: Bool = true, isLocked: Bool = false, isIdle: Bool = false) {
        self.isOfUser = isOfUser
        self.isActive = isActive
        self.isLocked = isLocked
        self.isIdle = isIdle
    }

    /// - Parameter properties: those of `org.freedesktop.login1.Session`. A missing one says nothing.
    init(_ properties: [String: BusValue]) {
        // `user`, `user-early`, `user-light` and so on.
        isOfUser = properties["Class"]?.text?.hasPrefix("user") ?? true
        isActive = properties["Active"]?.truth ?? true
        isLocked = properties["LockedHint"]?.truth ?? false
        isIdle = properties["IdleHint"]?.truth ?? false
    }
}

/// The login sessions of one user.
package struct LoginSessions: Sendable, Equatable {
    package var sessions: [LoginSession]

    package init(_ sessions: [LoginSession]) {
        self.sessions = sessions
    }

    /// Whether the user is active at an unlocked session.
    ///
    /// A user without any session counts as active: the daemon runs because the user lingers, on a server or in a
    /// container. No desktop there could become idle or be locked, and nothing would ever report that somebody is back.
    package var isUserActive: Bool {
        let own = sessions.filter(\.isOfUser)
        return own.isEmpty || own.contains { $0.isActive && !$0.isLocked && !$0.isIdle }
    }
}

/// Calls to logind, and its signals.
package enum LoginService {
    private static let name = "org.freedesktop.login1"
    private static let path = "/org/freedesktop/login1"
    private static let manager = "org.freedesktop.login1.Manager"
    private static let session = "org.freedesktop.login1.Session"
    private static let properties = "org.freedesktop.DBus.Properties"
    private static let timeout = Duration.seconds(5)

    /// What a signal of logind means.
    package enum Signal: Sendable, Equatable {
        /// Some session has changed, has begun or has ended, or logind itself.
        case sessionsChanged
        case machineSleeps
        case machineWoke
    }

    /// The match rules for ``signal(_:)``.
    package static let rules = [
        "type='signal',sender='\(name)',interface='\(properties)',member='PropertiesChanged',"
            + "path_namespace='\(path)/session',arg0='\(session)'",
        "type='signal',sender='\(name)',interface='\(manager)',path='\(path)'",
        "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',"
            + "arg0='\(name)'",
    ]

    /// - Returns: `nil` for a signal without a meaning here.
    package static func signal(_ message: BusMessage) -> Signal? {
        switch message.member {
        case "PropertiesChanged", "SessionNew", "SessionRemoved", "NameOwnerChanged": .sessionsChanged
        case "PrepareForSleep": message.arguments.first?.truth == true ? .machineSleeps : .machineWoke
        default: nil
        }
    }

    /// Reads the sessions of a user.
    /// - Parameters:
    ///   - user: the user's id.
    ///   - bus: the system bus.
    /// - Returns: the sessions that there are, of any kind.
    /// - Throws: ``BusError`` if there is no logind, or if it does not answer within five seconds.
    package static func sessions(of user: UInt32, on bus: MessageBus) async throws(BusError) -> LoginSessions {
        let list = try await bus.answer(to: call(path, manager, "ListSessions")).arguments.first?.elements ?? []
        var sessions: [LoginSession] = []
        for entry in list {
            // The id of the session, that of the user, the user's name, the seat, the object.
            guard let fields = entry.elements, fields.count >= 5, fields[1].number == user,
                let path = fields[4].text
            else { continue }
            // A session can end meanwhile, and a signal follows then.
            guard let answer = try? await bus.answer(to: call(path, properties, "GetAll", [.string(session)])),
                let values = answer.arguments.first?.dictionary
            else { continue }
            sessions.append(LoginSession(values))
        }
        return LoginSessions(sessions)
    }

    private static func call(
        _ path: String, _ interface: String, _ method: String, _ arguments: [BusValue] = []
    ) -> BusCall {
        var call = BusCall(name, path, interface, method, arguments, startsService: false)
        call.timeout = timeout
        return call
    }
}
