import SimulatorHTTP

/// One request as the log shows it; unknown values are nil. Pages and requests below `/sim/` are not logged.
package struct LoggedRequest: Sendable, Equatable {
    /// When it was answered, by the server's clock: RFC 3339 in UTC with milliseconds.
    package var at: String
    /// The method as sent.
    package var method: String
    /// The path as sent, cut off after 512 characters.
    package var path: String
    /// The raw value of its ``Step``, or nil if no route fits.
    package var step: String?
    /// The exchange id in the request.
    package var exchangeID: String?
    /// The sign-in or enrollment that the request was for.
    package var statusID: String?
    /// `ok`, the refusal's code, or `fault` if a fault kept the request from being processed.
    package var result: String
    /// The status that was sent, or nil if there was no answer.
    package var httpStatus: Int?
    /// The fault that fired, such as `before close` or `after hang`.
    package var fault: String?
}

/// The last requests, and the subscribers that get the next ones.
struct RequestLog: Sendable {
    typealias Subscriber = AsyncStream<LoggedRequest>.Continuation

    static let limit = 10_000

    private var kept: [LoggedRequest] = []
    private var subscribers: [Int: Subscriber] = [:]
    private var nextSubscriber = 0

    var entries: [LoggedRequest] { kept.suffix(Self.limit) }

    mutating func append(_ entry: LoggedRequest) {
        kept.append(entry)
        // Trimmed in bulk, because removing the first element moves all the others.
        if kept.count >= 2 * Self.limit { kept.removeFirst(kept.count - Self.limit) }
        for subscriber in subscribers.values { subscriber.yield(entry) }
    }

    /// Sends `subscriber` the entries so far, and every later one. Returns the key for ``remove(_:)``.
    mutating func add(_ subscriber: Subscriber) -> Int {
        for entry in entries { subscriber.yield(entry) }
        nextSubscriber += 1
        subscribers[nextSubscriber] = subscriber
        return nextSubscriber
    }

    mutating func remove(_ subscriber: Int) { subscribers[subscriber] = nil }

    /// Each entry has every key, with null for an unknown value; only `fault` is left out when there was none.
    var json: JSON {
        ["requests": .array(entries.map(\.json))]
    }
}

extension LoggedRequest {
    fileprivate var json: JSON {
        var members: [String: JSON] = [
            "at": .string(at), "method": .string(method), "path": .string(path), "step": .optional(step),
            "exchange_id": .optional(exchangeID), "status_id": .optional(statusID), "result": .string(result),
            "http_status": httpStatus.map(JSON.integer) ?? .null,
        ]
        if let fault { members["fault"] = .string(fault) }
        return .object(members)
    }
}
