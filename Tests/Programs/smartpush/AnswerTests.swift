import Foundation
import LocalAPIClient
import LocalAPIModel
import Testing

/// How the real binary passes the daemon's answers on to a script.
@Suite struct AnswerTests {
    private func text(_ document: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
    }

    private func exchange(_ state: ExchangeState, choices: [String]? = nil) -> ExchangeDocument {
        ExchangeDocument(
            id: "0123456789ab", state: state, enrollment: "e1", sub: "s", tenantKey: "t", verificationType: "PUSH",
            clientName: "Shop\u{1B}[2J", choices: choices, receivedAt: "2026-11-24T01:00:00.000Z",
            updatedAt: "2026-11-24T01:00:01.000Z", expiresAt: "2026-11-24T01:05:00.000Z")
    }

    @Test(arguments: [
        (Problem.Code.wrongState, Int32(2)), (.ambiguousID, 2), (.expired, 2), (.wrongNumber, 2), (.notFound, 3),
        (.refused, 4), (.unresolved, 4), (.unreachable, 4), (.invalidRequest, 65), (.unavailable, 70),
    ])
    func turnsAProblemIntoItsStatusAndSentence(code: Problem.Code, status: Int32) async throws {
        let problem = Problem(code, "The sign-in has \u{1B}ended; do this.")
        try await CannedDaemon.with("\(problem.status) Problem", try text(problem)) { daemon async throws in
            let ended = try await Program.smartpush(["verify", "012345", "55"], runtime: daemon.runtime)
            #expect(ended.code == status)
            #expect(ended.output.isEmpty)
            #expect(ended.errors == "smartpush: the sign-in has \u{FFFD}ended; do this\n")
        }
    }

    @Test func listsAnArrayForAProgramAndLinesForAShell() async throws {
        let page = ExchangeListDocument(exchanges: [exchange(.acknowledged)], next: nil)
        try await CannedDaemon.with("200 OK", try text(page)) { daemon async throws in
            let json = try await Program.smartpush(["list", "--json"], runtime: daemon.runtime)
            #expect(json.code == 0)
            let read = try JSONDecoder().decode([ExchangeDocument].self, from: Data(json.output.utf8))
            #expect(read == page.exchanges)
            #expect(!json.output.contains("\u{1B}"))
            let lines = try await Program.smartpush(["list"], runtime: daemon.runtime)
            #expect(lines.output.hasPrefix("0123456789ab\tacknowledged\tShop\u{FFFD}[2J\t"))
        }
    }

    @Test func saysThatADecisionGoesOn() async throws {
        try await CannedDaemon.with("202 Accepted", try text(exchange(.acknowledged))) { daemon async throws in
            let late = try await Program.smartpush(["allow", "012345", "--wait", "1"], runtime: daemon.runtime)
            #expect(late.code == 4)
            #expect(
                late.errors == "smartpush: no outcome of allow within 1 s; it goes on in the background, "
                    + "see: smartpush show 01234567\n")
            let left = try await Program.smartpush(["allow", "012345", "--wait", "0"], runtime: daemon.runtime)
            #expect(left.code == 0)
            #expect(left.errors.isEmpty)
        }
    }

    @Test func namesTheNextCommandAfterAllow() async throws {
        let allowed = exchange(.allowed, choices: ["12", "55"])
        try await CannedDaemon.with("200 OK", try text(allowed)) { daemon async throws in
            let ended = try await Program.smartpush(["allow", "012345"], runtime: daemon.runtime)
            #expect(ended.code == 0)
            #expect(ended.output.contains("choices: 12  55\n"))
            #expect(ended.output.hasSuffix("smartpush verify 01234567 NUMBER\n"))
        }
    }

    @Test func takesTheOnlyOpenSignIn() async throws {
        let none = ExchangeListDocument(exchanges: [], next: nil)
        try await CannedDaemon.with("200 OK", try text(none)) { daemon async throws in
            let ended = try await Program.smartpush(["show"], runtime: daemon.runtime)
            #expect(ended.code == 3)
        }
        let two = ExchangeListDocument(exchanges: [exchange(.allowed), exchange(.received)], next: nil)
        try await CannedDaemon.with("200 OK", try text(two)) { daemon async throws in
            let ended = try await Program.smartpush(["verify", "55"], runtime: daemon.runtime)
            #expect(ended.code == 2)
        }
    }

    @Test func saysSoWhereNoDaemonAnswersThere() async throws {
        try await CannedDaemon.with("200 OK", "<html>") { daemon async throws in
            let ended = try await Program.smartpush(["status"], runtime: daemon.runtime)
            #expect(ended.code == 70)
            #expect(ended.errors.hasPrefix("smartpush: smartpushd gave no answer that can be understood"))
        }
    }
}
