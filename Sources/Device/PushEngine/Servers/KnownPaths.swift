import PushExchange
import PushStore
import VerificationClient

/// Which generation of paths served each request at each server, as far as it is known.
struct KnownPaths: Sendable {
    private struct Key: Hashable {
        let baseURL: String
        let request: RequestName
    }

    private var paths: [Key: PathSet] = [:]

    init(_ stored: [KnownPath] = []) {
        for path in stored { paths[Key(baseURL: path.baseURL, request: path.request)] = path.paths }
    }

    subscript(request: RequestName, at baseURL: String) -> PathSet? {
        paths[Key(baseURL: baseURL, request: request)]
    }

    /// - Returns: whether this is new.
    mutating func learn(_ path: KnownPath) -> Bool {
        let key = Key(baseURL: path.baseURL, request: path.request)
        return paths.updateValue(path.paths, forKey: key) != path.paths
    }

    mutating func forget(_ baseURL: String) {
        paths = paths.filter { $0.key.baseURL != baseURL }
    }
}

extension Engine {
    /// An endpoint with what is known of the paths of its server.
    func prepared(_ endpoint: Endpoint, for request: RequestName) -> Endpoint {
        var endpoint = endpoint
        endpoint.knownPaths = knownPaths[request, at: endpoint.baseURL]
        return endpoint
    }

    /// Notes which generation of paths served a request, so that the next one begins with it.
    func learnPaths<Value>(of reply: Reply<Value>, to request: RequestName, at endpoint: Endpoint) {
        guard endpoint.paths == .auto, let paths = reply.paths else { return }
        let path = KnownPath(baseURL: endpoint.baseURL, request: request, paths: paths)
        // The guide's path is tried first anyway, so it need not be stored.
        guard paths != .guide || knownPaths[request, at: endpoint.baseURL] != nil, knownPaths.learn(path) else {
            return
        }
        spawn { engine in
            // If it can't be stored, it is found out again after the next start.
            try? await engine.commit(isAwaited: false) { transaction in Change(try transaction.put(path)) }
        }
    }
}
