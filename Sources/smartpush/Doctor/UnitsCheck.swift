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
        case .missing: return [.note(.units, "there is no systemd here")]
        case .failed: return [.note(.units, "no service manager of yours answers here")]
        }
    }

    func findings(_ units: [UnitState]) -> [Finding] {
        guard units.contains(where: { $0.load != "not-found" }) else {
            return [.note(.units, "smartpushd is not installed as a unit", .mend("sudo apt install smartpush"))]
        }
        if let daemonPID, let service = units.first(where: { $0.id == Self.service }), service.mainPID != daemonPID {
            return [.note(.units, "smartpushd, pid \(daemonPID), was started without systemd")]
        }
        let faults = units.compactMap(Self.fault)
        return faults.isEmpty ? [.ok(.units, "the service and its two sockets are enabled and active")] : faults
    }

    private static func fault(_ unit: UnitState) -> Finding? {
        func fault(_ words: String, _ remedy: Finding.Remedy) -> Finding {
            .fault(.units, "\(unit.id) \(words)", remedy)
        }
        switch unit.load {
        case "loaded": break
        case "masked": return fault("is masked", .mend("systemctl --user unmask \(unit.id)"))
        case "not-found": return fault("is not installed", .mend("sudo apt install --reinstall smartpush"))
        default: return fault("can't be loaded", .seeWhy("systemd-analyze --user verify \(unit.id)"))
        }
        if unit.active == "failed" {
            return fault("has failed", .mend("systemctl --user reset-failed 'smartpushd*'; \(restart)"))
        }
        // A service that sleeps is started by the first connection.
        if unit.active != "active", unit.id != service { return fault("is not active", .mend(restart)) }
        if unit.needsReload { return fault("has changed on the disk", .mend("systemctl --user daemon-reload")) }
        if !["enabled", "enabled-runtime", "static"].contains(unit.file) {
            return fault("is not enabled for the next session", .mend("systemctl --user enable smartpushd"))
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
