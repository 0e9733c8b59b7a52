import Foundation
import LocalAPIModel
import Testing

/// The machine-readable description of the API. `Tests/Fuzz/api.sh` checks the answers against it.
@Suite("openapi.yaml") struct DescriptionTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/LocalAPI/Server")

    @Test("describes every route and no others") func calls() throws {
        let routes = try text("Routes.swift").matches(of: /APIRoute\(\.(\w+), "v1\/([^"]+)"/).map { call in
            let parts = call.2.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            return "\(call.1) /v1/\(parts.joined(separator: "/"))"
        }
        var described: [String] = []
        var path = ""
        for line in try text("openapi.yaml").split(separator: "\n") {
            if let match = line.wholeMatch(of: #/  (/\S+):/#) {
                path = String(match.1)
            } else if let match = line.wholeMatch(of: #/    (get|post|put|patch|delete|head):/#) {
                described.append("\(match.1) \(path)")
            }
        }
        #expect(routes.count >= 20)
        #expect(described.sorted() == routes.sorted())
    }

    @Test("names every code and status of a problem, and every state") func words() throws {
        let lists = try text("openapi.yaml").matches(of: /enum:\s*\[([^\]]*)\]/).map { list in
            Set(list.1.split { ", \n".contains($0) }.map(String.init))
        }
        let states = Set(ExchangeState.allCases.map(\.rawValue))
        #expect(lists.contains(Set(Problem.Code.allCases.map(\.rawValue))))
        #expect(lists.contains(Set(Problem.Code.allCases.map { "\($0.status)" })))
        #expect(lists.contains(states))
        #expect(lists.contains(states.union(["open"])))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    }
}
