import Glibc
import TextLayout
import WatchModel

/// The terminal while `watch` uses it: the alternate screen, without a cursor, and every key is read immediately.
///
/// It uses plain ANSI sequences, which every terminal supports; see the decisions.
struct Screen {
    private let terminal: Terminal
    private let before: TerminalModes
    private var shown = ""

    /// `nil` if standard input or output is not a terminal.
    init?(_ terminal: Terminal) {
        guard let modes = TerminalModes(of: STDIN_FILENO) else { return nil }
        self.terminal = terminal
        before = modes
    }

    /// Takes the terminal. Discards what was typed before, because it was meant for another program.
    ///
    /// From now on, the terminal marks pasted text (mode 2004) and does not wrap lines that are too wide (mode 7).
    mutating func enter() throws(OutputClosed) {
        before.unbuffered.set(on: STDIN_FILENO)
        shown = ""
        try write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h")
    }

    /// Restores the terminal, even if its output can't be written any more.
    func leave() {
        try? write("\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
        before.set(on: STDIN_FILENO)
    }

    var size: ScreenSize {
        CLibrary.size(of: terminal.output.descriptor) ?? ScreenSize(columns: 80, rows: 24)
    }

    /// Draws all lines in one write. Does nothing if no line has changed.
    ///
    /// A line is cleared before it is written. Afterwards, the cursor can still be on the last column and would clear
    /// it.
    mutating func draw(_ lines: [Styled]) throws(OutputClosed) {
        let texts = lines.map { "\u{1B}[K" + $0.rendered(inColour: terminal.output.hasColour) }
        let frame = "\u{1B}[H" + texts.joined(separator: "\r\n")
        guard frame != shown else { return }
        try write(frame)
        shown = frame
    }

    func ring() throws(OutputClosed) {
        try write("\u{07}")
    }

    private func write(_ text: String) throws(OutputClosed) {
        try CLibrary.write(text, to: terminal.output.descriptor)
    }
}
