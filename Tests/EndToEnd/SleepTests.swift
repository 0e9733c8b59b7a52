import SQLite
import Subprocess
import TestSupport
import Testing

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

extension Stage {
    /// The ends in the events of a daemon that has ended.
    fileprivate func toldEnds() throws -> [String] {
        try Connection(database, .readOnly).rows(
            "SELECT document ->> 'state' FROM event WHERE document ->> 'ended_by' IS NOT NULL ORDER BY number"
        ) { try $0.get(0) }
    }
}
