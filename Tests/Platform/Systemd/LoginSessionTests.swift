import Testing

@testable import Systemd

@Suite("A user") struct LoginSessionTests {
    @Test("is active at a session that is in the foreground, unlocked and in use") func isActive() {
        #expect(LoginSessions([LoginSession()]).isUserActive)
        #expect(!LoginSessions([LoginSession(isActive: false)]).isUserActive)
        #expect(!LoginSessions([LoginSession(isLocked: true)]).isUserActive)
        #expect(!LoginSessions([LoginSession(isIdle: true)]).isUserActive)
    }

    @Test("is active if one of several sessions is") func hasSeveral() {
        let locked = LoginSession(isLocked: true)
        #expect(LoginSessions([locked, LoginSession()]).isUserActive)
        #expect(!LoginSessions([locked, LoginSession(isIdle: true)]).isUserActive)
    }

    @Test("counts as active without any session, also beside a login screen") func lingers() {
        #expect(LoginSessions([]).isUserActive)
        #expect(LoginSessions([LoginSession(isOfUser: false, isActive: false)]).isUserActive)
    }

    @Test("is described by logind's properties, of which any may be missing") func isRead() {
        #expect(LoginSession([:]) == LoginSession())
        let properties: [String: BusValue] = [
            "Class": .string("user-light"), "Active": .boolean(false), "LockedHint": .boolean(true),
            "IdleHint": .boolean(true), "User": .structure([.uint32(1000), .string("/o")]),
        ]
        #expect(LoginSession(properties) == LoginSession(isActive: false, isLocked: true, isIdle: true))
        #expect(!LoginSession(["Class": .string("greeter")]).isOfUser)
        #expect(!LoginSession(["Class": .string("manager")]).isOfUser)
    }

    @Test("is known by logind's signals") func isReported() {
        func signal(_ member: String, _ arguments: BusValue...) -> LoginService.Signal? {
            LoginService.signal(BusMessage(sender: ":1.2", interface: "i", member: member, arguments: arguments))
        }
        #expect(signal("PropertiesChanged") == .sessionsChanged)
        #expect(signal("SessionRemoved") == .sessionsChanged)
        #expect(signal("PrepareForSleep", .boolean(true)) == .machineSleeps)
        #expect(signal("PrepareForSleep", .boolean(false)) == .machineWoke)
        #expect(signal("UserNew") == nil)
    }
}
