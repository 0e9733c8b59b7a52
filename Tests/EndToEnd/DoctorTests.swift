import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("The doctor")
struct DoctorTests {
    @Test("finds nothing wrong if nothing is, and leaves no sign-in open")
    func content() async throws {
        try await withEnrolled { daemon, server, _ in
            let (ended, findings) = try await daemon.stage.doctor()
            #expect(ended.code == 0, "\(ended.output)")
            #expect(ended.errors.isEmpty)
            #expect(ended.json["ok"] == true)
            let well = Set(findings.filter { $0["state"] == "ok" }.map { $0["check"] })
            #expect(well.isSuperset(of: ["daemon", "files", "inbox", "database", "server", "clock", "push"]))
            #expect(
                findings.allSatisfy { $0["state"] != "fault" && $0.keys == ["check", "state", "detail", "command"] })
            // The push went all the way, and so did its end.
            let tried = try #require(try await daemon.exchanges().first)
            #expect(tried["state"] == "cancelled")
            #expect(tried["reason"] == "smartpush doctor")
            #expect(try await server.results(of: "acknowledge") == ["ok"])
            #expect(try await server.results(of: "cancel") == ["ok"])
        }
    }

    @Test("prints one line per finding, with the command that fixes it at the end")
    func lines() async throws {
        try await withEnrolled { daemon, server, _ in
            try chmod(daemon.stage.database, 0o644)
            let ended = try await daemon.stage.smartpush("doctor")
            #expect(ended.code == 70)
            let lines = ended.output.split(separator: "\n")
            #expect(lines.allSatisfy { $0.wholeMatch(of: #/(ok|note|fault) +[a-z]+ +\S.*/#) != nil })
            let fault = try #require(lines.first { $0.hasPrefix("fault") })
            let path = daemon.stage.database
            #expect(fault.hasSuffix("\(path) can be used by others (mode 644); fix it with: chmod go= \(path)"))
            #expect(ended.errors == "smartpush: one fault was found; the findings say what to do about it\n")
        }
    }

    @Test(
        "names files that others can use, and the command mends it", arguments: ["run", "api", "inbox", "state", "db"])
    func modes(name: String) async throws {
        try await withSilentServer { daemon, _ in
            let stage = daemon.stage
            let paths = [
                "run": stage.runtime, "api": stage.api, "inbox": stage.inbox, "state": stage.state,
                "db": stage.database,
            ]
            let path = try #require(paths[name])
            try chmod(path, 0o755)
            let fault = try #require(try await stage.fault("files"))
            #expect(fault["detail"].string?.hasPrefix("\(path) can be used by others") == true)
            _ = try await stage.run("sh", ["-c", fault["command"].string ?? "false"])
            #expect(try await stage.fault("files") == nil)
        }
    }

    @Test("says how to start a daemon that does not run, and exits with 69")
    func noDaemon() async throws {
        try await Stage.with { stage in
            let (ended, findings) = try await stage.doctor()
            #expect(ended.code == 69)
            #expect(findings.first?["check"] == "daemon")
            #expect(findings.first?["command"] == "systemctl --user restart smartpushd")
            #expect(findings.allSatisfy { $0["state"] != "ok" }, "nothing is well that is not there")
        }
    }

    @Test("reports an unreachable server, with 4, and one that answers something else")
    func servers() async throws {
        try await withEnrolled { daemon, server, _ in
            // It is asked more than once, because the enrollment asks too.
            try await server.arm("pending", "answer", "before", times: 100, status: 500)
            let strange = try #require(try await daemon.stage.fault("server"))
            #expect(strange["detail"].string?.contains("answers, but the server did not give") == true, "\(strange)")
            try await server.program.stop()
            let (ended, findings) = try await daemon.stage.doctor()
            #expect(ended.code == 4)
            let away = try #require(findings.first { $0["check"] == "server" })
            #expect(
                away["command"].string
                    == "curl --verbose --output /dev/null --noproxy '*' http://127.0.0.1:\(server.port)")
            #expect(findings.first { $0["check"] == "push" }?["state"] == "note")
        }
    }

    @Test("reports a clock that is wrong", arguments: [10_800, -10_800])
    func clock(jump: Int) async throws {
        try await Stage.with { stage in
            let clock = try await FakeClock(stage)
            try clock.set(by: jump)
            let server = try await stage.server()
            let daemon = try await stage.daemon(clock.environment)
            _ = try await daemon.enroll(server.enrollment)
            let fault = try #require(try await stage.fault("clock"))
            let words =
                "this machine is 3 h \(jump > 0 ? "ahead of" : "behind") \(server.enrollment["base_url"].string ?? "")"
            #expect(fault["detail"] == .string(words))
            #expect(fault["command"] == "sudo timedatectl set-ntp true")
        }
    }

    @Test("reports a certificate that is not trusted, ends soon or has ended", arguments: [1, 90, -1])
    func certificate(days: Int) async throws {
        try await Stage.with { stage in
            let options = try await stage.certificate("server", name: "localhost", days: days)
            let server = try await stage.server(options)
            let first = try await stage.daemon()
            _ = try await first.enroll(server.enrollment)
            let (ended, findings) = try await stage.doctor()
            #expect(ended.code == 4)
            let untrusted = try #require(findings.first { $0["check"] == "server" })
            #expect(untrusted["detail"].string?.contains("certificate is valid and trusted") == true)
            let certificate = try #require(findings.first { $0["check"] == "certificate" })
            #expect(certificate["state"] == (days < 0 ? "fault" : days == 1 ? "note" : "ok"), "\(certificate)")

            try await first.stop()
            _ = try await stage.daemon(["SMARTPUSH_CA_FILE": options[1]])
            #expect(try await stage.doctor().ended.code == (days < 0 ? 4 : 0))
        }
    }

    @Test("reports a simulator whose pushes go elsewhere, and leaves no sign-in open there")
    func lostPush() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(inbox: stage.folder + "/elsewhere.sock")
            let daemon = try await stage.daemon()
            _ = try await daemon.enroll(server.enrollment)
            let fault = try #require(try await stage.fault("push"))
            #expect(fault["command"] == .string("smartpush-sim --inbox \(stage.inbox)"))
            _ = try await daemon.api.call("POST", "/v1/refresh")
            #expect(try await daemon.exchanges() == [])
        }
    }

    private func chmod(_ path: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}

