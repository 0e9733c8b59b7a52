import NIOCore
import NIOPosix
import Settings
import WebClient

extension WebClient {
    /// A client for the commands that call a server themselves, with the configuration of the daemon.
    static func ofCommand(_ settings: Settings) throws(SettingsFault) -> WebClient {
        let settings = try WebSettings(settings)
        do {
            return try WebClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, settings: settings)
        } catch {
            throw .noCertificates(key: error.name, path: error.path)
        }
    }
}
