import ArgumentParser
import Foundation

/// Measures the real daemon. Each figure is compared with a reference from the same run on the same disk.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks",
        abstract: "Measure smartpushd, each figure beside a reference taken in the same run on the same disk.",
        discussion:
            "Run it on a quiet machine, with release binaries: Tests/run benchmarks does both builds and runs it.",
        subcommands: [Measure.self, Echo.self], defaultSubcommand: Measure.self
    )
}

struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure. It exits 0 also where a target is missed, and 70 where a figure could not be taken."
    )

    @Option(help: "The folder of smartpushd, smartpush and benchmark-empty.")
    var binaries: String?
    @Option(help: "A folder on the disk to measure on.")
    var folder = "."
    @Option(help: "Only this figure; may be given several times: \(Figures.names.joined(separator: ", ")).")
    var only: [String] = []
    @Flag(help: "Print one JSON document instead of a table.")
    var json = false
    @Option(help: "How long the idle daemon is watched.")
    var idleSeconds = 60
    @Option(help: "How long the daemon is left alone before that; connections to servers are kept for 20 s.")
    var settleSeconds = 25
    @Option(help: "How many exchanges are driven through for the memory that is held after them.")
    var exchanges = 10_000

    func validate() throws {
        for name in only where !Figures.names.contains(name) {
            throw ValidationError("\(name) is no figure; there are \(Figures.names.joined(separator: ", "))")
        }
        guard idleSeconds > 0, settleSeconds >= 0, exchanges > 0 else {
            throw ValidationError("a number is too small")
        }
    }

    func run() throws {
        let folder = URL(filePath: folder).standardizedFileURL.path
        let here = CommandLine.arguments.first.map { URL(filePath: $0).deletingLastPathComponent().path } ?? "."
        var report = Report(machine: Machine(folder: folder))
        if !json { print(report.machine.words) }
        guard !report.machine.isInMemory else {
            say("\(folder) is in memory, where a sync costs nothing; name a folder on a disk with --folder")
            throw ExitCode(70)
        }
        let settings = Settings(
            binaries: URL(filePath: binaries ?? here).standardizedFileURL.path, folder: folder,
            idleTime: .seconds(idleSeconds), settleTime: .seconds(settleSeconds), exchanges: exchanges
        )
        for (name, figure) in Figures.all where only.isEmpty || only.contains(name) {
            say("\(name) …")
            do {
                report.rows += try figure(settings)
            } catch {
                report.failures.append("\(name): \(error)")
            }
        }
        print(json ? try report.json : report.table)
        if !report.failures.isEmpty { throw ExitCode(70) }
    }
}

/// The C reference, in its own process. Its standard input is the connection.
struct Echo: ParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @Argument var request: Int
    @Argument var response: Int

    func run() throws {
        try serveEcho(request: request, response: response)
    }
}

/// Prints progress on standard error, separately from the results.
func say(_ words: String) {
    try? FileHandle.standardError.write(contentsOf: Data((words + "\n").utf8))
}