@Suite("The doctor, on the database")
struct DoctorDatabaseTests {
    @Test("reports a damaged one that is kept, until someone has handled it")
    func kept() async throws {
        try await Stage.with { stage in
            try stage.write("no database", to: stage.database)
            _ = try await stage.daemon()
            let kept = try #require(try stage.filesSetAside().first)
            let fault = try #require(try await stage.fault("database"))
            #expect(fault["detail"].string?.contains(kept) == true)
            try FileManager.default.removeItem(atPath: kept)
            #expect(try await stage.fault("database") == nil)
        }
    }

    @Test("finds damage that was not noticed before")
    func hidden() async throws {
        try await withSilentServer { daemon, enrollment in
            for _ in 0..<20 { #expect(try await daemon.deliver(push(enrollment).text)["ok"] == true) }
            let stage = daemon.stage
            try DamagedDatabaseTests.Damage.overwrite(stage.database, from: 0, every: 4_096)
            try DamagedDatabaseTests.Damage.overwrite(stage.database + "-wal", from: 32 + 24, every: 4_096 + 24)
            let (ended, findings) = try await stage.doctor()
            #expect(ended.code != 0)
            #expect(findings.contains { $0["detail"].string?.contains("is damaged") == true }, "\(ended.output)")
        }
    }
}

@Suite(
    "The doctor, on a disk that is full",
    .enabled("no disk can be mounted here") { await Disk.isPossible() })
struct DoctorDiskTests {
    @Test("reports it before a push has to be refused")
    func full() async throws {
        try await Stage.with { stage in
            let disk = try await stage.disk()
            _ = try await stage.daemon(on: disk)
            try await disk.fill()
            let fault = try #require(try await stage.fault("database"))
            #expect(fault["detail"].string?.contains("the disk is full") == true, "\(fault)")
            #expect(fault["command"] == .string("df -h \(stage.state)"))
            try await disk.makeRoom()
            #expect(try await stage.fault("database") == nil)
        }
    }
}

extension Stage {
    /// The findings of the doctor, as they are printed.
    func doctor(_ changes: [String: String?] = [:]) async throws -> (ended: Ended, findings: [JSON]) {
        let ended = try await run("smartpush", ["doctor", "--json"], environment: changes)
        return (ended, ended.json["findings"].array)
    }

