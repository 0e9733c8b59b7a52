/// A parser of `text/event-stream` (HTML Living Standard, section 9.2). It takes bytes in pieces of any size.
///
/// Lines end in LF, CR or CRLF. A line that starts with a colon is a comment. Several `data` lines are joined by LF. An
/// event without data is dropped. An `id` holds for all events until the next `id`.
package struct ServerSentEventParser {
    /// One event of the stream.
    package struct Event: Sendable, Equatable {
        /// The last `id` that the stream gave; `nil` before the first.
        package var id: String?
        /// The `event` field, or `message` if there is none.
        package var name: String
        /// The `data` lines, joined by LF.
        package var data: String

        package init(id: String?, name: String, data: String) {
            self.id = id
            self.name = name
            self.data = data
        }
    }

    /// An event has more bytes than the limit.
    package struct TooLarge: Error, Equatable {}

    private let limit: Int
    private var line: [UInt8] = []
    private var lineEndedInCR = false
    private var isFirstLine = true
    private var id: String?
    private var name = ""
    private var data: [UInt8]?

    /// - Parameter limit: the most bytes that the current line and the data before it may have.
    package init(limit: Int = 1 << 20) {
        self.limit = limit
    }

    /// Takes the next bytes of the stream.
    /// - Returns: the events that they complete.
    package mutating func push(_ bytes: some Sequence<UInt8>) throws(TooLarge) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            let wasCR = lineEndedInCR
            lineEndedInCR = byte == UInt8(ascii: "\r")
            switch byte {
            case UInt8(ascii: "\n") where wasCR:
                continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if let event = endLine() { events.append(event) }
            default:
                guard line.count + (data?.count ?? 0) < limit else { throw TooLarge() }
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard !line.isEmpty else { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        take(field: String(decoding: line[..<colon], as: UTF8.self), value: value)
        return nil
    }

    private mutating func take(field: String, value: ArraySlice<UInt8>) {
        switch field {
        case "event":
            name = String(decoding: value, as: UTF8.self)
        case "data":
            data = data.map { $0 + [UInt8(ascii: "\n")] + value } ?? Array(value)
        case "id" where !value.contains(0):
            id = String(decoding: value, as: UTF8.self)
        default:
            break  // A comment, "retry", or an unknown field.
        }
    }

    private mutating func dispatch() -> Event? {
        defer {
            name = ""
            data = nil
        }
        guard let data, !data.isEmpty else { return nil }
        return Event(id: id, name: name.isEmpty ? "message" : name, data: String(decoding: data, as: UTF8.self))
    }
}
