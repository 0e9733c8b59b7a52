import FoundationEssentials
package import LocalAPIModel

/// A change of one exchange (`GET /v1/events`).
package struct ExchangeEvent: Sendable, Equatable {
    /// The value of `after` that resumes after this event. Clients keep it as it is and don't calculate with it.
    package var id: String
    /// The exchange as it was just after the change.
    package var exchange: ExchangeDocument

    package init(id: String, exchange: ExchangeDocument) {
        self.id = id
        self.exchange = exchange
    }
}

extension LocalAPIClient {
    /// Calls `body` with the changes of all exchanges as they happen, as soon as the daemon sends them.
    ///
    /// So `body` misses no change that happens after it was called. The sequence ends when the daemon stops, or when
    /// this reader is too slow. A new call with the last id as `after` continues without loss.
    /// - Parameters:
    ///   - after: the id of the last event that was seen; `nil` to begin with the changes from now on.
    ///   - body: reads the events. The connection is closed when it returns.
    /// - Returns: what `body` returns.
    /// - Throws: ``LocalAPIError``, or what `body` throws.
    package func withEvents<Result>(
        after: String? = nil, _ body: (ExchangeEvents) async throws -> Result
    ) async throws -> Result {
        var headers = [(name: "accept", value: "text/event-stream")]
        if let after { headers.append((name: "last-event-id", value: after)) }
        let request = HTTPRequest(.get, RequestTarget(["v1", "events"]), headers: headers)
        return try await stream(request) { head, bytes in
            guard head.status == 200 else { throw try await Self.error(head, &bytes) }
            let type = head.first("content-type")
            guard type?.lowercased().hasPrefix("text/event-stream") == true else {
                throw LocalAPIError.unintelligible(.noEventStream(type: type))
            }
            return try await body(ExchangeEvents(bytes))
        }
    }

    private static func error(
        _ head: HTTPAnswerHead, _ bytes: inout HTTPBodyReader
    ) async throws(HTTPFailure) -> LocalAPIError {
        var body: [UInt8] = []
        while body.count < 1 << 16, let part = try await bytes.next() { body += part }
        return error(in: HTTPAnswer(head: head, body: body))
    }
}

/// The events of one connection. It can be iterated once.
package struct ExchangeEvents: AsyncSequence, AsyncIteratorProtocol {
    private var bytes: HTTPBodyReader
    private var parser = ServerSentEventParser()
    private var ready: ArraySlice<ServerSentEventParser.Event> = []

    init(_ bytes: HTTPBodyReader) {
        self.bytes = bytes
    }

    package func makeAsyncIterator() -> ExchangeEvents {
        self
    }

    /// The next change; `nil` when the connection has ended, in good order or not.
    /// - Throws: ``LocalAPIError``.
    package mutating func next() async throws -> ExchangeEvent? {
        while true {
            while let event = ready.popFirst() {
                if let change = try Self.change(event) { return change }
            }
            do {
                guard let part = try await bytes.next() else { return nil }
                ready = try parser.push(part)[...]
            } catch HTTPFailure.cutShort {
                return nil
            } catch HTTPFailure.cancelled {
                throw LocalAPIError.cancelled
            } catch let failure as HTTPFailure {
                throw LocalAPIError.unintelligible(.http(failure))
            } catch is ServerSentEventParser.TooLarge {
                throw LocalAPIError.unintelligible(.eventTooLarge)
            }
        }
    }

    /// Ignores events with other names: they belong to a later version.
    private static func change(_ event: ServerSentEventParser.Event) throws(LocalAPIError) -> ExchangeEvent? {
        guard event.name == "exchange" else { return nil }
        let document = try? JSONDecoder().decode(ExchangeDocument.self, from: Data(event.data.utf8))
        guard let id = event.id, let document else {
            throw .unintelligible(.unusableEvent)
        }
        return ExchangeEvent(id: id, exchange: document)
    }
}