    /// The first fault of this kind that the doctor finds.
    func fault(_ check: JSON, _ changes: [String: String?] = [:]) async throws -> JSON? {
        let (ended, findings) = try await doctor(changes)
        let faults = findings.filter { $0["state"] == "fault" }
        #expect((ended.code == 0) == faults.isEmpty)
        return faults.first { $0["check"] == check }
    }
}

@Suite("The doctor, on the desktop")
struct DoctorDesktopTests {
    @Test("asks the session bus for the notification service, and says what to install if there is none")
    func notifications() async throws {
        try await withSilentServer { daemon, _ in
            let stage = daemon.stage
            let answer = #"{"type":"ssss","data":["dunst","knopwob","1.9","1.2"]}"#
            let there = try stage.tool("busctl", "echo '\(answer)'", in: "there")
            let shown = try await stage.doctor(["DISPLAY": ":9", "PATH": there]).findings
            let finding = shown.first { $0["check"] == "notifications" }
            #expect(finding?["detail"] == "dunst 1.9 shows them")
            let away = try stage.tool("busctl", "exit 1", in: "away")
            let fault = try await stage.fault("notifications", ["DISPLAY": ":9", "PATH": away])
            #expect(fault?["command"] == "sudo apt install notification-daemon")
        }
    }

    @Test("does not wait for a bus that does not answer")
    func silence() async throws {
        try await withSilentServer { daemon, _ in
            let stage = daemon.stage
            let silent = try stage.tool("busctl", "exec sleep 600", in: "silent")
            #expect(try await stage.fault("notifications", ["DISPLAY": ":9", "PATH": silent]) != nil)
        }
    }

    @Test("reads the state of the units from systemd")
    func units() async throws {
        try await withSilentServer { daemon, _ in
            let stage = daemon.stage
            let script = """
                for unit in smartpushd.service smartpushd-api.socket smartpushd-inbox.socket; do
                    printf 'Id=%s\\nLoadState=loaded\\nActiveState=active\\nUnitFileState=%s\\nNeedDaemonReload=no\\n' \\
                        $unit "$STATE"
                    printf 'MainPID=\(daemon.program.pid)\\n\\n'
                done
                """
            let path = try stage.tool("systemctl", script, in: "systemd")
            let well = try await stage.doctor(["PATH": path, "STATE": "enabled"]).findings
            #expect(well.first { $0["check"] == "units" }?["state"] == "ok")
            let fault = try await stage.fault("units", ["PATH": path, "STATE": "disabled"])
            #expect(fault?["command"] == "systemctl --user enable smartpushd")
        }
    }
}

extension Stage {
    /// A program in its own folder that replaces the system's.
    /// - Returns: a `PATH` on which it is found first.
    fileprivate func tool(_ name: String, _ script: String, in folder: String) throws -> String {
        let path = try write("#!/bin/sh\n\(script)\n", to: "\(self.folder)/\(folder)/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return "\(self.folder)/\(folder):\(environment["PATH"] ?? "")"
    }
}
