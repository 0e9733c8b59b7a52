import Foundation
import HTTPTypes
import OpenIDProvider
import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

/// The machine-readable description of the simulator. `Tests/Fuzz/simulator.sh` compares the answers with it.
@Suite("The simulator's openapi.yaml") struct SimulatorDescriptionTests {
    @Test("describes every call, and no call that does not exist") func calls() throws {
        var described: [String] = []
        var path = ""
        for line in try Self.text.split(separator: "\n") {
            if let match = line.wholeMatch(of: #/  (/\S*):/#) {
                path = String(match.1)
            } else if let match = line.wholeMatch(of: #/    (get|post|put|patch|delete|head):.*/#) {
                described.append("\(match.1.uppercased()) \(path)")
            }
        }
        #expect(described.sorted() == Route.table.map { "\($0.method.rawValue) \($0.path)" }.sorted())
    }

    @Test("names every step, every stage, every scope and every limit") func words() throws {
        let text = try Self.text
        let lists = text.matches(of: /enum:\s*\[([^\]]*)\]/).map { list in
            Set(list.1.split { ", \n".contains($0) }.map(String.init))
        }
        #expect(lists.contains(Set(Step.allCases.map(\.rawValue))))
        #expect(lists.contains(Set(Stage.allCases.map(\.rawValue))))
        #expect(lists.contains(Set(Setup.Stage.allCases.map(\.rawValue))))
        let words = text.split { " \n".contains($0) }.joined(separator: " ")
        for limit in [
            "10,000 sign-ins", "1,000 authorization requests, codes and access tokens each", "10,000 requests",
            "1,000 enrollments by a link",
            "1,000 each, of faults 100", "A text is 4,096 bytes", "65,536",
        ] { #expect(words.contains(limit)) }
        let counts: [Int] = [
            VerificationStore.signInLimit, VerificationStore.deviceLimit, Grants.limit, Applications.limit,
            RequestLog.limit, FaultQueue.limit,
            SetupStore.limit,
        ]
        #expect(counts == [10_000, 1_000, 1_000, 1_000, 10_000, 100, 1_000])
        let sizes: [Int] = [Fields.longestString, SimulatorExchange.longestBody]
        #expect(sizes == [4_096, 65_536])
    }

    private static var text: String {
        get throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            return try String(
                contentsOf: folder.appending(path: "Sources/Simulator/VerificationServer/openapi.yaml"), encoding: .utf8
            )
        }
    }
}
