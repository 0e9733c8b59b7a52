import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite("An enrollment by the link of a web page")
struct LinkTests {
    @Test("makes a device that gets sign-ins, in both generations of paths", arguments: [false, true])
    func life(v2: Bool) async throws {
        try await withServer { daemon, server in
            let setup = try await server.startEnrollment(v2: v2)
            let scanned = try await daemon.scan(setup, ["path_set": v2 ? "v2" : "guide", "name": "Desk"])
            #expect(scanned.status == 201, "\(scanned.text)")
            #expect(scanned.headers["location"] == "/v1/enrollments/scan/\(scanned.json["id"].string ?? "")")
            #expect(scanned.json["state"] == "scanned" && scanned.json["choices"].array.count == 4)
            #expect(try await server.status(setup) == "SCANNED")
            let id = try #require(scanned.json["id"].string)
            let verified = try await daemon.verify(id, setup.number)
            #expect(verified.status == 200 && verified.json["state"] == "enrolled", "\(verified.text)")
            #expect(try await server.status(setup) == "ENROLLED")
            let enrollment = try await daemon.get("/v1/enrollments/\(id)").json
            #expect(enrollment["name"] == "Desk" && enrollment["path_set"] == (v2 ? "v2" : "guide"))

            let medium = try #require(try await server.mediums().last)
            let signIn = try await server.initiate(medium: medium, v2: v2)
            let waiting = try #require(try await daemon.settled("acknowledged")["id"].string)
            #expect(try await daemon.decide("allow", waiting).status == 200)
            #expect(try await daemon.decide("verify", waiting, ["passcode": .string(signIn.number)]).status == 200)
            #expect(try await server.status(signIn) == "AUTHENTICATED")

            #expect(try await daemon.api.call("DELETE", "/v1/enrollments/\(id)").status == 204)
            while try await server.results(of: "unenroll").isEmpty { await Task.yield() }
            #expect(try await server.results(of: "unenroll") == ["ok"])
            #expect(try await server.devices().count == 1, "the built-in one is left")
        }
    }

    @Test(
        "has no name if the one it is given is empty or only white space, just as by the other calls",
        arguments: ["", " ", "\t\n\u{3000}"])
    func blankName(blank: String) async throws {
        try await withServer { daemon, server in
            let name = JSON.string(blank)
            let scan = try await daemon.scan(try await server.startEnrollment(), ["name": name])
            #expect(scan.status == 201 && scan.json["name"] == .null, "\(scan.text)")
            let made = try await daemon.api.call("POST", "/v1/enrollments", silentEnrollment.with("name", name))
            #expect(made.status == 201 && made.json["name"] == .null, "\(made.text)")

            let path = "/v1/enrollments/\(made.json["id"].string ?? "")"
            #expect(try await daemon.api.call("PATCH", path, ["name": " My desk "]).json["name"] == " My desk ")
            #expect(try await daemon.api.call("PATCH", path, ["name": name]).json["name"] == .null)
            #expect(try await daemon.get(path).json["name"] == .null)
        }
    }

