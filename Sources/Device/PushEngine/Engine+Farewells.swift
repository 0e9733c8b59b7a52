import PushExchange
import PushStore
import VerificationClient

/// What the engine knows of farewells beside the database.
struct FarewellState {
    /// The one that is being told.
    var underWay: Farewell?
    var isTelling = false
    /// Whether there are more since telling began.
    var more = false
    /// How often in a row one could not be told.
    var failures = 0
}

/// Telling servers of devices that were given up here. Nobody waits for it: the device is given up either way.
extension Engine {
    private static let mostFarewells = 64
    /// A server that is away for longer is not told: the credentials that this takes are kept no longer.
    private static let longestFarewell = Duration.seconds(7 * 86_400)

    /// Tells all that is to be told, one after the other; what can't be told now is tried again later.
    func tellFarewells() async {
        guard !stopping else { return }
        guard !farewells.isTelling else {
            farewells.more = true
            return
        }
        farewells.isTelling = true
        var isDone = true
        repeat {
            farewells.more = false
            await forgetOldFarewells()
            let (due, later) = await farewellsToTell()
            isDone = later.isEmpty
            for farewell in due where !stopping { isDone = await tell(farewell) && isDone }
        } while farewells.more
        farewells.isTelling = false
        planFarewells(isDone: isDone)
    }

    private func planFarewells(isDone: Bool) {
        farewells.failures = isDone ? 0 : farewells.failures + 1
        guard !isDone, !stopping else { return schedule.cancel(.farewells) }
        let pause = Backoff.probe(failures: farewells.failures, jitter: .random(in: 0...1))
        schedule.set(.farewells, at: clock.now().steady + pause)
        setAlarm()
    }

    /// A device that is just being enrolled again is not given up meanwhile: what came of that decides.
    private func farewellsToTell() async -> (now: [Farewell], later: [Farewell]) {
        let stored = try? await store.read { snapshot in (try snapshot.farewells(), try snapshot.openScans()) }
        guard let (farewells, scans) = stored else { return ([], []) }
        func isScanned(_ farewell: Farewell) -> Bool {
            scans.contains { scan in
                guard let deviceID = scan.device?.deviceID else { return false }
                return farewell.concerns(baseURL: scan.baseURL, sub: scan.sub, deviceID: deviceID)
            }
        }
        return (farewells.filter { !isScanned($0) }, farewells.filter(isScanned))
    }

    /// - Returns: whether there is nothing more to tell of it.
    private func tell(_ farewell: Farewell) async -> Bool {
        farewells.underWay = farewell
        requestsUnderWay += 1
        let reply = await server.unenroll(at: farewell.endpoint)
        requestsUnderWay -= 1
        releaseIfIdle()
        farewells.underWay = nil
        switch reply.value {
        case .taken: journal(.deregistered(enrollment: farewell.enrollment))
        case .refused(let failure):
            journal(.deregistrationRefused(enrollment: farewell.enrollment, failure))
        case .notSent, .outcomeUnknown: return false
        }
        return (try? await commit { Change(try $0.deleteFarewell(farewell.number), label: "farewell") }) != nil
    }

    private func forgetOldFarewells() async {
        let oldest = clock.now().wall + (.zero - Self.longestFarewell)
        let stored = (try? await store.read { try $0.farewells() }) ?? []
        guard stored.count > Self.mostFarewells || stored.contains(where: { $0.givenUpAt < oldest }) else { return }
        let forgotten = try? await commit { transaction in
            Change(try transaction.pruneFarewells(keeping: Self.mostFarewells, givenUpSince: oldest))
        }
        guard let forgotten, forgotten > 0 else { return }
        journal(.deregistrationsForgotten(forgotten))
    }
}

extension Farewell {
    fileprivate var endpoint: Endpoint {
        Endpoint(baseURL: baseURL, pathSet: pathSet, tenantKey: tenantKey, sub: sub, device: device)
    }
}

extension Transaction {
    /// For a device that is enrolled again: to tell the server now would end that.
    func forgetFarewells(baseURL: String, sub: String, deviceID: Secret<String>) throws {
        for farewell in try now.farewells()
        where farewell.concerns(baseURL: baseURL, sub: sub, deviceID: deviceID) {
            try deleteFarewell(farewell.number)
        }
    }
}
