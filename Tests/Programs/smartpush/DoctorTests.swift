import LocalAPIClient
import LocalAPIModel
import Messages
import Settings
import Testing
import TextLayout

@testable import smartpush

@Suite("The doctor on units") struct UnitsCheckTests {
    /// Units as `systemctl show` prints them, with one property of one unit changed.
    private func shown(_ unit: String = "", _ property: String = "", _ value: String = "") -> String {
        let units = [UnitsCheck.service] + UnitsCheck.sockets
        return units.map { id in
            var properties = [
                ("Id", id), ("LoadState", "loaded"), ("ActiveState", "active"), ("UnitFileState", "enabled"),
                ("NeedDaemonReload", "no"),
            ]
            if id == UnitsCheck.service { properties.append(("MainPID", "42")) }
            return properties.map { "\($0.0)=\(id == unit && $0.0 == property ? value : $0.1)" }.joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    private func findings(_ text: String, pid: Int32? = 42) -> [Finding] {
        UnitsCheck(daemonPID: pid).findings(UnitState.all(in: text))
    }

    @Test("finds no fault in healthy units, even if the service is not running") func content() {
        let well = ["the service and its two sockets are enabled and active"]
        #expect(findings(shown()).map(\.words) == well)
        #expect(findings(shown(UnitsCheck.service, "ActiveState", "inactive"), pid: nil).map(\.words) == well)
    }

    @Test(
        "names the fault, and the command that fixes it",
        arguments: [
            (
                "smartpushd.service", "LoadState", "masked",
                "systemctl --user unmask smartpushd.service; systemctl --user restart smartpushd-api.socket "
                    + "smartpushd-inbox.socket smartpushd.service"
            ),
            ("smartpushd-api.socket", "LoadState", "not-found", "sudo apt install --reinstall smartpush"),
            (
                "smartpushd.service", "LoadState", "bad-setting",
                "systemd-analyze --user verify smartpushd.service"
            ),
            (
                "smartpushd.service", "ActiveState", "failed",
                "systemctl --user reset-failed 'smartpushd*'; systemctl --user restart smartpushd-api.socket "
                    + "smartpushd-inbox.socket smartpushd.service"
            ),
            (
                "smartpushd-inbox.socket", "ActiveState", "inactive",
                "systemctl --user restart smartpushd-api.socket smartpushd-inbox.socket smartpushd.service"
            ),
            ("smartpushd.service", "NeedDaemonReload", "yes", "systemctl --user daemon-reload"),
            ("smartpushd-api.socket", "UnitFileState", "disabled", "systemctl --user enable smartpushd"),
        ])
    func faults(unit: String, property: String, value: String, command: String) {
        let found = findings(shown(unit, property, value))
        #expect(found.map(\.state) == [.fault])
        #expect(found.first?.words.hasPrefix(unit) == true)
        #expect(found.first?.remedy?.command == command)
    }

    @Test("finds no fault in units that are missing or not this daemon's") func others() {
        #expect(findings(shown(), pid: 7).map(\.state) == [.note])
        #expect(findings(shown(UnitsCheck.service, "MainPID", "0"), pid: 7).map(\.state) == [.note])
        let none = shown().replacing("LoadState=loaded", with: "LoadState=not-found")
        #expect(findings(none).first?.remedy?.command == "sudo apt install smartpush")
        #expect(findings("nonsense").map(\.state) == [.note])
    }
}

@Suite("The doctor on the desktop prompt") struct PromptCheckTests {
    private func finding(load: String, active: String) -> Finding? {
        PromptCheck().finding(
            UnitState.all(in: "Id=smartpush-prompt.service\nLoadState=\(load)\nActiveState=\(active)\n"))
    }

    @Test("says how to start a stopped one") func fault() {
        let found = finding(load: "loaded", active: "inactive")
        #expect(found?.state == .fault)
        #expect(found?.remedy?.command == "systemctl --user restart smartpush-prompt.service")
        #expect(finding(load: "loaded", active: "active")?.state == .ok)
    }

    @Test("ignores one that is not installed or masked", arguments: ["not-found", "masked"])
    func nothing(load: String) {
        #expect(finding(load: load, active: "inactive") == nil)
        #expect(PromptCheck().finding([]) == nil)
    }
}

@Suite("The doctor on servers") struct ServersCheckTests {
    private func findings(
        reachable: Bool = true, error: String? = nil, ahead: Double? = 0, endsIn seconds: Double? = nil
    ) -> [Finding] {
        let now = DisplayTime.seconds("2026-01-01T00:00:00.000Z") ?? 0
        let server = CheckupDocument.Server(
            enrollment: "0123456789", baseURL: "https://example.com", reachable: reachable, error: error,
            clockAhead: ahead, certificateEndsAt: seconds.map { $0 < 0 ? "2025-12-31T00:00:00.000Z" : Self.end($0) })
        let checkup = CheckupDocument(database: .init(ok: true), servers: [server, server])
        return ServersCheck(checkup: checkup, enrollments: [], now: now).findings()
    }

    private static func end(_ days: Double) -> String {
        days < 14 ? "2026-01-02T00:00:00.000Z" : "2026-03-01T00:00:00.000Z"
    }

    @Test("reports each enrollment, and each server once") func each() {
        #expect(findings(endsIn: 60).map(\.check) == [.server, .server, .clock, .certificate])
        #expect(findings(endsIn: 60).allSatisfy { $0.state == .ok })
        #expect(findings(ahead: nil).map(\.check) == [.server, .server])
    }

    @Test(
        "accepts a difference of half a minute between clocks",
        arguments: [(0, "ok"), (-20, "note"), (31, "fault"), (-95, "fault")])
    func clock(ahead: Double, state: String) {
        #expect(findings(ahead: ahead).first { $0.check == .clock }?.state.rawValue == state)
    }

    @Test("warns two weeks before a certificate expires", arguments: [(60, "ok"), (1, "note"), (-1, "fault")])
    func certificate(days: Double, state: String) {
        #expect(findings(endsIn: days).first { $0.check == .certificate }?.state.rawValue == state)
    }

    @Test("reports that nothing is enrolled") func nothing() {
        let checkup = CheckupDocument(database: .init(ok: true), servers: [])
        let found = ServersCheck(checkup: checkup, enrollments: [], now: 0).findings()
        #expect(found.map(\.state) == [.note])
        #expect(found.first?.remedy?.command == "smartpush login URL")
        #expect(found.first?.words.contains("smartpush enroll LINK") == true)
    }

    private func enrollment(_ state: ServerState, _ delivery: DeliveryDocument) -> EnrollmentDocument {
        EnrollmentDocument(
            id: "0123456789", name: "Work laptop", baseURL: "https://example.com", tenantKey: "t", tenantName: nil,
            sub: "s", pathSet: .auto, createdAt: "",
            server: ServerHealthDocument(reachable: true, lastContactAt: nil, error: nil, state: state),
            account: "bob@example.com", delivery: delivery)
    }

    private func findings(_ enrollment: EnrollmentDocument, error: String? = nil) -> [Finding] {
        let server = CheckupDocument.Server(
            enrollment: enrollment.id, baseURL: enrollment.baseURL, reachable: true, error: error, clockAhead: nil,
            certificateEndsAt: nil)
        let checkup = CheckupDocument(database: .init(ok: true), servers: [server])
        return ServersCheck(checkup: checkup, enrollments: [enrollment], now: 0).findings()
    }

    @Test("says how the sign-ins of each account reach this desktop") func delivery() {
        let found = findings(enrollment(.ok, DeliveryDocument(interval: 5)))
        #expect(found.map(\.check) == [.server, .delivery])
        #expect(found.allSatisfy { $0.state == .ok })
        let name = "bob@example.com at t (Work laptop)"
        #expect(found.last?.words == "sign-ins of \(name) reach this desktop: asked every 5 s")
        let off = findings(enrollment(.ok, DeliveryDocument()))
        #expect(off.last?.state == .note)
        #expect(off.last?.words.hasPrefix("sign-ins of \(name) do not reach this desktop: ") == true)
    }

    @Test("reports a server that refuses this device, and how to enroll it again") func refused() {
        let found = findings(enrollment(.refused, DeliveryDocument(interval: 60)), error: "The device is not known.")
        #expect(found.map(\.state) == [.fault])
        #expect(found.first?.words.hasSuffix("refuses this device: the device is not known") == true)
        #expect(found.first?.remedy?.command == "smartpush unenroll 'Work laptop'")
        #expect(Diagnosis(found).complaint?.status == .serverFailed)
    }

    @Test("asks with curl as the daemon asks: through its proxy, or through none") func curl() throws {
        let away = findings(reachable: false, error: "no connection").first?.remedy?.command
        #expect(away == "curl --verbose --output /dev/null --noproxy '*' https://example.com")
        let proxy = try ProxySettings(
            configured: "http://me:s3cret@proxy.example:3128", environment: ["no_proxy": "home.example"])
        let through = Shell.curl("--verbose", "https://example.com", through: proxy)
        #expect(
            through
                == "curl --verbose --noproxy '' --proxy http://proxy.example:3128 --proxy-user USER:PASSWORD "
                + "https://example.com")
        #expect(Shell.curl("-v", "https://a.home.example", through: proxy).contains("--noproxy '*'"))
    }

    @Test("names the proxy, and where it comes from") func proxy() throws {
        let configured = try ProxySettings(configured: "proxy.example:3128", environment: [:])
        let found = ProxyCheck(settings: configured).finding()
        #expect(found?.state == .ok)
        #expect(found?.words == "servers are called through http://proxy.example:3128, as the key proxy says")
        let ofShell = try ProxySettings(environment: ["HTTPS_PROXY": "http://me:s3cret@proxy.example:3128"])
        let note = ProxyCheck(settings: ofShell).finding()
        #expect(note?.state == .note)
        #expect(note?.words.contains("HTTPS_PROXY") == true && note?.words.contains("s3cret") == false)
        #expect(ProxyCheck(settings: .none).finding() == nil)
    }
}

@Suite("The doctor's words") struct DiagnosisTests {
    private static let fault = Finding.fault(
        .files, .file("a", .openToOthers(mode: "644")), .fix("chmod go= a"))

