import SimulatorHTTP

/// One request as the log shows it; what is not known is nil. Requests below `/sim/` are not logged.
package struct LoggedRequest: Sendable, Equatable {
    package var at: String
    package var method: String
    package var path: String
    /// The step's name, or nil where no route fits.
    package var step: String?
    /// The id that the request carried.
    package var exchangeID: String?
    package var statusID: String?
    /// `ok`, the refusal's code, or `fault` where a fault kept the request from being processed.
    package var result: String
    /// What was sent, or nil where nothing was.
    package var httpStatus: Int?
    /// The fault that fired: `before close`, `after hang`, `before answer`, …
    package var fault: String?
}

/// The last requests, and those who wait for the next ones.
struct RequestLog: Sendable {
    typealias Subscriber = AsyncStream<LoggedRequest>.Continuation

    static let limit = 10_000

    private var kept: [LoggedRequest] = []
    private var subscribers: [Int: Subscriber] = [:]
    private var nextSubscriber = 0

    var entries: [LoggedRequest] { kept.suffix(Self.limit) }

    mutating func append(_ entry: LoggedRequest) {
        kept.append(entry)
        // Trimmed in one go now and then: to drop one of ten thousand each time would move all the others.
        if kept.count >= 2 * Self.limit { kept.removeFirst(kept.count - Self.limit) }
        for subscriber in subscribers.values { subscriber.yield(entry) }
    }

    /// Tells `subscriber` of what was logged so far, and from now on.
    mutating func add(_ subscriber: Subscriber) -> Int {
        for entry in entries { subscriber.yield(entry) }
        nextSubscriber += 1
        subscribers[nextSubscriber] = subscriber
        return nextSubscriber
    }

    mutating func remove(_ subscriber: Int) { subscribers[subscriber] = nil }

    /// Every key in each entry, null where it is not known.
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
