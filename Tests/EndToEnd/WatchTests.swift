import FoundationEssentials
import Glibc
import Subprocess
import TestSupport
import Testing

/// `smartpush watch`, running in a real terminal against the real daemon.
private func withWatch(
    columns: Int = 80, rows: Int = 24, environment: String = "", _ arguments: [String] = [],
    _ story: (Pane, Daemon, SimulatedServer) async throws -> Void
) async throws {
    try await withEnrolled(arguments) { daemon, server, _ in
        let pane = try await daemon.stage.pane(columns: columns, rows: rows)
        try await pane.run("stty -g > $TMPDIR/before")
        try await pane.run("env \(environment) smartpush watch; echo ended=$?; stty -g > $TMPDIR/after")
        try await pane.shows("sign-ins are open")
        try await story(pane, daemon, server)
    }
}

extension Pane {
    /// The program has ended with this status, and the terminal is restored.
    fileprivate func expectRestored(_ status: Int) async throws {
        let lines = try await shows("ended=\(status)")
        #expect(lines.contains { $0.contains("smartpush watch;") }, "what was on the screen before is back")
        for (flag, value) in [("alternate_on", "0"), ("cursor_flag", "1"), ("wrap_flag", "1")] {
            #expect(try await self.flag(flag) == value, "\(flag)")
        }
        try await run("cmp $TMPDIR/before $TMPDIR/after && echo sa''me")
        try await shows("same")
    }
}

@Suite("Answering in a terminal")
struct WatchTests {
    @Test("a sign-in is allowed and completed with keys")
    func allow() async throws {
        try await withWatch { pane, daemon, server in
            let signIn = try await server.initiate()
            try await pane.shows("1 sign-in is open", "a allow")
            try await pane.press("a")
            try await pane.shows("Type the number", "Enter send")
            try await pane.press(signIn.number, "Enter")
            try await pane.shows("no sign-ins are open", "signed in")
            #expect(try await server.status(signIn) == "AUTHENTICATED")
            try await pane.press("q")
            try await pane.expectRestored(0)
        }
    }

    @Test("a sign-in is denied as not the user's own")
    func deny() async throws {
        try await withWatch { pane, daemon, server in
            _ = try await server.initiate()
            try await pane.shows("d deny")
            try await pane.press("d")
            try await pane.shows("n no, not me")
            try await pane.press("n")
            try await pane.shows("denied")
            #expect(try await daemon.settled("denied")["reason"] == "not me")
        }
    }

    @Test("of two sign-ins the chosen one is answered")
    func two() async throws {
        try await withWatch { pane, daemon, server in
            _ = try await server.initiate()
            let first = try #require(try await daemon.settled("acknowledged")["id"].string)
            try await pane.shows("a allow")
            _ = try await server.initiate()
            try await pane.shows("2 sign-ins are open")
            try await pane.press("Down")
            try await pane.shows("a moment")
            try await pane.shows("a allow")
            try await pane.press("a")
            try await pane.shows("Type the number")
            #expect(try await daemon.settled("allowed")["id"] != .string(first))
            #expect(try await daemon.exchange(first)["state"] == "acknowledged")
        }
    }

    @Test("keys from before and pasted text answer nothing")
    func notMeant() async throws {
        try await withWatch { pane, daemon, server in
            try await pane.press("a", "a", "d", "n", "Enter")
            _ = try await server.initiate()
            try await pane.shows("a allow")
            try await pane.press("Enter", "Space", "Escape", "y")
            try await pane.paste("adn\n")
            // Once the next key was read, all of that has been read.
            try await pane.press("d")
            try await pane.shows("n no, not me")
            let exchange = try #require(try await daemon.exchanges("?state=open").first)
            #expect(exchange["state"] == "acknowledged")
            #expect(exchange["answered_by"] == .null)
        }
    }

    @Test("an answer from elsewhere is shown as such")
    func elsewhere() async throws {
        try await withWatch { pane, daemon, server in
            let signIn = try await server.initiate()
            try await pane.shows("a allow")
            try await server.cancel(signIn)
            try await pane.shows("called off elsewhere", "no sign-ins are open")
            _ = try await server.initiate()
            try await pane.shows("a allow")
            let id = try #require(try await daemon.exchanges("?state=open").first?["id"].string)
            #expect(try await daemon.decide("deny", id).status == 200)
            try await pane.shows("no sign-ins are open", "denied")
        }
    }

