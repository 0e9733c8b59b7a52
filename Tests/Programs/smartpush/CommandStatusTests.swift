import LocalAPIClient
import LocalAPIModel
import Messages
import Testing

@testable import smartpush

@Suite struct CommandStatusTests {
    @Test(arguments: [
        (Problem.Code.wrongState, CommandStatus.notPossibleNow), (.wrongNumber, .notPossibleNow),
        (.expired, .notPossibleNow), (.conflict, .notPossibleNow), (.ambiguousID, .notPossibleNow),
        (.notFound, .notFound), (.refused, .serverFailed), (.unresolved, .serverFailed),
        (.unreachable, .serverFailed), (.invalidRequest, .badInput), (.tooLarge, .badInput), (.unavailable, .other),
    ])
    func followsTheContractForEachProblem(code: Problem.Code, status: CommandStatus) {
        #expect(CommandStatus(code) == status)
    }

    @Test(arguments: [
        ("malformed", CommandStatus.badInput), ("too_large", .badInput), ("unsupported_type", .badInput),
        ("unknown_enrollment", .notFound), ("expired", .notPossibleNow), ("queue_full", .other),
        ("unavailable", .other), ("of the future", .other),
    ])
    func followsTheContractForEachRefusalOfTheInbox(code: String, status: CommandStatus) {
        #expect(CommandStatus(inboxCode: code) == status)
    }

    @Test func hasTheNumbersOfTheContract() {
        let numbers: [CommandStatus] = [
            .done, .notPossibleNow, .notFound, .serverFailed, .usage, .badInput, .daemonUnreachable, .other,
        ]
        #expect(numbers.map(\.rawValue) == [0, 2, 3, 4, 64, 65, 69, 70])
    }

    @Test func saysWhatToDoWhereThereIsNoDaemon() {
        let complaint = Complaint(LocalAPIError.daemonUnreachable(path: "/run/api.sock", why: .nothingListens))
        #expect(complaint.status == .daemonUnreachable)
        #expect(
            complaint.message.english
                == "smartpushd is not reachable at /run/api.sock (nothing listens there); "
                + "start it with: systemctl --user start smartpushd")
    }
}
