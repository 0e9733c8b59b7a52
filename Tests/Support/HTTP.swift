/// An HTTP answer.
public struct Reply: Sendable {
    public var status: Int
    /// By lower-case name.
    public var headers: [String: String]
    public var text: String

    public var json: JSON { JSON(text) }
    /// The `code` of a problem document.
    public var code: String? { json["code"].string }
    public var type: String? { headers["content-type"] }
}

/// A client for an HTTP server, with one connection for each request. It uses no HTTP library.
public struct HTTPPlace: Sendable {
    public let place: Place

    public init(_ place: Place) {
        self.place = place
    }

    public func call(
        _ method: String, _ path: String, _ body: String? = nil, headers: [String: String] = [:]
    ) async throws -> Reply {
        try await withWire(to: place) { wire in
            try await wire.send(
                Self.request(method, path, body, headers: ["Connection": "close"].merging(headers) { $1 }))
            return try await wire.reply(to: method)
        }
    }

    public func call(_ method: String, _ path: String, _ body: JSON) async throws -> Reply {
        try await call(method, path, body.text, headers: ["Content-Type": "application/json"])
    }

    /// The bytes of a request.
    public static func request(
        _ method: String, _ path: String, _ body: String? = nil, headers: [String: String] = [:]
    ) -> String {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost"]
        lines += headers.map { "\($0.key): \($0.value)" }
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }
}

/// The server closed the connection in the middle of an answer.
public struct CutShort: Error {}

extension Wire {
    /// The next answer on this connection.
    public func reply(to method: String = "GET") async throws -> Reply {
        var reply = try await head()
        guard reply.status != 204, reply.status != 304, method != "HEAD" else { return reply }
        if reply.headers["transfer-encoding"]?.lowercased() == "chunked" {
            while let chunk = try await chunk() { reply.text += chunk }
        } else if let length = reply.headers["content-length"].flatMap({ Int($0) }) {
            let body = try await bytes(length)
            guard body.count == length else { throw CutShort() }
            reply.text = String(decoding: body, as: UTF8.self)
        } else {
            reply.text = String(decoding: try await rest(), as: UTF8.self)
        }
        return reply
    }

    /// The first line and the headers of an answer.
    public func head() async throws -> Reply {
        guard let first = try await line() else { throw CutShort() }
        let words = first.split(separator: " ")
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { throw CutShort() }
        var reply = Reply(status: status, headers: [:], text: "")
        while let line = try await line(), line != "\r" {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[colon...].dropFirst().drop { $0 == " " }
            reply.headers[line[..<colon].lowercased()] = String(value.filter { !$0.isNewline })
        }
        return reply
    }

    /// The next chunk of a chunked body; `nil` at its end.
    public func chunk() async throws -> String? {
        guard let line = try await line(), let length = Int(line.filter { $0.isHexDigit }, radix: 16) else {
            throw CutShort()
        }
        let bytes = try await bytes(length + 2)
        guard bytes.count == length + 2 else { throw CutShort() }
        return length == 0 ? nil : String(decoding: bytes.dropLast(2), as: UTF8.self)
    }
}
