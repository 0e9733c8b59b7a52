import Hummingbird
import Logging
import UnixListener

/// What is known of a request beside itself: who sent it.
struct APIContext: RequestContext {
    struct Source: RequestContextSource {
        var peer: Peer
        var logger: Logger
    }

    var coreContext: CoreRequestContextStorage
    let peer: Peer

    /// More than any body of this API needs.
    var maxUploadSize: Int { 64 * 1024 }

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.peer
    }
}
