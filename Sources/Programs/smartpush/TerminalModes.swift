import Glibc

/// The input modes of a terminal; see termios(3).
struct TerminalModes: Sendable {
    private var modes: termios

    /// The current modes; `nil` if it is not a terminal.
    init?(of descriptor: Int32) {
        modes = termios()
        guard unsafe tcgetattr(descriptor, &modes) == 0 else { return nil }
    }

    /// Each key is passed on immediately and not echoed. Ctrl-C and similar keys still send signals.
    var unbuffered: TerminalModes {
        var copy = self
        copy.modes.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        copy.modes.c_iflag &= ~tcflag_t(IXON)
        copy.modes.c_cc.6 = 1  // VMIN: a read returns from one byte on,
        copy.modes.c_cc.5 = 0  // VTIME: and waits for it as long as it takes
        return copy
    }

    /// Discards what was typed before.
    func set(on descriptor: Int32) {
        var modes = modes
        _ = unsafe tcsetattr(descriptor, TCSAFLUSH, &modes)
    }
}
