import Hummingbird
import Logging
import UnixListener

/// The context of a request: which process sent it.
struct APIContext: RequestContext {
    struct Source: RequestContextSource {
        var peer: Peer
        var logger: Logger
    }

    var coreContext: CoreRequestContextStorage
    let peer: Peer

    /// In bytes; more than any body of this API needs.
    var maxUploadSize: Int { 64 * 1024 }

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.peer
    }
}
