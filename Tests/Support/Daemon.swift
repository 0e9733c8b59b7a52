public import Subprocess

/// A running `smartpushd`, and its two sockets.
public struct Daemon: Sendable {
    public let program: RunningProgram
    public let stage: Stage
    public let api: HTTPPlace
    public let inbox: Place

    public init(_ program: RunningProgram, _ stage: Stage, api: String? = nil, inbox: String? = nil) {
        self.program = program
        self.stage = stage
        self.api = HTTPPlace(.unix(api ?? stage.api))
        self.inbox = .unix(inbox ?? stage.inbox)
    }

    public var log: String { program.errors.text }

    @discardableResult
    public func stop(_ signal: Signal = .terminate) async throws -> TerminationStatus {
        try await program.stop(signal)
    }

    /// Sets a limit of the running process, with its name in prlimit(1). Sets only the soft limit, so that it can be
    /// raised again.
    public func limit(_ resource: String, _ value: String) async throws {
        let ended = try await stage.run("prlimit", ["--pid", "\(program.pid)", "--\(resource)=\(value):"])
        guard ended.code == 0 else { throw Surprise(ended.errors) }
    }

    // MARK: Inbox

    /// Sends one line and reads its answer.
    @discardableResult
    public func deliver(_ line: String) async throws -> JSON {
        try await withWire(to: inbox) { wire in
            try await wire.send(line + "\n")
            guard let answer = try await wire.line() else { throw Surprise("the inbox closed without an answer") }
            return JSON(answer)
        }
    }

    // MARK: API

    public func get(_ path: String) async throws -> Reply {
        try await api.call("GET", path)
    }

    public func exchange(_ id: String) async throws -> JSON {
        try await get("/v1/exchanges/\(id)").json
    }

    public func exchanges(_ query: String = "") async throws -> [JSON] {
        try await get("/v1/exchanges\(query)").json["exchanges"].array
    }

    /// Sends a decision about an exchange.
    public func decide(_ step: String, _ id: String, _ body: JSON? = nil, query: String = "") async throws -> Reply {
        try await api.call("POST", "/v1/exchanges/\(id)/\(step)\(query)", body?.text)
    }

    public func enroll(_ enrollment: JSON) async throws -> String {
        let reply = try await api.call("POST", "/v1/enrollments", enrollment)
        guard reply.status == 201, let id = reply.json["id"].string else { throw Surprise(reply.text) }
        return id
    }

    /// Follows the events, from now or from the one after this id.
    public func withEvents<Result>(
        after id: String? = nil, _ body: (EventReader) async throws -> Result
    ) async throws -> Result {
        try await withWire(to: api.place) { wire in
            let headers = id.map { ["Last-Event-ID": $0] } ?? [:]
            try await wire.send(HTTPPlace.request("GET", "/v1/events", headers: headers))
            let head = try await wire.head()
            guard head.status == 200, head.type == "text/event-stream" else { throw Surprise("no event stream") }
            return try await body(EventReader(wire))
        }
    }

    /// The first event ever whose exchange meets the condition. Waits for it if there was none yet.
    @discardableResult
    public func event(where isWanted: (JSON) -> Bool) async throws -> JSON {
        try await withEvents(after: "0") { try await $0.first(where: isWanted).exchange }
    }

    /// An exchange in a state, without a step under way.
    @discardableResult
    public func settled(_ state: String, id: String? = nil) async throws -> JSON {
        try await event { exchange in
            exchange["state"].string == state && exchange["operation"] == .null
                && (id == nil || exchange["id"].string == id)
        }
    }
}

extension Stage {
    /// Starts the daemon and returns when it is ready. The wrapper is a command that executes its remaining arguments.
    public func daemon(_ changes: [String: String?] = [:], through wrapper: [String] = []) async throws -> Daemon {
        let program = try await start(wrapper + ["smartpushd"], environment: changes)
        do {
            try await program.errors.line(with: "event=ready")
        } catch {
            throw Surprise("\(error)\nand then it ended: \(try await program.termination)")
        }
        return Daemon(program, self)
    }

    /// Starts a daemon that can't start, and returns its message and exit status.
    public func failingDaemon(
        _ changes: [String: String?] = [:], through wrapper: [String] = []
    ) async throws -> Ended {
        let program = try await start(wrapper + ["smartpushd"], environment: changes)
        for await line in program.errors.lines() where line.contains("event=ready") {
            throw Surprise("the daemon started, which it should not:\n\(program.errors.text)")
        }
        return Ended(try await program.termination, program.output.text, program.errors.text)
    }

    private func start(_ words: [String], environment: [String: String?]) async throws -> RunningProgram {
        try await start(words[0], Array(words.dropFirst()), environment: environment)
    }
}
