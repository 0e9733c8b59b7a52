import FoundationEssentials

/// A terminal with a shell in it: tmux, on its own socket.
///
/// A terminal does not report changes, so a test has to poll it. A shell does this, for at most as long as the story's
/// patience.
public struct Pane: Sendable {
    public let stage: Stage
    private var socket: String { stage.folder + "/tmux" }

    /// Types keys, which have tmux's names.
    public func press(_ keys: String...) async throws {
        try await tmux(["send-keys"] + keys)
    }

    /// Types text and Enter, for the shell.
    public func run(_ command: String) async throws {
        try await tmux(["send-keys", "-l", command])
        try await press("Enter")
    }

    /// Pastes text. The terminal marks it if a program has requested this.
    public func paste(_ text: String) async throws {
        try await tmux(["set-buffer", text])
        try await tmux(["paste-buffer", "-p"])
    }

    public func resize(columns: Int, rows: Int) async throws {
        try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The lines on the screen, with escape sequences if `styled` is true.
    public func lines(styled: Bool = false) async throws -> [String] {
        let text = try await tmux(["capture-pane", "-p"] + (styled ? ["-e"] : []))
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Waits until all these words are on the screen, in this order, and returns the screen.
    @discardableResult
    public func shows(_ words: String..., within limit: Int = 60) async throws -> [String] {
        for word in words {
            let script = "until tmux -S \"$0\" capture-pane -p | grep -qF -e \"$1\"; do sleep 0.05; done"
            let ended = try await stage.run("timeout", ["\(limit)", "sh", "-c", script, socket, word])
            guard ended.code == 0 else {
                throw Surprise("'\(word)' is not on the screen:\n\(try await lines().joined(separator: "\n"))")
            }
        }
        return try await lines()
    }

    /// One of tmux's variables, such as `alternate_on`.
    public func flag(_ name: String) async throws -> String {
        try await tmux(["display-message", "-p", "#{\(name)}"]).trimmingSuffix { $0.isNewline }
    }

    /// The id of the process that the shell has started.
    public func child() async throws -> Int32 {
        let shell = try await flag("pane_pid")
        let children = try String(
            contentsOf: URL(fileURLWithPath: "/proc/\(shell)/task/\(shell)/children"), encoding: .utf8)
        guard let pid = children.split(separator: " ").first.flatMap({ Int32($0) }) else {
            throw Surprise("the shell has started nothing")
        }
        return pid
    }

    @discardableResult
    fileprivate func tmux(_ arguments: [String]) async throws -> String {
        let ended = try await stage.run("tmux", ["-S", socket, "-u"] + arguments)
        guard ended.code == 0 else { throw Surprise("tmux \(arguments): \(ended.errors)") }
        return ended.output
    }
}

extension Stage {
    /// Opens a terminal, which is closed at the end of the story.
    public func pane(columns: Int = 80, rows: Int = 24) async throws -> Pane {
        let pane = Pane(stage: self)
        _ = try await start("tmux", ["-S", folder + "/tmux", "-f", "/dev/null", "-D"])
        let script = "until tmux -S \"$0\" start-server 2> /dev/null; do sleep 0.05; done"
        _ = try await run("timeout", ["60", "sh", "-c", script, folder + "/tmux"])
        try await pane.tmux(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "PS1='$ ' exec sh"])
        try await pane.tmux(["set-option", "-g", "window-size", "manual"])
        try await pane.shows("$")
        return pane
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
