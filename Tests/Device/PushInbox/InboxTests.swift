import PushInbox
import Testing

@Suite("The inbox", .timeLimit(.minutes(1))) struct InboxTests {
    @Test("answers each line, in order") func answers() async throws {
        try await withInbox { bench in
            try await bench.withConnection { connection in
                try await connection.send(push("a"))
                #expect(try await connection.line() == taken("a"))
                try await connection.send(push("b"))
                #expect(try await connection.line() == taken("b"))
            }
            #expect(bench.receiver.portions == [["a"], ["b"]])
        }
    }

    @Test("accepts lines that came together as one batch, in order") func takesPortions() async throws {
        try await withInbox { bench in
            try await bench.withConnection { connection in
                try await connection.send("\(push("a"))nonsense\n\r\n \n\(push("expired"))\(push("b"))")
                #expect(try await connection.line() == taken("a"))
                #expect(
                    try await connection.line()
                        == #"{"error":{"code":"malformed","detail":"notJSON"},"ok":false}"#)
                #expect(
                    try await connection.line() == #"{"error":{"code":"expired","detail":"because"},"ok":false}"#)
                #expect(try await connection.line() == taken("b"))
            }
            #expect(bench.receiver.portions.flatMap { $0 } == ["a", "expired", "b"])
        }
    }

    @Test("passes on a poke, among pushes and in order") func isPoked() async throws {
        try await withInbox { bench in
            try await bench.withConnection { connection in
                try await connection.send("{\"poke\":true}\n")
                #expect(try await connection.line() == #"{"ok":true}"#)
                try await connection.send("\(push("a")) { \"poke\" : true }\n\(push("b"))")
                #expect(try await connection.line() == taken("a"))
                #expect(try await connection.line() == #"{"ok":true}"#)
                #expect(try await connection.line() == taken("b"))
            }
            #expect(bench.receiver.pokes >= 2)
            #expect(bench.receiver.portions.flatMap { $0 } == ["a", "b"])
        }
    }

    @Test(
        "refuses a poke that says anything else",
        arguments: [
            #"{"poke":false}"#, #"{"poke":1}"#, #"{"poke":"true"}"#, #"{"poke":null}"#, #"{"poke":true,"x":true}"#,
            #"[{"poke":true}]"#, "{}", "true",
        ]) func refusesPokes(line: String) async throws
    {
        try await withInbox { bench in
            try await bench.withConnection { connection in
                try await connection.send(line + "\n")
                let answer = try await connection.line()
                #expect(answer?.hasPrefix(#"{"error":{"code":"malformed""#) == true, "\(answer ?? "")")
            }
            #expect(bench.receiver.pokes == 0)
        }
    }

    @Test("has a code for each refusal", arguments: InboxError.Code.allCases) func refuses(code: InboxError.Code)
        async throws
    {
        try await withInbox { bench in
            try await bench.withConnection { connection in
                try await connection.send(push(code.rawValue))
                let answer = try await connection.line()
                #expect(answer == #"{"error":{"code":"\#(code.rawValue)","detail":"because"},"ok":false}"#)
            }
        }
    }

    @Test("answers a thousand lines from a client that did not read the answers") func isPipelined() async throws {
        try await withInbox { bench in
            try await bench.withConnection { connection in
                try await connection.send((0..<1_000).map { push("\($0)") }.joined())
                for number in 0..<1_000 { #expect(try await connection.line() == taken("\(number)")) }
            }
            #expect(bench.receiver.portions.flatMap { $0 } == (0..<1_000).map { "\($0)" })
            #expect(bench.receiver.portions.allSatisfy { $0.count <= 64 })
        }
    }

    @Test(
        "answers the last line of a deliverer that ends, with or without a line end", arguments: ["", "\n"])
    func answersTheLastLine(end: String) async throws {
        try await withInbox { bench in
            try await bench.withConnection { connection in
                try await connection.send(push("a") + push("b").dropLast() + end)
                connection.finish()
                #expect(try await connection.line() == taken("a"))
                #expect(try await connection.line() == taken("b"))
                #expect(try await connection.line() == nil)
            }
        }
    }

    @Test("answers the lines before one that is too long, and closes", arguments: ["", "\n", "\nmore\n"])
    func closesOnTooLongLines(end: String) async throws {
        try await withInbox { bench in
            try await bench.withConnection { connection in
                try await connection.send(push("a") + String(repeating: "x", count: 65_537) + end)
                #expect(try await connection.line() == taken("a"))
                let answer = try await connection.line()
                #expect(answer?.hasPrefix(#"{"error":{"code":"too_large","detail":"#) == true)
                let after = try? await connection.line()
                #expect(after == nil)
            }
            #expect(bench.receiver.portions.flatMap { $0 } == ["a"])
        }
    }

    @Test("accepts a line of 64 KiB") func takesTheLongestLine() async throws {
        try await withInbox { bench in
            let line = push("a")
            let padded =
                line.dropLast(2) + #","pad":""# + String(repeating: "x", count: 65_536 - line.utf8.count - 8) + "\"}\n"
            #expect(padded.utf8.count == 65_537)
            try await bench.withConnection { connection in
                try await connection.send(String(padded))
                #expect(try await connection.line() == taken("a"))
            }
        }
    }

    @Test("serves others while one deliverer waits") func servesOthers() async throws {
        try await withInbox { bench in
            try await bench.withConnection { slow in
                bench.receiver.hold()
                try await slow.send(push("slow"))
                while bench.receiver.portions.isEmpty { await Task.yield() }
                try await bench.withConnection { other in
                    try await other.send("nonsense\n")
                    let answer = try await other.line()
                    #expect(answer?.contains("malformed") == true)
                }
                bench.receiver.release()
                #expect(try await slow.line() == taken("slow"))
            }
        }
    }

    @Test("is not harmed by a client that sends and does not read, and loses none of its lines")
    func boundsWhoNeverReads() async throws {
        try await withInbox { bench in
            try await bench.withConnection { deaf in
                // The answers to these do not fit into the buffers of the sockets.
                try await deaf.send(String(repeating: "x\n", count: 20_000))
                try await bench.withConnection { other in
                    for number in 0..<20 {
                        try await other.send(push("other-\(number)"))
                        #expect(try await other.line() == taken("other-\(number)"))
                    }
                }
                var malformed = 0
                for _ in 0..<20_000 where try await deaf.line()?.contains("malformed") == true { malformed += 1 }
                #expect(malformed == 20_000)
                try await deaf.send(push("late"))
                #expect(try await deaf.line() == taken("late"))
            }
        }
    }
}
