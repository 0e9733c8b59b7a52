import Foundation
import Glibc
import Subprocess
import TestSupport
import Testing

@Suite("The daemon's folders")
struct FolderTests {
    @Test("with another file in place of a socket prevent the start, and are not changed")
    func noSocket() async throws {
        try await Stage.with { stage in
            for path in [stage.inbox, stage.api] {
                try stage.write("mine", to: path)
                let failure = try await stage.failingDaemon()
                #expect(failure.code == 70)
                #expect(failure.errors.contains("\(path) exists and is not a socket; move it away"))
                expectOneSentence(failure)
                #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
                try FileManager.default.removeItem(atPath: path)
            }
            #expect(try await stage.daemon().get("/v1/status").status == 200)
        }
    }

    @Test("that can't be created or written are named in a sentence", arguments: [0o500, 0o000])
    func unwritable(mode: Int) async throws {
        try await Stage.with { stage in
            // Root may do everything.
            try stage.giveAway()
            for (name, folder) in [("SMARTPUSH_STATE_DIR", "state"), ("SMARTPUSH_RUNTIME_DIR", "run")] {
                try FileManager.default.setAttributes(
                    [.posixPermissions: mode], ofItemAtPath: "\(stage.folder)/\(folder)")
                let path = "\(stage.folder)/\(folder)/smartpush"
                let failure = try await stage.failingDaemon([name: path], through: Stage.plainUser)
                #expect(failure.code == 70)
                #expect(failure.errors.contains("the folder \(path) can't be used"))
                expectOneSentence(failure)
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o700], ofItemAtPath: "\(stage.folder)/\(folder)")
            }
        }
    }

    @Test("with an inaccessible database prevent the start, and keep the database")
    func unreadableDatabase() async throws {
        try await Stage.with { stage in
            try stage.giveAway()
            let first = try await stage.daemon(through: Stage.plainUser)
            try await first.program.stop()
            for mode in [0o400, 0o000] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: stage.database)
                let failure = try await stage.failingDaemon(through: Stage.plainUser)
                #expect(failure.code == 70)
                #expect(failure.errors.contains("\(stage.database) can't be opened for writing"))
                expectOneSentence(failure)
                #expect(try stage.filesSetAside() == [])
            }
        }
    }

    @Test("that are removed at run time end the daemon, which accepts nothing more and is restarted")
    func stateRemoved() async throws {
        try await withSilentServer { daemon, enrollment in
            try FileManager.default.removeItem(atPath: daemon.stage.state)
            let answer = try await daemon.deliver(push(enrollment).text)
            #expect(answer["ok"] == false)
            #expect(answer["error"]["code"] == "unavailable")
            #expect(try await daemon.program.termination == .exited(70))
            #expect(daemon.log.contains("was removed while in use"))
            let next = try await daemon.stage.daemon()
            _ = try await next.enroll(enrollment)
            #expect(try await next.deliver(push(enrollment).text)["ok"] == true)
        }
    }

    @Test("whose sockets are removed at run time get new ones at the next start; signals still work")
    func runtimeRemoved() async throws {
        try await withSignIn { daemon, server, _, id in
            try await withWire(to: daemon.api.place) { wire in
                try await wire.send(HTTPPlace.request("GET", "/v1/status"))
                #expect(try await wire.reply().status == 200)
                try FileManager.default.removeItem(atPath: daemon.stage.runtime)
                // Existing connections stay.
                try await wire.send(HTTPPlace.request("POST", "/v1/exchanges/\(id)/deny"))
                #expect(try await wire.reply().status == 200)
            }
            #expect(try await daemon.stop() == .exited(0))
            let next = try await daemon.stage.daemon()
            #expect(try await next.exchange(id)["state"] == "denied")
        }
    }
}

extension Stage {
    /// A command prefix that takes the privileges of root away.
    fileprivate static var plainUser: [String] {
        geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    }

    /// Gives the folders of the stage to that user.
    fileprivate func giveAway() throws {
        guard geteuid() == 0 else { return }
        for path in ["", "/run", "/state", "/config", "/home"] {
            try FileManager.default.setAttributes(
                [.ownerAccountID: 65_534, .groupOwnerAccountID: 65_534], ofItemAtPath: folder + path)
        }
    }
}
