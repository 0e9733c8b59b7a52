import LocalAPIModel
import Messages
import PushEngine
import PushExchange
import PushStore
import VerificationClient
import WebClient

/// Makes the engine check the database and ask every server, and collects the results.
struct Checkup {
    let engine: Engine
    let clock: any EngineClock
    let certificates: CertificateInspector

    func document() async -> CheckupDocument {
        let database = await database()
        let troubles = await engine.refreshAll().reduce(into: [:]) {
            $0[$1.enrollment] = $1.failure.map { DeviceMessage.request($0).english }
        }
        let enrolled = await engine.allEnrolled
        let ends = await ends(of: Set(enrolled.map(\.enrollment.baseURL)))
        let now = clock.now()
        return CheckupDocument(
            database: database,
            servers: enrolled.map { entry in
                let reachable = entry.health.reachable == true
                return CheckupDocument.Server(
                    enrollment: entry.enrollment.id, baseURL: entry.enrollment.baseURL, reachable: reachable,
                    error: troubles[entry.enrollment.id] ?? nil,
                    clockAhead: reachable ? Self.seconds(entry.skew(at: now)) : nil,
                    certificateEndsAt: ends[entry.enrollment.baseURL].map { "\($0)" })
            })
    }

    /// A difference that a slow answer or a drifting clock can explain counts as 0.
    private static func seconds(_ skew: Duration) -> Double {
        let seconds = Double(skew.wholeMilliseconds) / 1000
        return abs(seconds) > Double(ServerClock.tolerance.components.seconds) ? seconds : 0
    }

    private func database() async -> StatusDocument.PartHealth {
        do {
            try await engine.checkStore()
            return .init(ok: true)
        } catch {
            return .init(ok: false, detail: ProblemMessage(Unavailable(error)).english)
        }
    }

    /// When the servers' certificates expire. Servers without one are left out.
    private func ends(of baseURLs: Set<String>) async -> [String: Timestamp] {
        await withTaskGroup(of: (String, Timestamp?).self) { group in
            for baseURL in baseURLs { group.addTask { (baseURL, await certificates.end(of: baseURL)) } }
            var ends: [String: Timestamp] = [:]
            for await (baseURL, end) in group { ends[baseURL] = end }
            return ends
        }
    }
}
