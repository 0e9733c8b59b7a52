import Foundation
import PushExchange
import Testing

@testable import smartpushd

@Suite("The journal's kinds of entries") struct MessageIDTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("have distinct ids") func ids() {
        #expect(Set(MessageIDs.byEvent.values).count == MessageIDs.byEvent.count)
        for id in MessageIDs.byEvent.values { #expect(id.wholeMatch(of: /[0-9a-f]{32}/) != nil) }
    }

    @Test("include every event that is logged") func areComplete() throws {
        for event in try Self.loggedEvents() { #expect(MessageIDs.byEvent[event] != nil, "\(event) has no id") }
        for state in Exchange.State.allCases { #expect(MessageIDs.byEvent["exchange_\(state.rawValue)"] != nil) }
    }

    @Test("are all explained in the catalog, with a subject and a text") func catalog() throws {
        let catalog = try String(contentsOf: Self.root.appending(path: "systemd/smartpush.catalog"), encoding: .utf8)
        let entry = /(?m)^# (\w+)\n-- ([0-9a-f]{32})\nSubject: .+\n(?:\w[\w-]*: .+\n)*\n(?!#|--|\n)/
        let entries = catalog.matches(of: entry)
        let explained = Dictionary(uniqueKeysWithValues: entries.map { (String($0.1), String($0.2)) })
        #expect(explained == MessageIDs.byEvent)
    }

    @Test("use the same field names in the catalog as in the log") func fields() throws {
        let catalog = try String(contentsOf: Self.root.appending(path: "systemd/smartpush.catalog"), encoding: .utf8)
        let logged = try Self.sources().joined()
        for field in Set(catalog.matches(of: /SMARTPUSH_(\w+)/).map { $0.1.lowercased() }) {
            #expect(logged.contains("\"\(field)\""), "nothing is logged with \(field)")
        }
    }

    /// The values of `"event"` wherever something is logged.
    private static func loggedEvents() throws -> Set<String> {
        let events = try sources().flatMap { text in
            text.matches(of: /"event"(?::|\] =) "(\w+)"/).map { String($0.1) }
        }
        return Set(events)
    }

    private static func sources() throws -> [String] {
        let folder = root.appending(path: "Sources")
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }
}
