import JSONText
import LocalAPIModel
import Logging
import Messages
import PushExchange
import PushStore

/// The daemon's database file. If it is damaged, it is renamed, which is logged, and a new one is created: a daemon
/// that does not start could not even report the damage.
struct DatabaseFile {
    let path: String
    let logger: Logger

    /// Opens the file, or creates a new one if it is damaged. `onDamage` is called if damage is found later. The errors
    /// are those of ``PushStore``.
    func open(onDamage: @escaping @Sendable (PushStoreError) -> Void) throws -> PushStore {
        do {
            return try openAsItIs(onDamage)
        } catch PushStoreError.damaged(_, let detail) {
            try setAside(detail)
            return try openAsItIs(onDamage)
        }
    }

    /// Checks a closed database in which damage was found. If the damage is not found again, the memory may have been
    /// the cause, so the file is kept in use.
    func setAsideIfDamaged() {
        do {
            try DamagedDatabase.check(path)
            logger.error(.damageNotFoundAgain(path: path), Self.event)
        } catch PushStoreError.damaged(_, let detail) {
            // If it can't be renamed, the next start finds the damage again and reports it.
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
            String(decoding: ExchangeDocument(exchange).json, as: UTF8.self)
        }
        Places.restrict(path)
        return store
    }
}
