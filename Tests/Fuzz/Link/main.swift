import Foundation
import FuzzSupport
import PushExchange

// The parser of enrollment links: any bytes give a link or an error, and the error does not quote the bytes.
unsafe fuzz { start, count in
    let input = unsafe data(start, count)
    let text = String(decoding: input, as: UTF8.self)
    do throws(EnrollmentLinkError) {
        let link = try EnrollmentLink(text)
        hold((try? EnrollmentLink(text)) == link, "the same bytes are the same link")
        hold((1...512).contains(link.exchangeID.reveal().utf8.count), "what is needed is there")
        for hint in [link.tenantKey, link.sub, link.clientID?.reveal(), link.baseURL] {
            hold(hint.map { !$0.isEmpty && $0.utf8.count <= 600 } ?? true, "and the hints have a size")
        }
        var other = link
        other.exchangeID = Secret("another")
        other.clientID = link.clientID.map { _ in Secret("another") }
        hold("\(link)" == "\(other)", "what is printed does not depend on a secret")
    } catch {
        let words = "\(error)"
        hold(!words.isEmpty && words.utf8.count < 200, "words that fit a line: \(words)")
        // The names of keys are in both.
        hold(leaksNothing(of: input, in: words, length: 24), "words without the link: \(words)")
    }
    return 0
}
