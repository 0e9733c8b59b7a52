/// Where a server listens.
package enum HTTPPlace: Sendable, Equatable {
    case unix(path: String)
    case tcp(host: String, port: Int)
}

/// A request with its body whole.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    package struct Body: Sendable {
        package var type: String
        package var bytes: [UInt8]

        package init(type: String, bytes: [UInt8]) {
            self.type = type
            self.bytes = bytes
        }
    }

    package var method: Method
    package var target: RequestTarget
    package var headers: [(name: String, value: String)]
    package var body: Body?

    package init(
        _ method: Method, _ target: RequestTarget, headers: [(name: String, value: String)] = [], body: Body? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}

/// The status line and the headers of an answer.
package struct HTTPAnswerHead: Sendable {
    package var status: Int
    /// In the order they came, names in lower case.
    package var headers: [(name: String, value: String)]

    package func first(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}

package struct HTTPAnswer: Sendable {
    package var head: HTTPAnswerHead
    package var body: [UInt8]
}

/// Why there is no answer.
package enum HTTPFailure: Error, Sendable, Equatable {
    /// No connection, so nothing was sent.
    case unreachable(Unreachable)
    /// The answer did not come, or not whole, in the time allowed.
    case timedOut
    /// The connection ended before the answer did.
    case cutShort
    /// The answer is larger than this many bytes.
    case tooLarge(Int)
    /// What came is no HTTP.
    case malformed(String)
    /// The calling task was cancelled.
    case cancelled
}
