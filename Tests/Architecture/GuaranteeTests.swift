import Foundation
import Testing

@Suite struct GuaranteeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("each guarantee in the documentation names tests that exist")
    func testsExist() throws {
        let page = try String(
            contentsOf: Self.root.appending(path: "Sources/Programs/smartpushd/smartpushd.docc/Guarantees.md"),
            encoding: .utf8)
        let tests = try Self.tests()
        let promises = page.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| guarantee") }
        #expect(!promises.isEmpty)
        for promise in promises {
            let named = promise.matches(of: /`(\w+\.\w+\/\w+)`/)
            #expect(!named.isEmpty, "no test verifies: \(promise)")
            for name in named { #expect(tests.contains(String(name.1)), "there is no \(name.1)") }
        }
    }

    /// Every test, in the form that `swift test --filter` takes: `Target.Suite/function`.
    private static func tests() throws -> Set<String> {
        let folder = root.appending(path: "Tests")
        let targets = try targets()
        var tests: Set<String> = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix("Tests.swift")
        {
            // A target's folder can lie inside that of another one.
            let target = targets.filter { "Tests/\(path)".hasPrefix("\($0.folder)/") }.max { $0.folder < $1.folder }
            let name = try #require(target?.name, "no test target has Tests/\(path)")
            var suite = ""
            for line in try String(contentsOf: folder.appending(path: path), encoding: .utf8).split(separator: "\n") {
                if let match = line.firstMatch(of: /^(?:@Suite.*)?\bstruct (\w+)/) { suite = String(match.1) }
                if let match = line.firstMatch(of: /\bfunc (\w+)\(/) { tests.insert("\(name).\(suite)/\(match.1)") }
            }
        }
        return tests
    }

    private static func targets() throws -> [(name: String, folder: String)] {
        try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
            .split(separator: ".testTarget(").dropFirst()
            .map { target in
                let name = try #require(target.firstMatch(of: /name: "(\w+)"/)).1
                return (String(name), String(try #require(target.firstMatch(of: /path: "([\w\/-]+)"/)).1))
            }
    }
}
