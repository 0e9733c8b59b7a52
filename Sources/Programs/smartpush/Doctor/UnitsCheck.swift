import Messages

/// What the user's service manager reports about the daemon's units.
struct UnitsCheck {
    static let service = "smartpushd.service"
    static let sockets = ["smartpushd-api.socket", "smartpushd-inbox.socket"]

    /// The process id of the daemon that answers, if one does.
    let daemonPID: Int32?

    func findings() async -> [Finding] {
        let properties = "Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload,MainPID"
        let arguments = ["--user", "show", "--property=\(properties)", Self.service] + Self.sockets
        switch await Tool.run("systemctl", arguments) {
        case .printed(let text): return findings(UnitState.all(in: text))
        case .missing: return [.note(.units, .noSystemd)]
        case .failed: return [.note(.units, .noUserManager)]
        }
    }

    func findings(_ units: [UnitState]) -> [Finding] {
        guard units.contains(where: { $0.load != "not-found" }) else {
            return [.note(.units, .unitsNotInstalled, .fix("sudo apt install smartpush"))]
        }
        if let daemonPID, let service = units.first(where: { $0.id == Self.service }), service.mainPID != daemonPID {
            return [.note(.units, .startedWithoutSystemd(pid: daemonPID))]
        }
        let faults = units.compactMap(Self.fault)
        guard faults.isEmpty else { return faults }
        return [.ok(.units, .unitsWell)]
    }

    private static func fault(_ unit: UnitState) -> Finding? {
        func fault(_ fault: UnitFault, _ remedy: Finding.Remedy) -> Finding {
            .fault(.units, .unit(unit.id, fault), remedy)
        }
        switch unit.load {
        case "loaded": break
        case "masked": return fault(.masked, .fix("systemctl --user unmask \(unit.id); \(restart)"))
        case "not-found": return fault(.notInstalled, .fix("sudo apt install --reinstall smartpush"))
        default: return fault(.notLoadable, .seeWhy("systemd-analyze --user verify \(unit.id)"))
        }
        if unit.active == "failed" {
            return fault(.failed, .fix("systemctl --user reset-failed 'smartpushd*'; \(restart)"))
        }
        // A service that is not running is started by the first connection.
        if unit.active != "active", unit.id != service { return fault(.inactive, .fix(restart)) }
        if unit.needsReload { return fault(.changedOnDisk, .fix("systemctl --user daemon-reload")) }
        if !["enabled", "enabled-runtime", "static"].contains(unit.file) {
            return fault(.notEnabled, .fix("systemctl --user enable smartpushd"))
        }
        return nil
    }

    private static let restart = "systemctl --user restart \((sockets + [service]).joined(separator: " "))"
}

/// A unit in the output of `systemctl show`.
struct UnitState: Equatable {
    var id: String
    var load: String
    var active: String
    var file: String
    var needsReload: Bool
    var mainPID: Int32?

    /// There is a paragraph for each unit and a line for each property.
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
