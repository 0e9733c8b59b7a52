import Messages

/// Whether the desktop prompt runs. Checked only if there is a desktop and the prompt is installed.
struct PromptCheck {
    static let unit = "smartpush-prompt.service"

    func finding() async -> Finding? {
        let properties = "Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload"
        guard Desktop.isHere,
            case .printed(let text) = await Tool.run(
                "systemctl", ["--user", "show", "--property=\(properties)", Self.unit])
        else { return nil }
        return finding(UnitState.all(in: text))
    }

    func finding(_ units: [UnitState]) -> Finding? {
        guard let unit = units.first(where: { $0.id == Self.unit }), unit.load == "loaded" else { return nil }
        guard unit.active != "active" else { return .ok(.prompt, .promptRuns) }
        return .fault(.prompt, .promptStopped(unit: unit.id), .fix("systemctl --user restart \(unit.id)"))
    }
}
