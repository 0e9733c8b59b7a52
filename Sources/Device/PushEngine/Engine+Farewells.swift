import PushExchange
import PushStore
import VerificationClient

/// What the engine knows of farewells beside the database.
struct FarewellState {
    /// The one that is being told. As long as it is, nothing that would enroll its device again is begun.
    var underWay: Farewell? { didSet { if underWay == nil { releaseWaiting() } } }
    /// Those who wait for it.
    var waiting: [CheckedContinuation<Void, Never>] = []
    var isTelling = false
    /// Whether there are more since telling began.
    var more = false
    /// How often in a row one could not be told.
    var failures = 0

    private mutating func releaseWaiting() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}

/// What has become of a farewell by the moment in which it is to be told.
private enum Claim {
    case tell
    /// The device is being enrolled again: what comes of that decides.
    case later
    /// There is nothing to tell any more.
    case gone
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
            isDone = true
            for farewell in await farewellsToTell() where !stopping { isDone = await tell(farewell) && isDone }
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

    private func farewellsToTell() async -> [Farewell] {
        (try? await store.read { try $0.farewells() }) ?? []
    }

    /// - Returns: whether there is nothing more to tell of it.
    private func tell(_ farewell: Farewell) async -> Bool {
        // Set before the claim is made: what enrolls the device from here on has to wait, and what did before is seen by it.
        farewells.underWay = farewell
        defer { farewells.underWay = nil }
        switch try? await commit({ Change(try $0.claim(farewell), label: nil) }) {
        case .tell: break
        case .gone: return true
        case .later, nil: return false
        }
        requestsUnderWay += 1
        let reply = await server.unenroll(at: farewell.endpoint)
        requestsUnderWay -= 1
        releaseIfIdle()
        switch reply.value {
        case .taken: journal(.deregistered(enrollment: farewell.enrollment))
        case .refused(let failure):
            journal(.deregistrationRefused(enrollment: farewell.enrollment, failure))
        case .notSent, .outcomeUnknown: return false
        }
        return (try? await commit { Change(try $0.deleteFarewell(farewell.number), label: "farewell") }) != nil
    }

    /// Returns when no server is being told that this device is given up.
    func farewellIsOver(baseURL: String, sub: String) async {
        while let farewell = farewells.underWay, farewell.baseURL == baseURL, farewell.sub == sub {
            await withCheckedContinuation { farewells.waiting.append($0) }
        }
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
    /// Looks, right before a server is told of a farewell, whether that is still so. It was read a while ago, and the device
    /// may have been enrolled again since.
    fileprivate func claim(_ farewell: Farewell) throws -> Claim {
        guard try now.farewells().contains(farewell) else { return .gone }
        let isScanned = try now.openScans().contains { scan in
            guard let device = scan.device else { return false }
            return farewell.concerns(baseURL: scan.baseURL, sub: scan.sub, deviceID: device.deviceID)
        }
        guard !isScanned else { return .later }
        let isEnrolled = try now.enrollments().contains {
            farewell.concerns(baseURL: $0.baseURL, sub: $0.sub, deviceID: $0.device.deviceID)
        }
        guard isEnrolled else { return .tell }
        try deleteFarewell(farewell.number)
        return .gone
    }

    /// For a device that is enrolled again: to tell the server now would end that.
    func forgetFarewells(baseURL: String, sub: String, deviceID: Secret<String>) throws {
        for farewell in try now.farewells()
        where farewell.concerns(baseURL: baseURL, sub: sub, deviceID: deviceID) {
            try deleteFarewell(farewell.number)
        }
    }
}
