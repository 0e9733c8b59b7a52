/// A change from the event stream.
public struct StreamedEvent: Sendable {
    public var id: String
    public var name: String
    public var exchange: JSON

    public var number: Int { Int(id) ?? 0 }
}

/// Reads the stream of `GET /v1/events`.
public final class EventReader {
    private let wire: Wire
    private var pending = ""

    init(_ wire: Wire) {
        self.wire = wire
    }

    /// The next event; `nil` when the stream ends.
    public func next() async throws -> StreamedEvent? {
        while true {
            while let end = pending.firstRange(of: "\n\n") {
                let block = pending[..<end.lowerBound]
                pending.removeSubrange(..<end.upperBound)
                if let event = StreamedEvent(String(block)) { return event }
            }
            do {
                guard let chunk = try await wire.chunk() else { return nil }
                pending += chunk
            } catch is CutShort {
                return nil
            }
        }
    }

    /// The next event whose exchange meets the condition.
    public func first(where isWanted: (JSON) -> Bool) async throws -> StreamedEvent {
        while let event = try await next() {
            if isWanted(event.exchange) { return event }
        }
        throw Surprise("the event stream ended before what was waited for")
    }
}

extension StreamedEvent {
    fileprivate init?(_ block: String) {
        var fields: [String: String] = [:]
        for line in block.split(separator: "\n") where !line.hasPrefix(":") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[String(line[..<colon])] = String(line[colon...].dropFirst().drop { $0 == " " })
        }
        guard let data = fields["data"] else { return nil }
        self.init(id: fields["id"] ?? "", name: fields["event"] ?? "message", exchange: JSON(data))
    }
}

/// A precondition of a test is not met.
public struct Surprise: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
