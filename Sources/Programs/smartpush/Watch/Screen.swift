import Glibc
import TextLayout
import WatchModel

/// The terminal while `watch` has it: its alternate screen, no cursor, and each key as it is pressed.
///
/// It takes plain ANSI sequences, which every terminal knows; see the decisions.
struct Screen {
    private let terminal: Terminal
    private let before: TerminalModes
    private var shown = ""

    /// `nil` where standard input or output is no terminal after all.
    init?(_ terminal: Terminal) {
        guard let modes = TerminalModes(of: STDIN_FILENO) else { return nil }
        self.terminal = terminal
        before = modes
    }

    /// Takes the terminal. What was typed before is thrown away: it was meant for something else.
    ///
    /// Pasted text will be marked (mode 2004), and lines that are too wide will not be wrapped (mode 7).
    mutating func enter() throws(OutputClosed) {
        before.unbuffered.set(on: STDIN_FILENO)
        shown = ""
        try write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h")
    }

    /// Gives the terminal back as it was, also where nobody reads it any more.
    func leave() {
        try? write("\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
        before.set(on: STDIN_FILENO)
    }

    var size: ScreenSize {
        CLibrary.size(of: terminal.output.descriptor) ?? ScreenSize(columns: 80, rows: 24)
    }

    /// Draws all lines at once; nothing where nothing has changed.
    ///
    /// A line is cleared before it is written: a cursor that has filled the last column stays on it, and would clear it.
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
