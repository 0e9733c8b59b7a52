package import LocalAPIModel

extension LocalAPIClient {
    package func status() async throws(LocalAPIError) -> StatusDocument {
        try await get(["status"])
    }

    package func enrollments() async throws(LocalAPIError) -> [EnrollmentDocument] {
        let list: EnrollmentListDocument = try await get(["enrollments"])
        return list.enrollments
    }

    package func enrollment(_ id: String) async throws(LocalAPIError) -> EnrollmentDocument {
        try await get(["enrollments", id])
    }

    package func enroll(_ request: EnrollRequest) async throws(LocalAPIError) -> EnrollmentDocument {
        try await call(.post, ["enrollments"], request)
    }

    /// Changes the name, the push id or both; a push id is told to the verification server first.
    package func change(
        _ id: String, _ change: EnrollmentChange
    ) async throws(LocalAPIError) -> EnrollmentDocument {
        try await call(.patch, ["enrollments", id], change, extra: Self.serverTime)
    }

    /// Forgets the device; its open exchanges end as `cancelled`.
    package func unenroll(_ id: String) async throws(LocalAPIError) {
        _ = try await send(
            HTTPRequest(.delete, RequestTarget(["v1", "enrollments", id])), extra: Self.serverTime)
    }

    /// A page of exchanges, newest first: of all states and enrollments where none is given, at most `limit` of them
    /// or as many as the daemon finds right; `before` takes the `next` of the page before this one.
    package func exchanges(
        _ state: ExchangeFilter? = nil, enrollment: String? = nil, limit: Int? = nil, before: String? = nil
    ) async throws(LocalAPIError) -> ExchangeListDocument {
        let query: [(name: String, value: String?)] = [
            ("state", state?.word), ("enrollment", enrollment), ("limit", limit.map(String.init)), ("before", before),
        ]
        return try await get(["exchanges"], query: query.compactMap { pair in pair.value.map { (pair.name, $0) } })
    }

    package func exchange(_ id: String) async throws(LocalAPIError) -> ExchangeDocument {
        try await get(["exchanges", id])
    }

    /// Fetches every enrollment's pending list from its server, now.
    package func refresh() async throws(LocalAPIError) -> RefreshDocument {
        try decode(
            await send(HTTPRequest(.post, RequestTarget(["v1", "refresh"])), extra: Self.serverTime))
    }

    /// Has the daemon look through its database and ask every server, now.
    package func checkup() async throws(LocalAPIError) -> CheckupDocument {
        try decode(
            await send(HTTPRequest(.post, RequestTarget(["v1", "checkup"])), extra: Self.serverTime))
    }
}

// Lists of more than one page.
extension LocalAPIClient {
    /// Calls `body` with each exchange that matches, newest first, until it returns `false`. Pages have `pageSize` entries.
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
    package func openExchanges() async throws -> [ExchangeDocument] {
        var open: [ExchangeDocument] = []
        try await eachExchange(.open) { exchange in
            open.append(exchange)
            return true
        }
        return open
    }
}

/// Which exchanges a listing holds.
package enum ExchangeFilter: Sendable, Equatable {
    case open
    case only(ExchangeState)

    /// As the API's `state` has it.
    package var word: String {
        switch self {
        case .open: "open"
        case .only(let state): state.rawValue
        }
    }

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
