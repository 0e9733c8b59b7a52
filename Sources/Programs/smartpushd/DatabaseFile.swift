import FoundationEssentials
import LocalAPIModel
import Logging
import Messages
import PushExchange
import PushStore

/// The file that the daemon keeps everything in. A damaged one is kept under another name, loudly, and a new one is begun:
/// a daemon that does not start can't even say what is wrong.
struct DatabaseFile {
    let path: String
    let logger: Logger

    /// Opens it, or begins a new one where it is damaged. `onDamage` hears of what is found later; the rest is as
    /// ``PushStore`` has it.
    func open(onDamage: @escaping @Sendable (PushStoreError) -> Void) throws -> PushStore {
        do {
            return try openAsItIs(onDamage)
        } catch PushStoreError.damaged(_, let detail) {
            try setAside(detail)
            return try openAsItIs(onDamage)
        }
    }

    /// Looks at a database in which damage was come across, now that it is closed. What can't be found again may have been
    /// the memory's, and is no reason to give the file up.
    func setAsideIfDamaged() {
        do {
            try DamagedDatabase.check(path)
            logger.error(.damageNotFoundAgain(path: path), Self.event)
        } catch PushStoreError.damaged(_, let detail) {
            // Where it can't be moved, the next start finds it and says so.
            try? setAside(detail)
        } catch {
            logger.error("\(StartFailure(error, in: .english).words)", metadata: Self.event)
        }
    }

    private func setAside(_ detail: String) throws {
        let kept: String
        do {
            kept = try DamagedDatabase.setAside(path, at: .now())
        } catch {
            throw StartError(.damagedAndFixed(path: path, detail: detail))
        }
        logger.critical(.databaseSetAside(path: path, detail: detail, kept: kept), Self.event)
    }

    private static let event: Logger.Metadata = ["event": "database_damaged"]

    private func openAsItIs(_ onDamage: @escaping @Sendable (PushStoreError) -> Void) throws -> PushStore {
        let store = try PushStore(path: path, onDamage: onDamage) { exchange in
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(ExchangeDocument(exchange)), as: UTF8.self)
        }
        Places.restrict(path)
        return store
    }
}