    @Test("can be repeated without harm, and is refused with words that say what to do")
    func refusals() async throws {
        try await withServer { daemon, server in
            let setup = try await server.startEnrollment()
            let scanned = try await daemon.scan(setup)
            #expect(try await daemon.scan(setup).json == scanned.json)
            #expect(try await server.results(of: "scan") == ["ok"])
            let id = try #require(scanned.json["id"].string)
            #expect(try await daemon.get("/v1/enrollments/scan/\(id.prefix(6))").json == scanned.json)
            #expect(try await daemon.verify(id, "00").isProblem("wrong_number", 422))
            #expect(try await server.results(of: "enroll").isEmpty)
            let wrong = try #require(scanned.json["choices"].array.compactMap(\.string).first { $0 != setup.number })
            let refused = try await daemon.verify(id, wrong)
            #expect(refused.isProblem("refused", 502) && refused.text.contains("number is wrong"), "\(refused.text)")
            #expect(try await server.status(setup) == "FAILED")
            #expect(try await daemon.verify(id, setup.number).isProblem("refused", 502))
            #expect(try await daemon.get("/v1/enrollments/scan/\(id)").json["state"] == "refused")
            let again = try await daemon.scan(setup)
            #expect(again.isProblem("refused", 502) && again.text.contains("used already"), "\(again.text)")
            for body in [
                ["link": "nonsense"], ["link": "https://example.com/"], ["link": ""], [:], ["link": 7],
                ["link": .string(setup.link.replacing("127.0.0.1", with: "10.0.0.1"))],
                ["link": .string(setup.link), "path_set": "v3"], ["link": .string(setup.link), "other": 1],
            ] as [JSON] {
                let reply = try await daemon.api.call("POST", "/v1/enrollments/scan", body)
                #expect(reply.isProblem("invalid_request", 400), "\(body): \(reply.text)")
                #expect(!reply.text.contains(setup.exchangeID))
            }
            #expect(try await daemon.get("/v1/enrollments/scan/nothing").isProblem("not_found", 404))
            #expect(try await daemon.verify("nothing", "55").isProblem("not_found", 404))
        }
    }

    @Test("expires when the server says")
    func expires() async throws {
        try await withServer(["--ttl", "2"]) { daemon, server in
            let setup = try await server.startEnrollment()
            let scanned = try await daemon.scan(setup)
            let id = try #require(scanned.json["id"].string)
            while try await daemon.get("/v1/enrollments/scan/\(id)").json["state"] == "scanned" { await Task.yield() }
            #expect(try await daemon.get("/v1/enrollments/scan/\(id)").json["state"] == "expired")
            let late = try await daemon.verify(id, setup.number)
            #expect(late.isProblem("expired", 410), "\(late.text)")
        }
    }

    @Test("is refused for an enrolled account, and can be retried after a 429")
    func conflicts() async throws {
        try await withEnrolled { daemon, server, _ in
            let setup = try await server.startEnrollment()
            #expect(try await daemon.scan(setup).isProblem("conflict", 409))
            #expect(try await server.results(of: "scan").isEmpty)
            let other = try await server.startEnrollment(sub: "someone-else")
            try await server.arm("scan", "answer", "before", status: 429)
            #expect(try await daemon.scan(other).isProblem("unreachable", 504))
            #expect(try await daemon.scan(other).status == 201)
        }
    }

    @Test("is settled after a lost answer to the scan", arguments: ["before", "after"])
    func lostAnswers(when: String) async throws {
        try await withServer { daemon, server in
            try await server.arm("scan", "close", when)
            let setup = try await server.startEnrollment()
            #expect(try await daemon.scan(setup).isProblem("unreachable", 504))
            let again = try await daemon.scan(setup)
            guard when == "before" else {
                #expect(again.isProblem("unresolved", 502), "\(again.text)")
                return
            }
            let id = try #require(again.json["id"].string)
            try await server.arm("enroll", "close", when)
            let verified = try await daemon.verify(id, setup.number)
            #expect(verified.json["state"] == "enrolled", "\(verified.text)")
            #expect(try await server.results(of: "enroll") == ["fault", "ok"])
        }
    }

    @Test("succeeds if the answer to the number is lost, and sends the number once")
    func lostConfirmation() async throws {
        try await withServer { daemon, server in
            let setup = try await server.startEnrollment()
            let id = try #require(try await daemon.scan(setup).json["id"].string)
            try await server.arm("enroll", "close", "after")
            #expect(try await daemon.verify(id, setup.number).json["state"] == "enrolled")
            #expect(try await server.results(of: "enroll") == ["ok"])
        }
    }

