import ArgumentParser
import Foundation
import LocalAPIClient
import LocalAPIModel
import Messages
import Testing

@testable import smartpush

/// The real binary, for a user whose locale is German.
@Suite struct GermanTests {
    private func smartpush(_ arguments: [String], runtime: String = "/nonexistent") async throws -> Program.Ended {
        try await Program.smartpush(arguments, runtime: runtime, locale: "de_DE.UTF-8")
    }

    private static func exchange(_ id: String, _ state: ExchangeState) -> ExchangeDocument {
        ExchangeDocument(
            id: id, state: state, enrollment: "e1", sub: "user", tenantKey: "example", verificationType: "PUSH",
            clientName: "Shop", choices: state == .allowed ? ["12", "55"] : nil, receivedAt: "2026-11-24T01:00:00.000Z",
            updatedAt: "2026-11-24T01:00:01.000Z", expiresAt: "2026-11-24T01:05:00.000Z")
    }

    /// Words that no German sentence has and almost every English one has.
    private static let english: Set = [
        "the", "is", "of", "for", "with", "and", "not", "has", "to", "or", "did", "expected",
    ]

    private func expectNoEnglish(_ text: String) {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        #expect(Self.english.isDisjoint(with: words), "\(text)")
    }

    @Test(arguments: [
        ["bogus"], ["--bogus"], ["list", "--al"], ["verify"], ["verify", "1", "2", "3"], ["unenroll"],
        ["list", "--state", "gone"], ["list", "--all", "--state", "open"], ["list", "--state"],
        ["allow", "--wait", "x"],
        ["allow", "--wait", "-1"], ["history", "--limit", "0"], ["show", "a", "b"], ["show", "a", "b", "c"],
        ["list", "--all=yes"],
    ])
    func refusesWrongUsageInGerman(arguments: [String]) async throws {
        let ended = try await smartpush(arguments)
        #expect(ended.code == 64)
        #expect(ended.errors.hasPrefix("smartpush: "))
        #expect(ended.errors.contains("; siehe: smartpush"))
        expectNoEnglish(ended.errors)
    }

    @Test(arguments: [
        ["status"], ["list"], ["show"], ["allow", "012345"], ["watch"], ["history"], ["refresh"], ["enrollments"],
        ["unenroll", "e1"],
    ])
    func saysInGermanHowToStartTheDaemon(arguments: [String]) async throws {
        let ended = try await smartpush(arguments)
        #expect(ended.code == 69)
        #expect(
            ended.errors == "smartpush: smartpushd ist unter /nonexistent/api.sock nicht erreichbar "
                + "(dort ist kein Socket); starten Sie es mit: systemctl --user start smartpushd\n")
    }

    @Test(arguments: Smartpush.configuration.subcommands.map { $0._commandName } + [""])
    func explainsItselfInGerman(command: String) async throws {
        let ended = try await smartpush(command.isEmpty ? ["--help"] : [command, "--help"])
        #expect(ended.code == 0)
        #expect(ended.output.contains("AUFRUF: smartpush"))
        expectNoEnglish(ended.output)
    }

    @Test("JSON and states for programs are the same in every language")
    func json() async throws {
        let exchange = Self.exchange("0123456789ab", .denied)
        let page = ExchangeListDocument(exchanges: [exchange], next: nil)
        let body = String(decoding: try JSONEncoder().encode(page), as: UTF8.self)
        try await CannedDaemon.with("200 OK", body) { daemon async throws in
            for arguments in [["list", "--json"], ["list"], ["history"], ["history", "--json"]] {
                let german = try await smartpush(arguments, runtime: daemon.runtime)
                let english = try await Program.smartpush(arguments, runtime: daemon.runtime)
                #expect(german.code == 0)
                #expect(german.output == english.output)
                #expect(german.output.contains("denied"))
            }
        }
    }

    @Test("every problem has German words and the same exit status", arguments: Problem.Code.allCases)
    func problems(code: Problem.Code) async throws {
        let problem = Problem(code, "Qx")
        let body = String(decoding: try JSONEncoder().encode(problem), as: UTF8.self)
        try await CannedDaemon.with("\(problem.status) Problem", body) { daemon async throws in
            let ended = try await smartpush(["allow", "012345"], runtime: daemon.runtime)
            #expect(ended.code == CommandStatus(code).rawValue)
            #expect(ended.errors.count > 30)
            expectNoEnglish(ended.errors)
        }
    }

    @Test("a sign-in is shown in German")
    func show() async throws {
        let body = String(
            decoding: try JSONEncoder().encode(Self.exchange("0123456789ab", .allowed)), as: UTF8.self)
        try await CannedDaemon.with("200 OK", body) { daemon async throws in
            let shown = try await smartpush(["show", "012345"], runtime: daemon.runtime)
            #expect(shown.output.contains("Zustand        erlaubt\n"))
            expectNoEnglish(shown.output)
            let allowed = try await smartpush(["allow", "012345"], runtime: daemon.runtime)
            #expect(allowed.output.hasPrefix("erlaubt ist die Anmeldung bei Shop\nzur Auswahl: 12  55\n"))
            #expect(allowed.output.hasSuffix("smartpush verify 01234567 ZAHL\n"))
        }
    }
}
