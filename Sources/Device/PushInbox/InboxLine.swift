import FoundationEssentials
import NIOCore
import PushExchange

/// What a line asks for.
enum InboxLine: Sendable {
    case push(PushPayload)
    /// Something may be waiting at the servers: `{"poke":true}`.
    case poke

    /// - Throws: why the line is not a push, unless it is a poke.
    init(_ line: ByteBuffer) throws(PushPayloadError) {
        let json = Data(line.readableBytesView)
        do throws(PushPayloadError) {
            self = .push(try PushPayload(json: json))
        } catch {
            // Pushes come in bursts, pokes do not, so pushes are tried first.
            guard (try? JSONDecoder().decode([String: Bool].self, from: json)) == ["poke": true] else { throw error }
            self = .poke
        }
    }
}

/// What became of a line that was accepted.
enum InboxAcceptance: Sendable, Equatable {
    case stored(Receipt)
    case poked
}
