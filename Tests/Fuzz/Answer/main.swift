import Foundation
import FuzzSupport
import PushExchange

@testable import VerificationClient

// The decoder of a server's answers: any status and body give a reply whose text does not quote the body. The exception
// is what a server says of a refusal, which is harmless and has nothing in it that was sent.
//
// The first byte chooses the request, the second the status; the rest is the body.
unsafe fuzz { start, count in
    let input = unsafe data(start, count)
    guard input.count >= 2 else { return 0 }
    let statuses = [200, 201, 204, 302, 400, 401, 404, 408, 410, 429, 500, 501, 503]
    let answer = Answer(
        status: statuses[Int(input[1]) % statuses.count], date: nil, retryAfter: nil, body: Data(input.dropFirst(2)),
        secrets: [Secret(Sent.secret)])
    let steps: [Step] = [
        .acknowledge, .allow, .deny(reason: nil), .cancel(reason: "r"), .verify(passcode: Secret("55")),
    ]
    switch Int(input[0]) % (steps.count + 8) {
    case let index where index < steps.count: check(answer, to: steps[index])
    case steps.count:
        if case .unavailable(let failure) = answer.asStatusReply() { check("\(failure)", answer) }
    case steps.count + 1: checkPendingList(answer)
    case steps.count + 2: check(answer.asPushIDReply(), answer)
    case steps.count + 3: check(answer.asScanReply(), isLast: false, answer)
    case steps.count + 4: check(answer.asEnrollReply(), isLast: true, answer)
    case steps.count + 5: check(answer.asInitiateReply(), isLast: false, answer)
    case steps.count + 6: checkConfiguredList(answer)
    default: check(answer.asChangeReply(to: .unenroll), answer)
    }
    return 0
}

/// What was sent; a server may quote it.
private enum Sent {
    static let secret = "secret"
}

private func check(_ reply: ChangeReply, _ answer: Answer) {
    switch reply {
    case .taken: hold(answer.status < 300, "only a yes is a yes")
    case .refused(let failure): check(failure, answer)
    case .notSent(let failure), .notSupported(let failure), .outcomeUnknown(let failure):
        check("\(failure)", answer)
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
    switch answer.asPendingReply() {
    case .listed(let pushes): for push in pushes { hold(!push.exchangeID.reveal().isEmpty, "a push has an id") }
    case .noSuchList: break
    case .refused(let failure): check(failure, answer)
    case .unavailable(let failure): check("\(failure)", answer)
    }
}

private func checkConfiguredList(_ answer: Answer) {
    switch answer.asConfiguredReply() {
    case .listed, .noSuchList: break
    case .refused(let failure): check(failure, answer)
    case .unavailable(let failure): check("\(failure)", answer)
    }
}

private func check(_ failure: Failure, _ answer: Answer) {
    guard case .refused(var refusal) = failure else { return hold(false, "only a refusal") }
    hold(refusal.code.utf8.count <= 16 && !refusal.code.isEmpty, "a code that looks like one: \(refusal.code)")
    let words = refusal.words ?? "x"
    hold(!words.isEmpty && words.unicodeScalars.count <= 200, "words that fit a line: \(words)")
    hold(!words.lowercased().contains(Sent.secret), "words without what was sent: \(words)")
    hold(words.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }, "harmless words: \(words)")
    refusal.words = nil
    refusal.reference = nil
    check("\(refusal)", answer)
}

private func check(_ words: String, _ answer: Answer) {
    hold(!words.isEmpty && words.utf8.count < 300, "words that fit a line: \(words)")
    hold(leaksNothing(of: answer.body, in: words, length: 24), "words without the answer: \(words)")
}
