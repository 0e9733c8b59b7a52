import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite("A sign-in at the desktop is not lost")
struct PromptKeepingTests {
    @Test("if there is no notification service at first")
    func serviceComesLater() async throws {
        try await withDesktop { desktop, daemon, server in
            _ = try await desktop.promptAtWork()
            _ = try await server.initiate()
            try await daemon.settled("acknowledged")
            var notices = try await desktop.service()
            let asked = try await notices.next("Sign in to")
            try await notices.press("allow", of: asked)
            _ = try await notices.next("Which number")
        }
    }

    @Test("if the notification service is replaced by another one")
    func serviceReplaced() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service()
            _ = try await desktop.promptAtWork()
            _ = try await server.initiate()
            _ = try await notices.next("Sign in to")
            try await notices.program.stop(.kill)
            var others = try await desktop.service(.threeButtons)
            try await others.press("allow", of: others.next("Sign in to"))
            _ = try await others.next("Which number")
            try await daemon.settled("allowed")
        }
    }

    @Test("if the daemon is away: what happened in the meantime is shown once it is back")
    func daemonAway() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(["--ttl", "4"])
            let desktop = try await TestDesktop(stage)
            var notices = try await desktop.service()
            let prompt = try await desktop.promptAtWork()
            try await prompt.errors.line(with: "not reachable")
            let daemon = try await stage.daemon()
            _ = try await daemon.enroll(server.enrollment)
            try await prompt.errors.line(with: "smartpushd is there")
            _ = try await server.initiate()
            _ = try await notices.next("Sign in to")
            try await daemon.stop()
            let next = try await stage.daemon()
            try await next.settled("expired")
            _ = try await notices.next("Expired")
        }
    }

    @Test("if the prompt is killed: the next one removes the notification, and shows it once")
    func promptKilled() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service()
            let prompt = try await desktop.promptAtWork()
            _ = try await server.initiate()
            let first = try await notices.next("Sign in to", by: prompt)
            try await prompt.stop(.kill)
            _ = try await desktop.promptAtWork()
            let second = try await notices.next("Sign in to")
            #expect(second["open"] == 1)
            #expect(second["number"] != first["number"])
            try await notices.press("allow", of: second)
            try await daemon.settled("allowed")
        }
    }

    @Test("if the prompt is stopped, which removes notifications that would have no effect")
    func promptStopped() async throws {
        try await withDesktop { desktop, _, server in
            var notices = try await desktop.service()
            let prompt = try await desktop.promptAtWork()
            _ = try await server.initiate()
            _ = try await notices.next("Sign in to", by: prompt)
            #expect(try await prompt.stop() == .exited(0))
            try await notices.remaining(0)
        }
    }

    @Test("if several prompts run: one shows it, and the next takes over when that one ends")
    func several() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service()
            let first = try await desktop.promptAtWork()
            let second = try await desktop.prompt()
            try await second.errors.line(with: "waits for its end")
            _ = try await server.initiate()
            #expect(try await notices.next("Sign in to", by: first)["open"] == 1)
            try await first.stop(.kill)
            let asked = try await notices.next("Sign in to")
            #expect(asked["open"] == 1)
            try await notices.press("allow", of: asked)
            try await daemon.settled("allowed")
        }
    }

    @Test("if the screen is locked: it says that something came, and asks after the unlocking")
    func locked() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service()
            _ = try await desktop.promptAtWork()
            try await desktop.hand("Lock", "boolean:true")
            _ = try await server.initiate()
            let hidden = try await notices.next("")
            #expect(hidden["title"] == "A sign-in waits")
            #expect(hidden["buttons"] == [])
            #expect(hidden["body"] == "Unlock the screen to see it.")
            try await desktop.hand("Lock", "boolean:false")
            try await notices.press("allow", of: notices.next("Sign in to"))
            try await daemon.settled("allowed")
        }
    }

    @Test("by a click that was meant for something else: it answers nothing, and says so")
    func tooSoon() async throws {
        try await withDesktop { desktop, daemon, server in
            var notices = try await desktop.service()
            _ = try await desktop.promptAtWork()
            _ = try await server.initiate()
            let asked = try await notices.next("Sign in to")
            try await notices.pressAtOnce("allow", of: asked)
            let again = try await notices.next("Sign in to")
            #expect(again["body"].string?.contains("too soon") == true)
            #expect(try await daemon.exchanges("?state=open")[0]["state"] == "acknowledged")
            try await notices.press("allow", of: again)
            try await daemon.settled("allowed")
        }
    }

    @Test("by closing it: it comes back, once")
    func closed() async throws {
        try await withDesktop { desktop, _, server in
            var notices = try await desktop.service()
            _ = try await desktop.promptAtWork()
            _ = try await server.initiate()
            let asked = try await notices.next("Sign in to")
            let number = try #require(asked["number"].number)
            try await desktop.hand("Close", "uint32:\(Int(number))", "uint32:1")
            let again = try await notices.next("Sign in to")
            #expect(again["open"] == 1)
        }
    }
}
