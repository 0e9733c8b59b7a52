import Messages

/// What the user's service manager says of the daemon's units.
struct UnitsCheck {
    static let service = "smartpushd.service"
    static let sockets = ["smartpushd-api.socket", "smartpushd-inbox.socket"]

    /// Of the daemon that answers, if one does.
    let daemonPID: Int32?

    func findings() async -> [Finding] {
        let properties = "Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload,MainPID"
        let arguments = ["--user", "show", "--property=\(properties)", Self.service] + Self.sockets
        switch await Tool.run("systemctl", arguments) {
        case .printed(let text): return findings(UnitState.all(in: text))
        case .missing: return [note("there is no systemd here", "hier gibt es kein systemd")]
        case .failed: return [note("no systemd of yours answers here", "hier antwortet kein systemd von Ihnen")]
        }
    }

    private func note(_ english: String, _ german: String, _ remedy: Finding.Remedy? = nil) -> Finding {
        .note(.units, Phrase(english, german: german), remedy)
    }

    func findings(_ units: [UnitState]) -> [Finding] {
        guard units.contains(where: { $0.load != "not-found" }) else {
            let install = Finding.Remedy.mend("sudo apt install smartpush")
            return [note("smartpushd is not installed as a unit", "smartpushd ist nicht als Unit installiert", install)]
        }
        if let daemonPID, let service = units.first(where: { $0.id == Self.service }), service.mainPID != daemonPID {
            let pid = "smartpushd, pid \(daemonPID),"
            return [note("\(pid) was started without systemd", "\(pid) wurde ohne systemd gestartet")]
        }
        let faults = units.compactMap(Self.fault)
        guard faults.isEmpty else { return faults }
        let words = Phrase(
            "the service and its two sockets are enabled and active",
            german: "der Dienst und seine zwei Sockets sind eingeschaltet und aktiv")
        return [.ok(.units, words)]
    }

    private static func fault(_ unit: UnitState) -> Finding? {
        func fault(_ english: String, _ german: String, _ remedy: Finding.Remedy) -> Finding {
            .fault(.units, Phrase("\(unit.id) \(english)", german: "\(unit.id) \(german)"), remedy)
        }
        switch unit.load {
        case "loaded": break
        case "masked":
            return fault("is masked", "ist maskiert", .mend("systemctl --user unmask \(unit.id); \(restart)"))
        case "not-found":
            return fault("is not installed", "ist nicht installiert", .mend("sudo apt install --reinstall smartpush"))
        default:
            return fault(
                "can't be loaded", "kann nicht geladen werden", .seeWhy("systemd-analyze --user verify \(unit.id)"))
        }
        if unit.active == "failed" {
            return fault(
                "has failed", "ist fehlgeschlagen", .mend("systemctl --user reset-failed 'smartpushd*'; \(restart)"))
        }
        // A service that sleeps is started by the first connection.
        if unit.active != "active", unit.id != service {
            return fault("is not active", "ist nicht aktiv", .mend(restart))
        }
        if unit.needsReload {
            return fault(
                "has changed on the disk", "hat sich auf der Platte geändert", .mend("systemctl --user daemon-reload"))
        }
        if !["enabled", "enabled-runtime", "static"].contains(unit.file) {
            return fault(
                "is not enabled for the next session", "ist für die nächste Sitzung nicht eingeschaltet",
                .mend("systemctl --user enable smartpushd"))
        }
        return nil
    }

    private static let restart = "systemctl --user restart \((sockets + [service]).joined(separator: " "))"
}

/// A unit as `systemctl show` has it.
struct UnitState: Equatable {
    var id: String
    var load: String
    var active: String
    var file: String
    var needsReload: Bool
    var mainPID: Int32?

    /// A paragraph for each unit, a line for each property.
    static func all(in text: String) -> [UnitState] {
        var paragraphs: [[Substring: Substring]] = [[:]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard let equals = line.firstIndex(of: "=") else {
                paragraphs.append([:])
                continue
            }
            paragraphs[paragraphs.count - 1][line[..<equals]] = line[equals...].dropFirst()
        }
        return paragraphs.compactMap(UnitState.init)
    }

    private init?(_ properties: [Substring: Substring]) {
        guard let id = properties["Id"] else { return nil }
        func property(_ name: Substring) -> String { properties[name].map(String.init) ?? "" }
        self.id = String(id)
        load = property("LoadState")
        active = property("ActiveState")
        file = property("UnitFileState")
        needsReload = property("NeedDaemonReload") == "yes"
        mainPID = Int32(property("MainPID"))
    }
}
