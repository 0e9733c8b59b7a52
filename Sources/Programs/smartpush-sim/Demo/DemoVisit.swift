import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Messages

/// Leaves the server and the daemon to a user with a browser and a second terminal, until the user ends it.
struct DemoVisit: Sendable {
    let api: LocalAPIClient
    let baseURL: String
    let runtime: String
    /// The folder of the programs, if it is known.
    let programs: String?
    let reporter: DemoReporter

    func run() async throws {
        try await api.withEvents { events in
            try invite()
            var reported: [String: ExchangeState] = [:]
            for try await event in events {
                let exchange = event.exchange
                // The start of a step is an event, too, but the user who has just started it knows that.
                guard reported.updateValue(exchange.state, forKey: exchange.id) != exchange.state else { continue }
                try reporter.change(exchange)
            }
        }
        throw DemoFailure(.eventsEnded)
    }

    private func invite() throws {
        let page = "\(baseURL)/"
        try reporter.step("open", .page, .openLoginPage, ["url": page])
        try reporter.show([page])
        try reporter.step("answer", .you, .answerElsewhere, ["runtime_dir": runtime])
        try reporter.show(exports + ["smartpush allow", Language.ofUser(.verifyCommand)])
        try reporter.step("end", .you, .endWithControlC)
    }

    /// Commands that make `smartpush` in another terminal use the daemon of the demonstration.
    private var exports: [String] {
        let search = ProcessInfo.processInfo.environment["PATH"] ?? ""
        var lines = ["export SMARTPUSH_RUNTIME_DIR=\(Self.quoted(runtime))"]
        if let programs, !search.split(separator: ":").contains(Substring(programs)) {
            lines.append("export PATH=\(Self.quoted(programs)):\"$PATH\"")
        }
        return lines
    }

    /// `word`, quoted so that a shell reads it as one word.
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
