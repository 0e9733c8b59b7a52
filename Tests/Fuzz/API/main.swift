import Foundation
import FuzzSupport
import HTTPTypes
import Hummingbird
import HummingbirdCore
import LocalAPIModel
import NIOCore

// The local API, from the first line of the request to the backend: every request gets an answer, no answer is an
// internal error, and every error is a problem document.
//
// The first line is `METHOD TARGET`; the rest is the body.
unsafe fuzz { start, count in
    let input = unsafe data(start, count)
    let line = input.prefix { $0 != UInt8(ascii: "\n") }
    let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1)
    guard words.count == 2, let method = HTTPRequest.Method(String(words[0])) else { return 0 }
    let head = HTTPRequest(method: method, scheme: nil, authority: "localhost", path: String(words[1]))
    let body = ByteBuffer(bytes: input.dropFirst(line.count + 1))
    let answer = answer(to: Request(head: head, body: RequestBody(buffer: body)))
    hold(answer.status < 500 || answer.status == 503, "no fault of ours: \(answer.status)")
    if answer.status >= 400 {
        let problem = try? JSONDecoder().decode(Problem.self, from: answer.body)
        hold(problem?.status == answer.status, "a problem document: \(String(decoding: answer.body, as: UTF8.self))")
    }
    return 0
}
