import Foundation
import SQLite
import Subprocess
import TestSupport
import Testing

@Suite("Setting the clock three hours forwards or back while the daemon runs")
struct ClockTests {
    @Test("leaves a sign-in open for the rest of its time", arguments: [10_800, -10_800])
    func staysOpen(jump: Int) async throws {
        try await Stage.with { stage in
            let clock = try await FakeClock(stage)
            let server = try await stage.server()
            let daemon = try await stage.daemon(clock.environment)
            _ = try await daemon.enroll(server.enrollment)
            let signIn = try await server.initiate()
            let id = try #require(try await daemon.settled("acknowledged")["id"].string)
            try clock.set(by: jump)

            let listed = try await stage.run("smartpush", ["list"], environment: clock.environment)
            #expect(listed.output.contains(#/\s[1-4]:\d\d left/#), "\(listed.output)")
            let before = try await server.results(of: "status").count
            while try await server.results(of: "status").count == before {}
            #expect(try await server.results(of: "status").count < before + 5, "no storm")

            #expect(try await daemon.exchange(id)["state"] == "acknowledged")
            #expect(try await daemon.decide("allow", id).status == 200)
            let number: JSON = ["passcode": .string(signIn.number)]
            #expect(try await daemon.decide("verify", id, number).json["state"] == "authenticated")

            // The same is true for one that comes after the change.
            _ = try await server.initiate()
            let next = try await daemon.event {
                $0["state"] == "acknowledged" && $0["operation"] == .null && $0["id"] != .string(id)
            }
            let relisted = try await stage.run("smartpush", ["list"], environment: clock.environment)
            #expect(relisted.output.contains(#/\s[1-4]:\d\d left/#), "\(relisted.output)")
            #expect(try await daemon.decide("deny", next["id"].string ?? "").json["state"] == "denied")
        }
    }

    @Test("leaves no sign-in open after its expiry", arguments: [10_800, -10_800])
    func expires(jump: Int) async throws {
        try await Stage.with { stage in
            let clock = try await FakeClock(stage)
            let server = try await stage.server(["--ttl", "2"])
            let daemon = try await stage.daemon(clock.environment)
            _ = try await daemon.enroll(server.enrollment)
            _ = try await server.initiate()
            let id = try #require(try await daemon.settled("acknowledged")["id"].string)
            try clock.set(by: jump)
            #expect(try await daemon.settled("expired", id: id)["ended_by"] == "clock")
            #expect(try await daemon.decide("allow", id).isProblem("expired", 410))
        }
    }
}

@Suite("Sleep of the machine")
struct SleepTests {
    @Test("beyond the expiry of a sign-in lets it expire once, on waking")
    func expires() async throws {
        try await withEnrolled(["--ttl", "2"]) { daemon, server, _ in
            _ = try await server.initiate()
            let waiting = try await daemon.settled("acknowledged")
            let id = try #require(waiting["id"].string)
            try daemon.program.signal(.suspend)
            try await server.outlive(waiting)
            try daemon.program.signal(.resume)
            #expect(try await daemon.decide("allow", id).isProblem("expired", 410))
            try await daemon.settled("expired", id: id)
            #expect(try await daemon.exchange(id)["ended_by"] == "clock")
            try await daemon.stop()
            #expect(try daemon.stage.toldEnds() == ["expired"])
            #expect(try await server.results(of: "allow") == [])
        }
    }

    @Test("during a step lets it be settled on waking")
    func settles() async throws {
        try await withEnrolled(["--ttl", "2"]) { daemon, server, _ in
            _ = try await server.initiate()
            let waiting = try await daemon.settled("acknowledged")
            let id = try #require(waiting["id"].string)
            try await server.arm("allow", "hang", "before")
            #expect(try await daemon.decide("allow", id, query: "?wait=0").status == 202)
            while try await server.results(of: "allow").isEmpty {}
            try daemon.program.signal(.suspend)
            try await server.outlive(waiting)
            try daemon.program.signal(.resume)
            try await daemon.settled("expired", id: id)
            try await daemon.stop()
            #expect(try daemon.stage.toldEnds() == ["expired"])
            #expect(try await server.results(of: "allow") == ["fault"])
        }
    }
}

/// A wall clock that is off by the offset in a file, for every program that is started in its environment. Clocks that
/// can't be set continue unchanged; faketime(1) would move the timers that depend on them too.
struct FakeClock {
    private static let source = """
        #define _GNU_SOURCE
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static long jump(void) {
            long seconds = 0;
            FILE *file = fopen(getenv("CLOCK_FILE"), "re");
            if (file) { if (fscanf(file, "%ld", &seconds) != 1) abort(); fclose(file); }
            return seconds;
        }

        int clock_gettime(clockid_t clock, struct timespec *time) {
            int result = syscall(SYS_clock_gettime, clock, time);
            if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += jump();
            return result;
        }

        int gettimeofday(struct timeval *restrict time, void *restrict zone) {
            int result = syscall(SYS_gettimeofday, time, zone);
            if (!result) time->tv_sec += jump();
            return result;
        }

        time_t time(time_t *place) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (place) *place = now.tv_sec;
            return now.tv_sec;
        }
        """

    let environment: [String: String?]
    private let file: String

    init(_ stage: Stage) async throws {
        file = try stage.write("0", to: stage.folder + "/clock")
        let library = stage.folder + "/clock.so"
        let code = try stage.write(Self.source, to: stage.folder + "/clock.c")
        let made = try await stage.run("cc", ["-shared", "-fPIC", "-o", library, code])
        guard made.code == 0 else { throw Surprise(made.errors) }
        environment = ["LD_PRELOAD": library, "CLOCK_FILE": file]
    }

    func set(by seconds: Int) throws {
        // In one step, because an empty file would not be a time.
        try Data("\(seconds)".utf8).write(to: URL(filePath: file), options: .atomic)
    }
}

extension SimulatedServer {
    /// Asks until an exchange has expired.
    func outlive(_ exchange: JSON) async throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let expiry = try Date(exchange["expires_at"].string ?? "", strategy: style)
        while Date.now <= expiry { _ = try await log() }
    }
}

extension Stage {
    /// The ends in the events of a daemon that has ended.
    fileprivate func toldEnds() throws -> [String] {
        try Connection(database, .readOnly).rows(
            "SELECT document ->> 'state' FROM event WHERE document ->> 'ended_by' IS NOT NULL ORDER BY number"
        ) { try $0.get(0) }
    }
}
