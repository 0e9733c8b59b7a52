import LocalAPIModel
import Messages
import SignInModel
import Testing
import TextLayout

@testable import smartpush

@Suite struct DecisionTests {
    private func exchange(_ state: ExchangeState, choices: [String]? = nil) -> ExchangeDocument {
        ExchangeDocument(
            id: "0123456789ab", state: state, enrollment: "e1", sub: "s", tenantKey: "t", verificationType: "PUSH",
            clientName: "Shop", choices: choices, receivedAt: "", updatedAt: "", expiresAt: "",
            failure: state == .refused ? FailureDocument(code: "VER_0041", detail: "wrong number") : nil)
    }

    private func status(_ decision: Decision, _ state: ExchangeState) -> CommandStatus {
        do throws(Complaint) {
            try decision.check(exchange(state))
            return .done
        } catch {
            return error.status
        }
    }

    @Test(arguments: [
        (Decision.allow, ExchangeState.allowed), (.allow, .authenticated), (.deny(reason: nil), .denied),
        (.cancel(reason: nil), .cancelled), (.verify(number: "1"), .authenticated),
    ])
    func isDoneWhereItGotThere(decision: Decision, state: ExchangeState) {
        #expect(status(decision, state) == .done)
    }

    @Test(arguments: [
        (ExchangeState.refused, CommandStatus.serverFailed), (.unresolved, .serverFailed), (.denied, .notPossibleNow),
        (.expired, .notPossibleNow), (.cancelled, .notPossibleNow), (.allowed, .serverFailed),
    ])
    func complainsWhereItDidNot(state: ExchangeState, expected: CommandStatus) {
        #expect(status(.verify(number: "1"), state) == expected)
    }

    @Test func namesTheChoicesAndTheNextCommand() {
        let lines = Decision.allow.report(exchange(.allowed, choices: ["12", "55"]), in: .english).map(\.text)
        #expect(
            lines == [
                "allowed the sign-in to Shop", "choices: 12  55",
                "pick the number that the web page shows: smartpush verify 01234567 NUMBER",
            ])
        let typed = Decision.allow.report(exchange(.allowed), in: .english).map(\.text)
        #expect(typed.last == "give the number that the web page shows: smartpush verify 01234567 NUMBER")
        #expect(
            Decision.verify(number: "1").report(exchange(.authenticated), in: .english).map(\.text) == [
                "signed in to Shop"
            ])
    }

    @Test func needsExactlyOneOpenSignIn() throws {
        #expect(try Session.onlyOne([exchange(.acknowledged)]) == "0123456789ab")
        #expect { try Session.onlyOne([]) } throws: { ($0 as? Complaint)?.status == .notFound }
        #expect { try Session.onlyOne([exchange(.allowed), exchange(.received)]) } throws: {
            ($0 as? Complaint)?.status == .notPossibleNow
        }
    }

    @Test func showsWhyItFailed() {
        let text = Details(SignIn(exchange(.refused)), now: 0, in: .english).lines().map(\.text).joined(separator: "\n")
        #expect(text.contains("failure     VER_0041"))
        #expect(text.contains("wrong number"))
    }
}
