import FoundationEssentials
import TestSupport
import Testing

@Suite("The desktop prompt")
struct PromptTests {
    @Test("asks and takes the answer: allow, then the number")
    func allow() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service()
            let prompt = try await desktop.promptAtWork()
            let signIn = try await server.initiate()
            let asked = try await notices.next("Sign in to")
            #expect(asked["labels"] == ["Allow", "Deny"])
            #expect(asked["urgency"] == 2, "it is shown also to one who does not want to be disturbed")
            #expect(asked["timeout"] == 0, "it stays")
            try await notices.press("allow", of: asked)
            let numbers = try await notices.next("Which number")
            #expect(numbers["buttons"].array.count == 5)
            try await notices.press("number-\(signIn.number)", of: numbers)
            _ = try await notices.next("Signed in to")
            #expect(try await server.status(signIn) == "AUTHENTICATED")
            // By words, because an id can contain the same two digits.
            let logged = prompt.errors.text.split { !$0.isLetter && !$0.isNumber }
            #expect(!logged.contains(Substring(signIn.number)), "the number is in no log")
            let exchange = try await daemon.settled("authenticated")
            #expect(exchange["answered_by"]["exe"].string?.contains("smartpush-prompt") == true)
        }
    }

    @Test("asks in a second step whether it was the user, and sends that as the reason")
    func deny() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service()
            _ = try await desktop.promptAtWork()
            let signIn = try await server.initiate()
            try await notices.press("deny", of: notices.next("Sign in to"))
            let second = try await notices.next("was it you")
            #expect(try await server.status(signIn) == "PUSH_ACKNOWLEDGED", "nothing is sent before")
            try await notices.press("not-me", of: second)
            _ = try await notices.next("Denied")
            #expect(try await daemon.settled("denied")["reason"] == "not me")
        }
    }

    @Test("asks for the number in a dialog if a notification has no room for it")
    func dialog() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service(.threeButtons)
            // A user who reads, and then picks the number that the web page shows.
            let zenity = try desktop.imitation(
                of: "zenity",
                "printf '%s\\n' \"$@\" >\"$TMPDIR/asked\"; while ! [ -s \"$TMPDIR/pick\" ]; do sleep 0.1; done\n"
                    + "sleep 2; cat \"$TMPDIR/pick\"")
            _ = try await desktop.promptAtWork(zenity)
            let signIn = try await server.initiate()
            try await notices.press("allow", of: notices.next("Sign in to"))
            let numbers = try await notices.next("Which number")
            #expect(numbers["labels"] == ["Deny"], "the window asks for it")
            try signIn.number.write(toFile: desktop.stage.folder + "/pick", atomically: true, encoding: .utf8)
            _ = try await notices.next("Signed in to")
            #expect(try await server.status(signIn) == "AUTHENTICATED")
            let asked = try String(contentsOfFile: desktop.stage.folder + "/asked", encoding: .utf8)
            let choices = try await daemon.event { $0["state"] == "allowed" }["choices"].array.compactMap(\.string)
            #expect(asked.hasSuffix("--\n" + choices.map { $0 + "\n" }.joined()), "in the server's order")
        }
    }

    @Test("says so if no program can ask for the number")
    func noDialog() async throws {
        try await withDesktop { desktop, _, server in
            var notices = try await desktop.service(.menu)
            _ = try await desktop.promptAtWork(["SMARTPUSH_PROMPT_DIALOGS": ""])
            _ = try await server.initiate()
            try await notices.press("allow", of: notices.next("Sign in to"))
            var numbers = try await notices.next("Which number")
            if numbers["labels"] == ["Deny"] { numbers = try await notices.next("Which number") }
            #expect(numbers["labels"] == ["Give the number", "Deny"])
            #expect(numbers["body"].string?.contains("smartpush watch") == true)
        }
    }

    @Test("shows the end of a sign-in that was answered elsewhere, or not at all", arguments: [true, false])
    func elsewhere(isAnswered: Bool) async throws {
        try await withDesktop(isAnswered ? [] : ["--ttl", "3"]) { desktop, daemon, server in
            var notices = try await desktop.service()
            _ = try await desktop.promptAtWork()
            let signIn = try await server.initiate()
            let asked = try await notices.next("Sign in to")
            if isAnswered {
                #expect(try await desktop.stage.smartpush("allow").code == 0)
                let numbers = try await notices.next("Which number")
                #expect(numbers["number"] == asked["number"], "in its place")
                #expect(try await desktop.stage.smartpush("verify", signIn.number).code == 0)
            }
            let end = try await notices.next(isAnswered ? "Signed in to" : "Expired")
            #expect(end["buttons"] == [])
            #expect(end["timeout"].number ?? 0 > 0, "it goes by itself")
        }
    }

    @Test("keeps two sign-ins apart")
    func two() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service()
            _ = try await desktop.promptAtWork()
            _ = try await server.initiate()
            let first = try await notices.next("Sign in to")
            _ = try await server.initiate()
            let second = try await notices.next("Sign in to")
            #expect(first["number"] != second["number"])
            let ids = try await daemon.exchanges("?state=open").compactMap { $0["id"].string }
            try await notices.press("deny", of: second)
            try await notices.press("was-me", of: notices.next("was it you"))
            _ = try await notices.next("Denied")
            #expect(try await daemon.exchange(ids[0])["state"] == "denied")
            #expect(try await daemon.exchange(ids[1])["state"] == "acknowledged")
        }
    }
}

/// A server, a daemon that is enrolled with it, and an empty desktop.
func withDesktop(
    _ arguments: [String] = [], _ story: (TestDesktop, Daemon, SimulatedServer) async throws -> Void
) async throws {
    try await Stage.with { stage in
        let server = try await stage.server(arguments)
        let daemon = try await stage.daemon()
        _ = try await daemon.enroll(server.enrollment)
        try await story(try await TestDesktop(stage), daemon, server)
    }
}
