import FoundationEssentials

/// A peer did something unexpected.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A connection to the inbox.
final class InboxConnection: Sendable {
    private let socket: Socket

    init(_ path: String) throws { socket = try Socket(connectedTo: path) }

    /// Sends one push.
    /// - Returns: the exchange's id.
    func deliver(_ push: Push) throws -> String {
        try socket.write(push.line)
        guard let id = try answers(1).first else { throw Unexpected("the inbox gave no answer") }
        return id
    }

    /// Sends many pushes without waiting for answers; it writes and reads at the same time.
    /// - Returns: the ids of the exchanges, and the time from the first byte written to the last byte read.
    func deliver(_ pushes: [Push]) throws -> (ids: [String], time: Duration) {
        let bytes = pushes.flatMap(\.line)
        let start = ContinuousClock.now
        let writer = try Worker { [socket] in try socket.write(bytes) }
        let ids = try answers(pushes.count)
        let time = start.duration(to: .now)
        try writer.wait()
        return (ids, time)
    }

    func write(_ push: Push) throws { try socket.write(push.line) }

    func answers(_ count: Int) throws -> [String] {
        var bytes: [UInt8] = []
        var lines = 0
        var searched = 0
        while lines < count {
            guard try socket.read(into: &bytes) > 0 else { throw Unexpected("the inbox closed the connection") }
            lines += bytes[searched...].count { $0 == UInt8(ascii: "\n") }
            searched = bytes.count
        }
        return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
            let text = String(decoding: line, as: UTF8.self)
            guard text.contains("\"ok\":true"), let id = text.quoted(after: "\"id\":") else {
                throw Unexpected("the inbox refused a push: \(text)")
            }
            return id
        }
    }
}

/// A persistent connection to the local API, for one request at a time.
final class APIConnection: Sendable {
    struct Answer {
        var status: Int
        var body: String
        /// When the first byte of the request was about to be written, and when the last byte of the answer was read.
        var asked: ContinuousClock.Instant
        var answered: ContinuousClock.Instant
        /// The size of the answer, including its head.
        var size: Int

        var time: Duration { asked.duration(to: answered) }
    }

    private let socket: Socket

    init(_ path: String) throws { socket = try Socket(connectedTo: path) }

    static func request(_ method: String, _ path: String, _ body: String = "") -> [UInt8] {
        let length = body.isEmpty ? "" : "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        return Array("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(length)\r\n\(body)".utf8)
    }

    func call(_ method: String, _ path: String, _ body: String = "") throws -> Answer {
        try call(Self.request(method, path, body))
    }

    func call(_ request: [UInt8]) throws -> Answer {
        let asked = ContinuousClock.now
        try socket.write(request)
        var bytes: [UInt8] = []
        while true {
            guard try socket.read(into: &bytes) > 0 else { throw Unexpected("the API closed the connection") }
            guard let end = bytes.endOfHead else { continue }
            let head = String(decoding: bytes[..<end], as: UTF8.self)
            let size = end + (head.number(of: "content-length") ?? 0)
            guard bytes.count >= size else { continue }
            let answered = ContinuousClock.now
            let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            let body = String(decoding: bytes[end..<size], as: UTF8.self)
            return Answer(status: status, body: body, asked: asked, answered: answered, size: bytes.count)
        }
    }

    /// - Throws: if the answer is not the expected one.
    func expect(_ status: Int, _ method: String, _ path: String, _ body: String = "") throws -> Answer {
        let answer = try call(method, path, body)
        guard answer.status == status else {
            throw Unexpected("\(method) \(path) was answered \(answer.status): \(answer.body)")
        }
        return answer
    }
}

extension [UInt8] {
    /// The index after the empty line of an HTTP message.
    var endOfHead: Int? {
        guard count >= 4 else { return nil }
        for index in 3..<count where self[index] == 10 && self[index - 1] == 13 {
            if self[index - 2] == 10, self[index - 3] == 13 { return index + 1 }
        }
        return nil
    }
}

extension String {
    /// The number in a header of an HTTP message.
    func number(of field: String) -> Int? {
        for line in utf8.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2, Substring(parts[0]).lowercased() == field else { continue }
            return Int(Substring(parts[1]).filter { $0.isNumber })
        }
        return nil
    }

    /// The text in the quotes after `key`. This is sufficient for JSON without escapes.
    func quoted(after key: String) -> String? {
        guard let range = firstRange(of: key) else { return nil }
        let parts = self[range.upperBound...].split(
            separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count > 1 ? String(parts[1]) : nil
    }
}