    @Test("is ended at a server that was away, once that is back")
    func deregistration() async throws {
        try await withEnrolled { daemon, server, enrollment in
            try await server.arm("unenroll", "status=503", "before")
            #expect(try await daemon.api.call("DELETE", "/v1/enrollments/\(enrollment)").status == 204)
            while try await server.results(of: "unenroll") != ["fault"] { await Task.yield() }
            #expect(try await server.devices().count == 1)
            try await daemon.stop()
            let next = try await daemon.stage.daemon()
            try await next.program.errors.line(with: "event=farewell")
            #expect(try await server.results(of: "unenroll") == ["fault", "ok"])
            #expect(try await server.devices().isEmpty)
        }
    }

    // MARK: The command line

    @Test("works on the command line, with the link as an argument, on standard input and in a file")
    func commandLine() async throws {
        try await withServer { daemon, server in
            let stage = daemon.stage
            for (number, place) in ["argument", "input", "dash", "file", "object"].enumerated() {
                let setup = try await server.startEnrollment(sub: "person-\(number)")
                let file = try stage.write(setup.link + "\n", to: "\(stage.folder)/link")
                let object = """
                    {"base_url": "http://127.0.0.1:\(server.port)", "tenant_key": "smartpush-sim", "sub": "person-\(number)",
                     "client_id": "\(setup.clientID)", "exchange_id": {"exchange_id": "\(setup.exchangeID)"}}
                    """
                let (source, input) =
                    switch place {
                    case "argument": (setup.link as String?, "")
                    case "input": (nil, setup.link)
                    case "dash": ("-", "  \(setup.link)\n")
                    case "file": (file, "")
                    default: ("-", object)
                    }
                let options = ["--number", setup.number, "--name", place, "--server", server.baseURL]
                let arguments = ["enroll"] + options + [source].compactMap(\.self)
                let ended = try await stage.run("smartpush", arguments, input: input)
                #expect(ended.code == 0 && ended.output.hasPrefix("enrolled "), "\(place): \(ended.errors)")
                #expect(ended.output.contains(place))
            }
            #expect(try await daemon.get("/v1/enrollments").json["enrollments"].array.count == 5)
        }
    }

    @Test("gives a program the numbers, and accepts the one that it gives with the same link")
    func commandLineForPrograms() async throws {
        try await withServer { daemon, server in
            let stage = daemon.stage
            let setup = try await server.startEnrollment()
            let here = ["--server", server.baseURL]
            let scanned = try await stage.run("smartpush", ["enroll", "--json"] + here, input: setup.link)
            #expect(scanned.code == 0 && scanned.json["state"] == "scanned", "\(scanned.errors)")
            let plain = try await stage.run("smartpush", ["enroll"] + here, input: setup.link)
            #expect(plain.code == 64 && plain.errors.contains("--number"), "\(plain.errors)")
            #expect(plain.output.contains("choices: ") && plain.output.contains("Demo Tenant"), "\(plain.output)")
            let wrong = try await stage.run("smartpush", ["enroll", "--number", "00"] + here, input: setup.link)
            #expect(wrong.code == 2)
            let right = ["enroll", "--json", "--number", setup.number] + here
            let enrolled = try await stage.run("smartpush", right, input: setup.link)
            #expect(enrolled.code == 0 && enrolled.json["id"] == scanned.json["id"], "\(enrolled.errors)")
            #expect(try await server.results(of: "scan") == ["ok"])

            let codes: [(String, Int32)] = [
                (setup.link, 2), ("https://example.com/", 65), ("http://example.com/#x", 65), ("neither", 65),
                ("{\"exchange_id\": 1}", 65),
            ]
            for (input, code) in codes {
                let ended = try await stage.smartpush("enroll", "--number", "55", input: input)
                #expect(ended.code == code, "\(input): \(ended.errors)")
                #expect(ended.errors.split(separator: "\n").count == 1)
            }
            let whole = try await stage.smartpush("enroll", "--number", "55", input: server.enrollment.text)
            #expect(whole.code == 64, "\(whole.errors)")
        }
    }

