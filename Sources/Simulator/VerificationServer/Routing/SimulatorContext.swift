import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SimulatorHTTP

/// The data of a request on its way through the router.
struct SimulatorContext: RequestContext {
    struct Source: RequestContextSource {
        var request: ServerRequest
        var intendedMethod: String?
        var channel: any Channel
        var logger: Logger
    }

    var coreContext: CoreRequestContextStorage
    /// The request without its body.
    let request: ServerRequest
    /// In a preflight request: the method of the call that the browser wants to make.
    let intendedMethod: String?
    let channel: any Channel

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        request = source.request
        intendedMethod = source.intendedMethod
        channel = source.channel
    }

    init(_ request: Request, _ channel: any Channel, logger: Logger) {
        self.init(
            source: Source(
                request: ServerRequest(request, from: channel),
                intendedMethod: request.headers[.accessControlRequestMethod], channel: channel, logger: logger))
    }
}

extension ServerRequest {
    fileprivate init(_ request: Request, from channel: any Channel) {
        self.init(method: request.method, path: request.uri.path, rawQuery: request.uri.query ?? "")
        query = Dictionary(request.uri.queryParameters.map { (String($0.key), String($0.value)) }) { first, _ in first }
        authorization = request.headers[.authorization]
        authority = request.head.authority
        origin = request.headers[.origin]
        userAgent = request.headers[.userAgent]
        accessToken = request.headers.text("access_token")
        deviceMake = request.headers.text("deviceMake")
        deviceModel = request.headers.text("deviceModel")
        fetchSite = request.headers.text("Sec-Fetch-Site")
        wantsPage = request.headers[.accept]?.contains("text/html") == true
        address = channel.remoteAddress?.ipAddress
    }
}

extension HTTPFields {
    fileprivate func text(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
