package import LocalAPIModel

extension LocalAPIClient {
    /// How the daemon is.
    package func status() async throws(LocalAPIError) -> StatusDocument {
        try await get(["status"])
    }

    /// All enrolled devices, oldest first.
    package func enrollments() async throws(LocalAPIError) -> [EnrollmentDocument] {
        let list: EnrollmentListDocument = try await get(["enrollments"])
        return list.enrollments
    }

    /// One enrolled device.
    package func enrollment(_ id: String) async throws(LocalAPIError) -> EnrollmentDocument {
        try await get(["enrollments", id])
    }

    /// Adds a device that the server has enrolled, and waits up to 30 seconds for the server's first answer. The
    /// `server.state` of the result tells what came.
    /// - Throws: a problem with the code `conflict` if a device is enrolled for this tenant and user.
    package func enroll(_ request: EnrollRequest) async throws(LocalAPIError) -> EnrollmentDocument {
        let target = RequestTarget(["v1", "enrollments"], query: [("wait", "30")])
        return try decode(
            await send(HTTPRequest(.post, target, body: try encoded(request)), extra: .seconds(30)))
    }

    /// Changes the name, the paths, the push id, or several of them. A new push id counts once the verification server has taken it.
    package func change(
        _ id: String, _ change: EnrollmentChange
    ) async throws(LocalAPIError) -> EnrollmentDocument {
        try await call(.patch, ["enrollments", id], change, extra: Self.serverTime)
    }

    /// Removes a device. Its open exchanges end as `cancelled`. The daemon then deregisters it at the server, as soon
    /// as the server can be reached.
    package func unenroll(_ id: String) async throws(LocalAPIError) {
        try await delete(["enrollments", id], extra: Self.serverTime)
    }

    /// A page of exchanges, newest first.
    /// - Parameters:
    ///   - state: which states; `nil` for all.
    ///   - enrollment: the id of one enrollment; `nil` for all.
    ///   - limit: how many at most, from 1 to 1,000; `nil` for 50.
    ///   - before: the `next` of the page before; `nil` for the first page.
    /// - Returns: the page, and the `before` of the next one.
    /// - Throws: the daemon's problem if there is no such enrollment, or why there is no answer.
    package func exchanges(
        _ state: ExchangeFilter? = nil, enrollment: String? = nil, limit: Int? = nil, before: String? = nil
    ) async throws(LocalAPIError) -> ExchangeListDocument {
        let query: [(name: String, value: String?)] = [
            ("state", state?.word), ("enrollment", enrollment), ("limit", limit.map(String.init)), ("before", before),
        ]
        return try await get(["exchanges"], query: query.compactMap { pair in pair.value.map { (pair.name, $0) } })
    }

    /// One exchange.
    package func exchange(_ id: String) async throws(LocalAPIError) -> ExchangeDocument {
        try await get(["exchanges", id])
    }

    /// Fetches every enrollment's pending list from its server now.
    /// - Throws: a problem with the code `unreachable` if no list could be fetched.
    package func refresh() async throws(LocalAPIError) -> RefreshDocument {
        try decode(
            await send(HTTPRequest(.post, RequestTarget(["v1", "refresh"])), extra: Self.serverTime))
    }

    /// Has the daemon check its database and ask every server now.
    package func checkup() async throws(LocalAPIError) -> CheckupDocument {
        try decode(
            await send(HTTPRequest(.post, RequestTarget(["v1", "checkup"])), extra: Self.serverTime))
    }
}

// Lists that span several pages.
extension LocalAPIClient {
    /// Calls `body` with each exchange that matches, newest first, until it returns `false`.
    /// - Parameters:
    ///   - filter: which states; `nil` for all.
    ///   - pageSize: how many exchanges to fetch at a time.
    ///   - body: returns whether to continue.
    /// - Throws: ``LocalAPIError``, or what `body` throws.
    package func eachExchange(
        _ filter: ExchangeFilter?, pageSize: Int = 100, _ body: (ExchangeDocument) throws -> Bool
    ) async throws {
        var before: String?
        repeat {
            let page = try await exchanges(filter, limit: pageSize, before: before)
            for exchange in page.exchanges where try !body(exchange) { return }
            before = page.exchanges.isEmpty ? nil : page.next
        } while before != nil
    }

    /// All exchanges that are open now, newest first.
    /// - Throws: ``LocalAPIError``.
    package func openExchanges() async throws -> [ExchangeDocument] {
        var open: [ExchangeDocument] = []
        try await eachExchange(.open) { exchange in
            open.append(exchange)
            return true
        }
        return open
    }
}

/// Which exchanges a list has.
package enum ExchangeFilter: Sendable, Equatable {
    /// Those that are not ended.
    case open
    /// Those in one state.
    case only(ExchangeState)

    /// The value of the API's parameter `state`.
    package var word: String {
        switch self {
        case .open: "open"
        case .only(let state): state.rawValue
        }
    }

    /// - Parameter word: as ``word`` gives it; `nil` for any other.
    package init?(word: String) {
        if word == "open" {
            self = .open
        } else if let state = ExchangeState(rawValue: word) {
            self = .only(state)
        } else {
            return nil
        }
    }
}
