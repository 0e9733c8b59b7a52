import TestSupport
import Testing

/// Foundation with ICU takes 40 MB of a program and 13 MB of a running process. FoundationEssentials is enough. A
/// single import anywhere, even in a dependency, links all of it again.
@Suite("A released program") struct LinkedLibraryTests {
    @Test(
        "links neither Foundation nor ICU", arguments: ["smartpushd", "smartpush", "smartpush-prompt", "smartpush-sim"])
    func linksNoFoundation(program: String) async throws {
        try await Stage.with { stage in
            let path = try "\(Stage.programFolder())/\(program)"
            let header = try await stage.run("readelf", ["--dynamic", path])
            #expect(header.code == 0)
            let libraries = header.output.matches(of: #/\(NEEDED\).*\[(.*)\]/#).map { String($0.1) }
            #expect(libraries.contains("libc.so.6"))
            let heavy = ["libFoundation.so", "libFoundationInternationalization.so", "lib_FoundationICU.so"]
            #expect(libraries.filter(heavy.contains) == [])
            // It is linked statically, as in a package, so the file itself shows it.
            let search = try await stage.run("grep", ["--quiet", "--text", "icudt", path])
            #expect(search.code == 1)
        }
    }
}
