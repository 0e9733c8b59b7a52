import Dispatch
import Glibc
import Logging
import Messages
import PushEngine
import ServiceLifecycle
import Settings
import Systemd

/// Reads the configuration again on `SIGHUP`, which `systemctl --user reload` sends.
struct ReloadService: Service {
    let engine: Engine
    let level: LogLevel
    let rules: ServerRules
    let environment: [String: String]
    let file: String
    /// The configuration at the start.
    let configuration: DaemonConfiguration
    let logger: Logger

    func run() async throws {
        let (hangups, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        signal(SIGHUP, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: DispatchQueue(label: "smartpush.reload"))
        source.setEventHandler { continuation.yield() }
        source.resume()
        defer { source.cancel() }
        var inForce = configuration
        await withGracefulShutdownHandler {
            for await _ in hangups { inForce = await reload(inForce) }
        } onGracefulShutdown: {
            continuation.finish()
        }
    }

    /// - Returns: the configuration that is now in effect.
    private func reload(_ old: DaemonConfiguration) async -> DaemonConfiguration {
        ServiceNotifier.reloading()
        defer { ServiceNotifier.ready() }
        do {
            let new = try DaemonConfiguration(environment: environment, file: file)
            await adopt(new, after: old)
            return new
        } catch {
            let why = StartFailure(error, in: .english).words
            logger.error(.reloadFailed(why: why), ["event": "reload_failed"])
            return old
        }
    }

    private func adopt(_ new: DaemonConfiguration, after old: DaemonConfiguration) async {
        level.current = new.logLevel
        rules.adopt(new)
        logger.warn(of: new.ignored)
        await engine.adopt(new.engine)
        let late = new.keysForTheNextStart(differingFrom: old)
        logger.notice(.reloaded(later: late), ["event": "reloaded"])
    }
}

extension Logger {
    /// Logs which settings are ignored.
    func warn(of ignored: [IgnoredSetting]) {
        for setting in ignored { warning(.settingIgnored(setting), ["event": "setting_ignored"]) }
    }
}
