import HTTPTypes
import OpenIDProvider
import SimulatorHTTP
import Web

/// The pages for a browser, filled with data of the server.
enum PageEndpoints {
    static func login(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        let application = request.query["requestId"].flatMap { state.openID.destination(of: $0) }
        return WebPages.login(
            client: state.tenant.clientName, isForApplication: application != nil,
            destination: application ?? state.redirectURI ?? state.landing)
    }

    static func account(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        WebPages.account(tenant: state.tenant.name, command: "wl-paste | \(state.enrollCommand)")
    }

    /// The QR code of a link that no device has scanned yet.
    static func qrCode(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        guard let setup = state.setups[request.parameters["status_id"] ?? ""], setup.stage == .initiated else {
            throw .unknownPath
        }
        var response = ServerResponse(status: 200, headers: [.cacheControl: "no-store"])
        response.qrCode = state.link(to: setup)
        return response
    }

    static func landing(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        WebPages.landing(code: request.query["code"], baseURL: state.baseURL)
    }

    static func paths(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        WebPages.paths(Route.table.map { ($0.method, $0.path) })
    }

    static func asset(_ request: ServerRequest, _ state: inout SimulatorState) throws(Refusal) -> ServerResponse {
        guard let asset = WebPages.asset(request.parameters["name"] ?? "") else { throw .unknownPath }
        return asset
    }
}