    @Test("a sign-in that nobody answers counts down, and ends")
    func expiry() async throws {
        try await withWatch(["--ttl", "5"]) { pane, daemon, server in
            _ = try await server.initiate()
            try await pane.shows("0:03 left")
            try await pane.shows("0:01 left")
            try await pane.shows("nobody answered in time", "no sign-ins are open")
        }
    }

    @Test("it waits for a daemon that is killed, and continues with the next one")
    func restart() async throws {
        try await withWatch { pane, daemon, server in
            let signIn = try await server.initiate()
            try await pane.shows("a allow")
            try await daemon.stop(.kill)
            try await pane.shows("smartpushd is gone")
            try await pane.press("a")
            _ = try await daemon.stage.daemon()
            try await pane.shows("1 sign-in is open", "a allow")
            try await pane.press("a")
            try await pane.shows("Enter send")
            try await pane.press(signIn.number, "Enter")
            try await pane.shows("signed in")
        }
    }

    @Test("it follows the size of its window, and says if that is too small")
    func resize() async throws {
        try await withWatch(columns: 100, rows: 30) { pane, daemon, server in
            _ = try await server.initiate()
            try await pane.shows("a allow", "127.0.0.1", "q quit")
            try await pane.resize(columns: 40, rows: 12)
            let small = try await pane.shows("a allow: it is me, the number comes next", " left")
            #expect(small.last { !$0.isEmpty }?.hasPrefix("q quit") == true)
            try await pane.resize(columns: 30, rows: 8)
            try await pane.shows("too small")
            try await pane.resize(columns: 80, rows: 24)
            try await pane.shows("a allow")
        }
    }
}

@Suite("The terminal")
struct WatchEndTests {
    @Test(
        "is restored when a signal ends it", arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGQUIT, 131)])
    func signals(signal: Int32, status: Int) async throws {
        try await withWatch { pane, daemon, server in
            #expect(kill(try await pane.child(), signal) == 0)
            try await pane.expectRestored(status)
        }
    }

    @Test("is restored at Ctrl-C")
    func interrupt() async throws {
        try await withWatch { pane, daemon, server in
            try await pane.press("C-c")
            try await pane.expectRestored(130)
        }
    }

    @Test("is restored while the program is suspended, and taken again afterwards")
    func stop() async throws {
        try await withWatch { pane, daemon, server in
            try await pane.press("C-z")
            try await pane.shows("Stopped")
            #expect(try await pane.flag("alternate_on") == "0")
            #expect(try await pane.flag("cursor_flag") == "1")
            _ = try await server.initiate()
            try await pane.run("fg")
            try await pane.shows("1 sign-in is open", "a allow")
            #expect(try await pane.flag("alternate_on") == "1")
            try await pane.press("q")
            try await pane.shows("$")
            #expect(try await pane.flag("alternate_on") == "0")
        }
    }

    @Test("is never changed if there is no daemon")
    func noDaemon() async throws {
        try await Stage.with { stage in
            let pane = try await stage.pane()
            try await pane.run("smartpush watch; echo ended=$?")
            try await pane.shows("smartpushd is not reachable", "ended=69")
        }
    }
}

@Suite("Terminals of other kinds")
struct WatchKindTests {
    @Test("without colour get no styled text")
    func colour() async throws {
        for (environment, isStyled) in [("NO_COLOR=1", false), ("NO_COLOR=", true)] {
            try await withWatch(environment: environment) { pane, daemon, server in
                _ = try await server.initiate()
                try await pane.shows("> ", "a allow")
                let text = try await pane.lines(styled: true).joined()
                #expect(text.contains("\u{1B}[") == isStyled)
            }
        }
    }

    @Test(
        "that know no sequences, and pipes, get lines",
        arguments: ["TERM=dumb smartpush watch", "smartpush watch | cat", "smartpush watch < /dev/null"])
    func plain(command: String) async throws {
        try await withEnrolled { daemon, server, _ in
            let pane = try await daemon.stage.pane()
            _ = try await server.initiate()
            try await daemon.settled("acknowledged")
            try await pane.run(command)
            try await pane.shows("  acknowledged  ")
            #expect(try await pane.flag("alternate_on") == "0")
        }
    }

    @Test("of a user who reads German get German")
    func german() async throws {
        try await withEnrolled { daemon, server, _ in
            let pane = try await daemon.stage.pane()
            _ = try await server.initiate()
            try await pane.run("LC_ALL=de_DE.UTF-8 smartpush watch")
            try await pane.shows("1 Anmeldung ist offen", "a erlauben", "d ablehnen", "q beenden")
        }
    }
}
