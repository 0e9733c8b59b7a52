import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Deny: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.deny))

    @Argument(help: .spoken(.signInArgument))
    var id: String?

    @Flag(help: .spoken(.denyAllFlag))
    var all = false

    @Option(help: .spoken(.reasonOption, valueName: .textValue))
    var reason: String?

    @OptionGroup var options: DecisionOptions

    func validate() throws {
        guard all, id != nil else { return }
        throw ValidationError.spoken(.allOrID)
    }

    func run() async throws {
        let session = try Session()
        if all {
            try await session.denyAll(reason: reason, options)
        } else {
            try await session.decide(.deny(reason: reason), on: id, options)
        }
    }
}

extension Session {
    /// Denies all open sign-ins, and tells the result of each. Throws ``AlreadyTold`` with the worst status if not all
    /// are denied.
    fileprivate func denyAll(reason: String?, _ options: DecisionOptions) async throws {
        let open = try await api.openExchanges().sorted { $0.receivedAt < $1.receivedAt }
        var denied: [ExchangeDocument] = []
        var failed: [CommandStatus] = []
        for batch in stride(from: 0, to: open.count, by: Self.mostAtATime) {
            for (exchange, result) in await deny(open[batch...].prefix(Self.mostAtATime), reason, options.wait) {
                do {
                    let outcome = try result.get()
                    denied.append(outcome.exchange)
                    let words = try Decision.deny(reason: reason).result(outcome, waited: options.wait, in: say)
                    for line in options.common.json ? [] : words {
                        try terminal.line(Styled("\(exchange.id.prefix(8)): ") + line)
                    }
                } catch let closed as OutputClosed {
                    throw closed
                } catch {
                    var complaint = await complaint(of: error, exchange.id)
                    complaint.message = .command(
                        .ofSignIn(id: String(exchange.id.prefix(8)), complaint.message))
                    terminal.complain(complaint)
                    failed.append(complaint.status)
                }
            }
        }
        if options.common.json { try terminal.json(denied) }
        if open.isEmpty, !options.common.json, terminal.output.isTerminal {
            try terminal.line(Styled(say(.command(.noSignInOpen))))
        }
        guard let worst = failed.max(by: { $0.rawValue < $1.rawValue }) else { return }
        throw AlreadyTold(status: worst)
    }

    /// The daemon answers only a limited number of connections at a time.
    private static let mostAtATime = 16

    /// Denies these at the same time, because each may take as long as its server likes.
    private func deny(
        _ exchanges: some Collection<ExchangeDocument>, _ reason: String?, _ wait: Int
    ) async -> [(ExchangeDocument, Result<DecisionOutcome, LocalAPIError>)] {
        await withTaskGroup(of: (String, Result<DecisionOutcome, LocalAPIError>).self) { group in
            for exchange in exchanges {
                let id = exchange.id
                group.addTask { [api] in
                    do throws(LocalAPIError) {
                        return (id, .success(try await api.deny(id, reason: reason, wait: wait)))
                    } catch {
                        return (id, .failure(error))
                    }
                }
            }
            var results: [String: Result<DecisionOutcome, LocalAPIError>] = [:]
            for await (id, result) in group { results[id] = result }
            return exchanges.compactMap { exchange in results[exchange.id].map { (exchange, $0) } }
        }
    }
}
