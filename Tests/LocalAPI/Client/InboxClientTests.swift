import LocalAPIClient
import LocalAPIModel
import Testing

@Suite struct InboxClientTests {
    private func deliver(
        _ lines: [String], to server: CannedServer, patience: Duration = .seconds(15)
    ) async throws -> [InboxAnswer] {
        var answers: [InboxAnswer] = []
        try await InboxClient(socketPath: server.path, patience: patience)
            .deliver(lines.map { Array($0.utf8) }) { answers.append($0) }
        return answers
    }

    @Test func getsAnAnswerForEachLine() async throws {
        let pieces = [#"{"ok":true,"id""#, #":"x1","duplicate":false}"#, "\n"]
        try await CannedServer.with(pieces, until: "\n", thenClose: false) { server async throws in
            let answers = try await deliver(["{}", "[]"], to: server)
            #expect(answers == Array(repeating: InboxAnswer(ok: true, id: "x1", duplicate: false), count: 2))
            #expect(server.requests == ["{}\n", "[]\n"])
        }
    }

    @Test func readsARefusal() async throws {
        let piece = #"{"ok":false,"error":{"code":"malformed","detail":"no JSON"}}"# + "\n"
        try await CannedServer.with([piece], until: "\n") { server async throws in
            let refusal = InboxAnswer.Refusal(code: "malformed", detail: "no JSON")
            let answers = try await deliver(["x"], to: server)
            #expect(answers == [InboxAnswer(ok: false, error: refusal)])
        }
    }

    @Test(arguments: ["", "{\"ok\":tr", "no answer\n", "\n", String(repeating: "x", count: 200_000)])
    func saysWhereNoAnswerCanBeUnderstood(piece: String) async throws {
        try await CannedServer.with([piece], until: "\n") { server async throws in
            await #expect { try await deliver(["x"], to: server) } throws: { error in
                guard case .unintelligible = error as? LocalAPIError else { return false }
                return true
            }
        }
    }

    @Test func waitsNoLongerThanItIsPatient() async throws {
        try await CannedServer.with([""], until: "\n", thenClose: false) { server async throws in
            await #expect(throws: LocalAPIError.unintelligible(.http(.timedOut))) {
                try await deliver(["x"], to: server, patience: .milliseconds(50))
            }
        }
    }

    @Test func saysWhereThereIsNoInbox() async throws {
        let path = "/tmp/smartpush-no-such-inbox.sock"
        await #expect(throws: LocalAPIError.daemonUnreachable(path: path, why: .noSocket)) {
            try await InboxClient(socketPath: path).deliver([[0x7B]]) { _ in }
        }
    }
}
