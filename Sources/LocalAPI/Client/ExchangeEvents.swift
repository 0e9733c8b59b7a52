import FoundationEssentials
package import LocalAPIModel

/// A change of one exchange, with the exchange as it is since.
package struct ExchangeEvent: Sendable, Equatable {
    /// Goes into `after` to resume behind this event; to be kept as it is, not counted with.
    package var id: String
    package var exchange: ExchangeDocument

    package init(id: String, exchange: ExchangeDocument) {
        self.id = id
        self.exchange = exchange
    }
}

extension LocalAPIClient {
    /// Calls `body` with the changes of all exchanges, as they happen, once the daemon has begun to send them.
    ///
    /// What happens after `body` was called is therefore never missed. The sequence ends where the daemon ends it (it
    /// stops, or this reader is too slow); calling again with the last id as `after` then goes on without loss.
    /// Where `after` is `nil`, it starts with what happens from now on.
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

/// The events of one connection; it can be iterated once.
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

    /// The next change; `nil` when the daemon has ended the stream, in good order or not.
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

    /// Events of another name are of a later version, and passed over.
    private static func change(_ event: ServerSentEventParser.Event) throws(LocalAPIError) -> ExchangeEvent? {
        guard event.name == "exchange" else { return nil }
        let document = try? JSONDecoder().decode(ExchangeDocument.self, from: Data(event.data.utf8))
        guard let id = event.id, let document else {
            throw .unintelligible(.unusableEvent)
        }
        return ExchangeEvent(id: id, exchange: document)
    }
}
