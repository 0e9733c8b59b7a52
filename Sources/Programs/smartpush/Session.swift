import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Flag(help: .spoken("Print JSON for a program.", german: "JSON für ein Programm ausgeben."))
    var json = false
}

/// What every command works with.
struct Session {
    let terminal = Terminal.standard()
    let sockets: SocketPaths
    let api: LocalAPIClient

    var say: Language { terminal.language }

    init() throws(SocketPaths.Unknown) {
        sockets = try SocketPaths.current()
        api = LocalAPIClient(socketPath: sockets.api)
    }

    /// `given`, or the id of the one open exchange.
    func exchangeID(_ given: String?) async throws -> String {
        if let given { return given }
        let page = try await api.exchanges(.open, limit: 2)
        return try Self.onlyOne(page.exchanges)
    }

    static func onlyOne(_ open: [ExchangeDocument]) throws(Complaint) -> String {
        guard let only = open.first else {
            throw Complaint(
                .notFound, "no sign-in is open; see those that have ended with: smartpush history",
                german: "keine Anmeldung ist offen; die beendeten zeigt: smartpush history")
        }
        guard open.count == 1 else {
            throw Complaint(
                .notPossibleNow, "more than one sign-in is open; name one by its ID from: smartpush list",
                german: "mehr als eine Anmeldung ist offen; nennen Sie eine mit ihrer ID aus: smartpush list")
        }
        return only.id
    }
}
