import FoundationEssentials
import PromptModel
import Systemd

/// Asks for a number in another program's window. Uses the first configured program that is installed.
struct DialogRunner: Sendable {
    let programs: [DialogProgram]

    /// Waits for the answer and returns it. Cancelling the task closes the window.
    func ask(_ question: NumberQuestion) async -> DialogResult {
        for program in programs where Self.canShow(program) {
            let result = await run(program, program.call(question))
            if result != .unavailable || Task.isCancelled { return result }
        }
        return .unavailable
    }

    private func run(_ program: DialogProgram, _ call: DialogProgram.Call) async -> DialogResult {
        guard let child = ChildProgram(call.program, call.arguments, input: call.input) else { return .unavailable }
        let end = await child.end()
        return program.result(output: end.output, succeeded: end.succeeded)
    }

    private static func canShow(_ program: DialogProgram) -> Bool {
        let environment = PromptSettings.environment
        let hasScreen = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
        let folders = environment["PATH", default: "/usr/bin:/bin"].split(separator: ":")
        let name = program == .terminal ? "x-terminal-emulator" : program.rawValue
        return hasScreen && folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
}
