import LocalAPIModel
import Messages
import SignInModel

@testable import WatchModel

/// A model whose keys and clock the test controls.
struct WatchBench {
    var model: WatchModel
    var clock = WatchTime(wall: 1000.25, steady: 0)

    init(_ language: Language = .english, columns: Int = 80, rows: Int = 24) {
        model = WatchModel(language: language, size: ScreenSize(columns: columns, rows: rows), now: clock)
    }

    @discardableResult
    mutating func take(_ event: WatchEvent) -> [WatchAction] {
        model.take(event, at: clock)
    }

    /// Presses these keys: letters and digits stand for themselves, `⏎` for Enter, `⌫` for Backspace, `⎋` for Escape.
    @discardableResult
    mutating func press(_ keys: String) -> [WatchAction] {
        keys.flatMap { take(.key(Self.key($0))) }
    }

    /// Gives the user time to read.
    mutating func pause(_ seconds: Double = 1) {
        clock.wall += seconds
        clock.steady += seconds
    }

    private static func key(_ character: Character) -> Key {
        switch character {
        case "⏎": .enter
        case "⌫": .backspace
        case "⎋": .escape
        case "↑": .up
        case "↓": .down
        default: character.isNumber ? .digit(character) : .letter(character)
        }
    }

    static func document(
        _ id: String, _ state: ExchangeState = .acknowledged, client: String = "Shop", updated: Int = 0
    ) -> ExchangeDocument {
        ExchangeDocument(
            id: id, state: state, enrollment: "e1", sub: "user", tenantKey: "example", verificationType: "PUSH",
            clientName: client, choices: state == .allowed ? ["12", "55"] : nil,
            receivedAt: "1970-01-01T00:16:0\(id.count).000Z", updatedAt: "1970-01-01T00:16:10.\(100 + updated)Z",
            expiresAt: "1970-01-01T00:18:22.000Z")
    }

    static func signIn(_ id: String, _ state: ExchangeState = .acknowledged, updated: Int = 0) -> SignIn {
        SignIn(document(id, state, updated: updated))
    }
}
