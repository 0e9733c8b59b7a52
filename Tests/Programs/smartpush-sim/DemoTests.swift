import Testing

@testable import smartpush_sim

@Suite("The files of the demonstration")
struct DemoFolderTests {
    @Test("leave room for a socket's path")
    func socketPath() {
        #expect(DemoFolder.path(parent: "/var/tmp/", name: "n") == "/var/tmp/n")
        #expect(DemoFolder.path(parent: "/" + String(repeating: "x", count: 100), name: "n") == "/tmp/n")
        #expect(DemoFolder.path(parent: "relative", name: "n") == "/tmp/n")
        #expect(DemoFolder.path(parent: nil, name: "n") == "/tmp/n")
    }

    @Test("keep the caller's own daemon out")
    func environment() {
        let outer = [
            "HOME": "/h", "PATH": "/bin", "SMARTPUSH_LOG_LEVEL": "trace", "LISTEN_FDS": "2", "NOTIFY_SOCKET": "x",
        ]
        let inner = DemoFolder(path: "/d").environment(from: outer, ownFolder: "/opt")
        #expect(
            inner == [
                "HOME": "/h", "PATH": "/opt:/bin", "SMARTPUSH_RUNTIME_DIR": "/d/run",
                "SMARTPUSH_STATE_DIR": "/d/state", "SMARTPUSH_CONFIG": "/d/config.json",
            ])
    }
}

@Suite("The commands that a user copies")
struct DemoVisitTests {
    @Test(
        "are quoted for a shell",
        arguments: [
            ("/tmp/smartpush-demo-1/run", "/tmp/smartpush-demo-1/run"), ("/tmp/a b", "'/tmp/a b'"), ("", "''"),
            ("/tmp/it's $HOME", #"'/tmp/it'\''s $HOME'"#),
        ])
    func quoting(word: String, quoted: String) {
        #expect(DemoVisit.quoted(word) == quoted)
    }
}
