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
            let named = promise.matches(of: /`(\w+)\/(\w+)`/)
            #expect(!named.isEmpty, "nothing holds: \(promise)")
            for name in named { #expect(tests.contains("\(name.1)/\(name.2)"), "there is no \(name.0)") }
        }
    }

    /// Every test as `Suite/function`.
    private static func tests() throws -> Set<String> {
        let folder = root.appending(path: "Tests")
        var tests: Set<String> = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix("Tests.swift")
        {
            var suite = ""
            for line in try String(contentsOf: folder.appending(path: path), encoding: .utf8).split(separator: "\n") {
                if let name = line.firstMatch(of: /^(?:@Suite.*)?\bstruct (\w+)/) { suite = String(name.1) }
                if let name = line.firstMatch(of: /\bfunc (\w+)\(/) { tests.insert("\(suite)/\(name.1)") }
            }
        }
        return tests
    }
}
