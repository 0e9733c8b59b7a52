import LocalAPIClient
import LocalAPIModel
import Testing

@Suite struct SocketPathsTests {
    private func folder(_ environment: [String: String], exists: Set<String> = []) throws -> String {
        try SocketPaths(environment: environment, userID: 1000) { exists.contains($0) }.folder
    }

    @Test func prefersItsOwnVariable() throws {
        #expect(try folder(["SMARTPUSH_RUNTIME_DIR": "/a/", "XDG_RUNTIME_DIR": "/b"]) == "/a")
    }

    @Test func usesTheSessionsFolder() throws {
        #expect(try folder(["XDG_RUNTIME_DIR": "/run/user/1000"]) == "/run/user/1000/smartpush")
        #expect(try folder(["XDG_RUNTIME_DIR": "/b//", "SMARTPUSH_RUNTIME_DIR": ""]) == "/b/smartpush")
    }

    @Test func fallsBackToTheUsualFolderWhereItExists() throws {
        let usual = "/run/user/1000/smartpush"
        #expect(try folder([:], exists: [usual]) == usual)
        #expect(try folder(["XDG_RUNTIME_DIR": "relative"], exists: [usual]) == usual)
        #expect(throws: SocketPaths.Unknown.self) { try folder([:]) }
    }

    @Test func namesBothSockets() {
        let paths = SocketPaths(folder: "/r")
        #expect(paths.inbox == "/r/inbox.sock")
        #expect(paths.api == "/r/api.sock")
    }
}
