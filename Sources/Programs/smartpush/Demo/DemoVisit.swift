import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Messages

/// The scene, open to a person with a browser and a second terminal, until they end it.
struct DemoVisit: Sendable {
    let api: LocalAPIClient
    let baseURL: String
    let runtime: String
    /// Where the programs are, if that is known.
    let programs: String?
    let reporter: DemoReporter

    func run() async throws {
        try await api.withEvents { events in
            try invite()
            var told: [String: ExchangeState] = [:]
            for try await event in events {
                let exchange = event.exchange
                // A step that begins is an event, too, but no news to who has just taken it.
                guard told.updateValue(exchange.state, forKey: exchange.id) != exchange.state else { continue }
                try reporter.change(exchange)
            }
        }
        throw Complaint(
            .other, "smartpushd has stopped telling what happens; run the demonstration again",
            german: "smartpushd sagt nicht mehr, was geschieht; starten Sie die Vorführung noch einmal")
    }

    private func invite() throws {
        let page = "\(baseURL)/"
        try reporter.step(
            "open", .page,
            Phrase(
                "open this in a browser, and sign in with any name:",
                german: "öffnen Sie dies im Browser, und melden Sie sich mit irgendeinem Namen an:"), ["url": page])
        try reporter.show([Phrase(page, german: page)])
        try reporter.step(
            "answer", .you,
            Phrase(
                "answer in another terminal; the page shows the NUMBER:",
                german: "antworten Sie in einem anderen Terminal; die Seite zeigt die ZAHL:"),
            ["runtime_dir": runtime])
        try reporter.show(
            settingUp.map { Phrase($0, german: $0) } + [
                Phrase("smartpush allow", german: "smartpush allow"),
                Phrase("smartpush verify NUMBER", german: "smartpush verify ZAHL"),
            ])
        try reporter.step(
            "end", .you,
            Phrase(
                "end it with Ctrl-C; then all is removed again",
                german: "beenden Sie es mit Strg-C; dann wird alles wieder entfernt"))
    }

    /// What makes another terminal's `smartpush` talk to the daemon of the demonstration.
    private var settingUp: [String] {
        let search = ProcessInfo.processInfo.environment["PATH"] ?? ""
        var lines = ["export SMARTPUSH_RUNTIME_DIR=\(Self.quoted(runtime))"]
        if let programs, !search.split(separator: ":").contains(Substring(programs)) {
            lines.append("export PATH=\(Self.quoted(programs)):\"$PATH\"")
        }
        return lines
    }

    /// As a shell takes it for one word.
    static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/._-".utf8.contains(byte)
            }
        }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