    @Test("have one line each") func line() {
        let english = Self.fault.line(in: .english).text
        #expect(english == "fault  files           a can be used by others (mode 644); fix it with: chmod go= a")
        let german = Self.fault.line(in: .german).text
        #expect(german == "Fehler Dateien         a ist anderen zugänglich (Modus 644); beheben mit: chmod go= a")
    }

    @Test(
        "end with the exit statuses of the contract",
        arguments: [
            ([Finding.Check](), nil), ([.daemon], .daemonUnreachable), ([.server], .serverFailed),
            ([.server, .certificate], .serverFailed), ([.server, .files], .other),
            ([.files, .daemon], .daemonUnreachable),
            ([.notifications], .other), ([.push], .other),
        ] as [([Finding.Check], CommandStatus?)])
    func status(checks: [Finding.Check], status: CommandStatus?) {
        let findings =
            checks.map { Finding.fault($0, .noSystemd, .fix("")) } + [
                .note(.units, .noSystemd), .ok(.inbox, .unitsWell),
            ]
        #expect(Diagnosis(findings).complaint?.status == status)
    }

    @Test(
        "are quoted for a shell",
        arguments: [
            ("/run/user/1000/a.sock", "/run/user/1000/a.sock"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"),
        ])
    func quoted(word: String, quoted: String) {
        #expect(Shell.quoted(word) == quoted)
    }

    @Test("name the service that shows notifications") func notifications() {
        let answer = #"{"type":"ssss","data":["dunst","knopwob","1.9.0 (2022-06-27)","1.2"]}"#
        #expect(NotificationsCheck.server(in: answer) == "dunst 1.9.0 (2022-06-27)")
        #expect(NotificationsCheck.server(in: "nonsense") == nil)
    }
}

extension Finding {
    fileprivate var words: String { detail.english }
}
