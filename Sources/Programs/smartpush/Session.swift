import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

/// The options of every command.
struct CommonOptions: ParsableArguments {
    @Flag(help: .spoken(.jsonFlag))
    var json = false
}

/// What every command needs to run.
struct Session {
    let terminal = Terminal.standard()
    let sockets: SocketPaths
    let api: LocalAPIClient

    var say: Language { terminal.language }

    init() throws(SocketPaths.Unknown) {
        sockets = try SocketPaths.current()
        api = LocalAPIClient(socketPath: sockets.api)
    }

    /// How many characters of an id are enough for the daemon.
    static let shortestID = 6

    /// `given`, or the id of the open exchange if there is exactly one.
    func exchangeID(_ given: String?) async throws -> String {
        if let given {
            guard given.count >= Self.shortestID else { throw Complaint(.notFound, .command(.signInIDTooShort)) }
            return given
        }
        let page = try await api.exchanges(.open, limit: 2)
        return try Self.onlyOne(page.exchanges)
    }

    static func onlyOne(_ open: [ExchangeDocument]) throws(Complaint) -> String {
        guard let only = open.first else {
            throw Complaint(.notFound, .command(.noneOpen))
        }
        guard open.count == 1 else {
            throw Complaint(.notPossibleNow, .command(.severalOpen))
        }
        return only.id
    }
}
