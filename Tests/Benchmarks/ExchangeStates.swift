/// The states of a daemon's exchanges, by its events.
///
/// It follows the events only while somebody waits, so that it adds nothing to what is measured.
final class ExchangeStates {
    private let api: String
    private var states: [String: String] = [:]
    private var last = "0"

    init(of api: String) { self.api = api }

    /// Waits until all these exchanges are in a state, or were.
    /// - Throws: ``Unexpected`` if nothing happens for 30 seconds.
    func await(_ state: String, of ids: [String]) throws {
        var missing = Set(ids.filter { states[$0] != state })
        guard !missing.isEmpty else { return }
        let socket = try Socket(connectedTo: api)
        try socket.write(
            Array("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: \(last)\r\n\r\n".utf8))
        var bytes: [UInt8] = []
        while !missing.isEmpty {
            guard socket.isReadable(within: 30_000), try socket.read(into: &bytes) > 0 else {
                throw Unexpected("\(missing.count) exchanges did not get \(state)")
            }
            guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            for line in bytes[..<end].split(separator: UInt8(ascii: "\n")) { note(line, state, &missing) }
            bytes.removeSubrange(...end)
        }
    }

    /// An event has a line with its number and one with the exchange. The lines between are those of the chunks.
    private func note(_ line: ArraySlice<UInt8>, _ awaited: String, _ missing: inout Set<String>) {
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("id: ") {
            last = String(text.dropFirst(4))
        } else if text.hasPrefix("data: "), let id = text.quoted(after: "\"id\":"),
            let state = text.quoted(after: "\"state\":")
        {
            states[id] = state
            if state == awaited { missing.remove(id) }
        }
    }
}
