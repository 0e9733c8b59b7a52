/// A step that is under way: the user's decision, or the automatic `acknowledge`.
package struct OperationDocument: Codable, Sendable, Equatable {
    /// `acknowledge`, `allow`, `deny`, `cancel` or `verify`.
    package var name: String
    /// How often the request was sent, counting one that is about to be; from 1.
    package var attempt: Int
    /// When the step was asked for.
    package var since: String

    enum CodingKeys: String, CodingKey {
        case name
        case attempt
        case since
    }

    package init(name: String, attempt: Int, since: String) {
        self.name = name
        self.attempt = attempt
        self.since = since
    }
}

/// The local process that took a decision. For display only, never trusted: a process can call itself anything.
package struct CallerDocument: Codable, Sendable, Equatable {
    /// The id that the process had when it connected.
    package var pid: Int32
    /// The path of its program, or the name alone; `nil` if unknown.
    package var exe: String?

    enum CodingKeys: String, CodingKey {
        case pid
        case exe
    }

    package init(pid: Int32, exe: String?) {
        self.pid = pid
        self.exe = exe
    }
}

/// Why an exchange ended `refused` or `unresolved`.
package struct FailureDocument: Codable, Sendable, Equatable {
    /// The server's code, such as `VER_0041`; else `http_` and the status; else the daemon's own, such as `allow_lost`.
    package var code: String
    /// A sentence in English for the user: what happened and, if possible, what to do.
    package var detail: String
    /// What the server said, in its own words; absent if it said nothing.
    package var words: String?

    enum CodingKeys: String, CodingKey {
        case code
        case detail
        case words
    }

    package init(code: String, detail: String, words: String? = nil) {
        self.code = code
        self.detail = detail
        self.words = words
    }
}