    @Test("asks a person for the number, and again if it is not among the choices")
    func commandLineForPeople() async throws {
        try await withServer { daemon, server in
            let setup = try await server.startEnrollment()
            // script(1) makes a terminal without a person.
            let link = try daemon.stage.write(setup.link, to: "\(daemon.stage.folder)/link")
            let command = "stty cols 80; smartpush enroll --server \(server.baseURL) < \(link)"
            let ended = try await daemon.stage.run(
                "script", ["--quiet", "--return", "--command", command, "/dev/null"], input: "00\n\(setup.number)\n")
            #expect(ended.code == 0, "\(ended.output)\(ended.errors)")
            #expect(ended.output.contains("enrolling for "))
            #expect(ended.output.contains("not one of the numbers"), "\(ended.output)")
            #expect(ended.output.contains("enrolled"))
        }
    }

    @Test("is given up with Ctrl-C")
    func interrupted() async throws {
        try await withServer { daemon, server in
            let setup = try await server.startEnrollment()
            let link = try daemon.stage.write(setup.link, to: "\(daemon.stage.folder)/link")
            let pane = try await daemon.stage.pane()
            try await pane.run("smartpush enroll --server \(server.baseURL) < \(link); echo ended=$?")
            try await pane.shows("the number that the web page shows:")
            try await pane.press("C-c")
            try await pane.shows("the enrollment is given up", "ended=130")
        }
    }

    @Test("reads the QR code of an image, and says what is missing if it can't", .enabled(if: LinkTests.hasTools))
    func images() async throws {
        try await withServer { daemon, server in
            let stage = daemon.stage
            let setup = try await server.startEnrollment()
            let image = "\(stage.folder)/code.png"
            #expect(try await stage.run("qrencode", ["-o", image, "-s", "6"], input: setup.link).code == 0)
            let ended = try await stage.smartpush(
                "enroll", "--number", setup.number, "--server", server.baseURL, image)
            #expect(ended.code == 0, "\(ended.errors)")
            let programs = stage.environment["PATH"]?.split(separator: ":").first.map(String.init)
            let without = try await stage.run("smartpush", ["enroll", image], environment: ["PATH": programs])
            #expect(without.code == 70 && without.errors.contains("zbar-tools"), "\(without.errors)")
            let empty = try stage.write("GIF89a", to: "\(stage.folder)/empty.gif")
            let nothing = try await stage.smartpush("enroll", empty)
            #expect(nothing.code == 65 && nothing.errors.contains("no QR code"), "\(nothing.errors)")
        }
    }

    static let hasTools = ["qrencode", "zbarimg"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }
}

/// A server, and a daemon without enrollments.
func withServer(
    _ arguments: [String] = [], _ story: (Daemon, SimulatedServer) async throws -> Void
) async throws {
    try await Stage.with { stage in
        let server = try await stage.server(arguments)
        try await story(try await stage.daemon(), server)
    }
}

extension Daemon {
    func scan(_ setup: SimulatedServer.Setup, _ others: [String: JSON] = [:]) async throws -> Reply {
        // The link's server is not known here, so the request has to name it.
        let link: JSON = ["link": .string(setup.link), "base_url": .string(setup.server)]
        let body = others.reduce(link) { $0.with($1.key, $1.value) }
        return try await api.call("POST", "/v1/enrollments/scan", body)
    }

    func verify(_ scan: String, _ number: String) async throws -> Reply {
        try await api.call("POST", "/v1/enrollments/scan/\(scan)/verify", ["passcode": .string(number)])
    }
}

extension SimulatedServer {
    /// As `smartpush enroll --server` takes it.
    fileprivate var baseURL: String { enrollment["base_url"].string ?? "" }

    /// The ids by which the web page shows the user's devices.
    func mediums() async throws -> [String] {
        let body: JSON = ["request_id": "request-1", "identifier": "user@example.com"]
        let reply = try await web.call("POST", "/verification-srv/public/graph/user/setup", body)
        return reply.json["data"]["configured_list"][0]["mediums"].array.compactMap { $0["id"].string }
    }
}
