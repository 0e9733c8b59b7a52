/// Where a server listens.
package enum HTTPPlace: Sendable, Equatable {
    case unix(path: String)
    case tcp(host: String, port: Int)
}

/// A request with its whole body.
package struct HTTPRequest: Sendable {
    /// The methods that this project uses.
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// The body of a request.
    package struct Body: Sendable {
        /// The media type, such as `application/json`.
        package var type: String
        /// The body, encoded as its type says.
        package var bytes: [UInt8]

        package init(type: String, bytes: [UInt8]) {
            self.type = type
            self.bytes = bytes
        }
    }

    /// The HTTP method.
    package var method: Method
    /// The path and the query.
    package var target: RequestTarget
    /// Without `Host`, `Connection`, `Content-Type` and `Content-Length`: ``HTTPCaller`` adds them.
    package var headers: [(name: String, value: String)]
    /// `nil` for a request without a body.
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

/// The status and the headers of a response.
package struct HTTPAnswerHead: Sendable {
    /// The status code, such as 200.
    package var status: Int
    /// In the order of the response, names in lower case.
    package var headers: [(name: String, value: String)]

    /// The first value of a header; `name` in lower case.
    package func first(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}

/// A response with its whole body.
package struct HTTPAnswer: Sendable {
    /// The status and the headers.
    package var head: HTTPAnswerHead
    /// Without the transfer encoding; empty if there is none.
    package var body: [UInt8]
}

/// Why there is no response.
package enum HTTPFailure: Error, Sendable, Equatable {
    /// There is no connection, so nothing was sent.
    case unreachable(Unreachable)
    /// The response was not complete in the allowed time.
    case timedOut
    /// The connection ended before the response did.
    case cutShort
    /// The response has more than this number of bytes.
    case tooLarge(Int)
    /// The response is not valid HTTP, for this reason.
    case malformed(String)
    /// The calling task was cancelled.
    case cancelled
}
