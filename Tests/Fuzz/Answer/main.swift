import Foundation
import FuzzSupport
import PushExchange

@testable import VerificationClient

// The decoder of a server's answers: any status and body give a reply whose text does not quote the body.
//
// The first byte chooses the request, the second the status; the rest is the body.
unsafe fuzz { start, count in
    let input = unsafe data(start, count)
    guard input.count >= 2 else { return 0 }
    let statuses = [200, 201, 204, 302, 400, 401, 404, 408, 410, 429, 500, 503]
    let answer = Answer(
        status: statuses[Int(input[1]) % statuses.count], date: nil, retryAfter: nil, body: Data(input.dropFirst(2)))
    let steps: [Step] = [
        .acknowledge, .allow, .deny(reason: nil), .cancel(reason: "r"), .verify(passcode: Secret("55")),
    ]
    switch Int(input[0]) % (steps.count + 6) {
    case let index where index < steps.count: check(answer, to: steps[index])
    case steps.count:
        if case .unavailable(let failure) = answer.asStatusReply() { check("\(failure)", answer) }
    case steps.count + 1: checkPendingList(answer)
    case steps.count + 2: check(answer.asPushIDReply(), answer)
    case steps.count + 3: check(answer.asScanReply(), isLast: false, answer)
    case steps.count + 4: check(answer.asEnrollReply(), isLast: true, answer)
    default: check(answer.asUnenrollReply(), answer)
    }
    return 0
}

private func check(_ reply: ChangeReply, _ answer: Answer) {
    switch reply {
    case .taken: hold(answer.status < 300, "only a yes is a yes")
    case .refused(let failure): check(failure, answer)
    case .notSent(let failure), .outcomeUnknown(let failure): check("\(failure)", answer)
    }
}

private func check(_ answer: Answer, to step: Step) {
    check(answer.asStepReply(to: step), isLast: step.isLast, answer)
}

private func check(_ reply: StepReply, isLast: Bool, _ answer: Answer) {
    switch reply {
    case .answered(let taken):
        hold((200..<300).contains(answer.status), "only 2xx is a yes")
        hold(isLast || taken.exchangeID?.reveal().isEmpty == false, "what goes on has an id to go on with")
    case .refused(let failure): check(failure, answer)
    case .notSent(let failure), .outcomeUnknown(let failure): check("\(failure)", answer)
    }
}

private func checkPendingList(_ answer: Answer) {
    let device = DeviceCredentials(clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p"))
    let endpoint = Endpoint(
        baseURL: "https://example.com", pathSet: .guide, tenantKey: "t", sub: "s", device: device)
    switch answer.asPendingReply(for: endpoint) {
    case .listed(let pushes): for push in pushes { hold(!push.exchangeID.reveal().isEmpty, "a push has an id") }
    case .noSuchList: break
    case .refused(let failure): check(failure, answer)
    case .unavailable(let failure): check("\(failure)", answer)
    }
}

private func check(_ failure: Failure, _ answer: Answer) {
    hold(failure.code.utf8.count <= 16 && !failure.code.isEmpty, "a code that looks like one: \(failure.code)")
    check("\(failure)", answer)
}

private func check(_ words: String, _ answer: Answer) {
    hold(!words.isEmpty && words.utf8.count < 300, "words that fit a line: \(words)")
    hold(leaksNothing(of: answer.body, in: words, length: 24), "words without the answer: \(words)")
}
