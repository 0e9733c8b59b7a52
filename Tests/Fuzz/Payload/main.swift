import Foundation
import FuzzSupport
import PushExchange

// The decoder of the inbox: any bytes give a push or an error, and the error does not quote the bytes.
unsafe fuzz { start, count in
    let input = unsafe data(start, count)
    do throws(PushPayloadError) {
        let push = try PushPayload(json: input)
        hold((try? PushPayload(json: input)) == push, "the same bytes are the same push")
        follow(push)
    } catch {
        hold(!"\(error)".isEmpty && "\(error)".utf8.count < 200, "words that fit a line: \(error)")
        // The names of keys are in both.
        hold(leaksNothing(of: input, in: "\(error)", length: 24), "words without the payload: \(error)")
    }
    return 0
}

/// The values of the push must be safe for the code that uses them.
private func follow(_ push: PushPayload) {
    hold(!push.exchangeID.reveal().isEmpty, "a push has an exchange id")
    let now = Timestamp(milliseconds: 1_704_919_551_781)
    let exchange = Exchange(id: "local", enrollment: "e", push: push, at: Instant(server: now, wall: now))
    hold(exchange.expiresAt <= now + Exchange.longestClaimedLifetime, "no push lives for ever")
    // A secret id can be equal to a text that is not secret, so the test can't search for it.
    var other = push
    other.exchangeID = Secret("another")
    other.statusID = push.statusID.map { _ in Secret("another") }
    let otherwiseEqual = Exchange(id: "local", enrollment: "e", push: other, at: Instant(server: now, wall: now))
    hold("\(exchange)" == "\(otherwiseEqual)", "what is printed does not depend on a secret")
    var machine = exchange
    _ = machine.apply(.deadlinePassed, at: Instant(server: exchange.expiresAt, wall: now))
}
