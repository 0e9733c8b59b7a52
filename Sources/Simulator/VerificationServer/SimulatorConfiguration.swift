import Glibc
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import OpenIDProvider
package import SimulatorHTTP

/// How a ``Simulator`` runs. Everything has a default.
package struct SimulatorConfiguration: Sendable {
    /// The PEM files of a certificate chain and its key.
    package struct TLS: Sendable {
        /// The path of the chain, with the server's own certificate first.
        package var certificate: String
        /// The path of the private key.
        package var key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// The port on 127.0.0.1; 0 selects a free one.
    package var port: Int
    /// The path of the Unix socket that pushes go to, for devices that name no other. Nil: they get no push.
    package var inbox: String?
    /// False for a tenant whose pushes reach no inbox at all; sign-ins are then only in the pending list.
    package var delivers: Bool
    /// The generation of the pushes and answers.
    package var shapes: Shapes
    /// The form of refusals.
    package var errorForm: ErrorForm
    /// The form of the link and of the QR code on the account page.
    package var links: LinkStyle
    /// The push ids that the tenant knows. It refuses others if ``checksPushIDs`` is true.
    package var pushTokens: [String]
    /// Whether a device needs a push id that the tenant knows.
    package var checksPushIDs: Bool
    /// The routes that are missing.
    package var without: [RouteSelection]
    /// How a gateway answers for a missing route: 404, 405, 410 or 501.
    package var withoutStatus: Int
    /// How many seconds an exchange id is valid.
    package var timeToLive: Double
    /// Serves HTTPS as `localhost`; nil serves HTTP.
    package var tls: TLS?
    /// Where a finished sign-in redirects to if no application started it; nil is `/sim/landing` on this server.
    package var redirectURI: String?
    /// The origins whose pages may call the web's paths, such as `https://shop.example`. Pages on this machine always
    /// may.
    package var origins: Set<String>
    /// The faults that are armed at the start.
    package var faults: [ArmedFault]
    /// The clock and the random ids.
    package var source: Source
    /// Makes the numbers of a new sign-in or enrollment.
    package var makeNumbers: @Sendable () -> Numbers

    package init(
        port: Int = 0, inbox: String? = nil, delivers: Bool = true, shapes: Shapes = .newest,
        errorForm: ErrorForm = .nested, links: LinkStyle = LinkStyle(), pushTokens: [String] = [],
        checksPushIDs: Bool = false, without: [RouteSelection] = [], withoutStatus: Int = 404,
        timeToLive: Double = 300, tls: TLS? = nil, redirectURI: String? = nil,
        origins: Set<String> = [], faults: [ArmedFault] = [], source: Source = .system(),
        makeNumbers: @escaping @Sendable () -> Numbers = { .random() }
    ) {
        self.port = port
        self.inbox = inbox
        self.delivers = delivers
        self.shapes = shapes
        self.errorForm = errorForm
        self.links = links
        self.pushTokens = pushTokens
        self.checksPushIDs = checksPushIDs
        self.without = without
        self.withoutStatus = withoutStatus
        self.timeToLive = timeToLive
        self.tls = tls
        self.redirectURI = redirectURI
        self.origins = origins
        self.faults = faults
        self.source = source
        self.makeNumbers = makeNumbers
    }
}

extension SimulatorConfiguration {
    /// Whether `text` is an origin in the form that browsers send.
    package static func isOrigin(_ text: String) -> Bool { Origin(text) != nil }

    /// Whether a gateway says with this status that there is no such route.
    package static func isStatusOfMissingRoute(_ status: Int) -> Bool { AbsentRoutes.titles[status] != nil }
}

/// Why a ``Simulator`` does not start or refuses a call. The description says what to do.
package enum SimulatorError: Error, Equatable, CustomStringConvertible {
    case portInUse(Int)
    case cannotListen(String)
    case unusableCertificate(path: String)
    case unusableKey(path: String)
    case keyDoesNotFit(String)
    case refused(String)

    package var description: String {
        switch self {
        case .portInUse(let port): "port \(port) is in use: choose another one, or 0 for any"
        case .cannotListen(let reason): "the server cannot listen on 127.0.0.1 (\(reason)): choose another port"
        case .unusableCertificate(let path): "\(path) is not a readable PEM certificate: give one to --cert"
        case .unusableKey(let path): "\(path) is not a readable PEM key: give one to --key"
        case .keyDoesNotFit(let reason): "the certificate and the key do not fit each other (\(reason)): give a pair"
        case .refused(let reason): reason
        }
    }
}

extension SimulatorError {
    init(_ error: any Error, _ configuration: SimulatorConfiguration) {
        if let error = error as? SimulatorError {
            self = error
        } else if let error = error as? IOError, error.errnoCode == EADDRINUSE {
            self = .portInUse(configuration.port)
        } else if error is NIOSSLError || error is BoringSSLError {
            self = .keyDoesNotFit("\(error)")
        } else {
            self = .cannotListen("\(error)")
        }
    }
}

extension SimulatorConfiguration {
    /// HTTP/1.1, over TLS if a certificate is given. `fault` returns the fault that a new connection meets, if any.
    func server(fault: @escaping @Sendable () -> Fault?) throws -> HTTPServerBuilder {
        guard let tls = try tlsConfiguration() else {
            return HTTPServerBuilder { FaultInjectingChannel(base: HTTP1Channel(responder: $0), fault: fault) }
        }
        return HTTPServerBuilder { responder in
            let base = try TLSChannel(HTTP1Channel(responder: responder), tlsConfiguration: tls)
            return FaultInjectingChannel(base: base, fault: fault)
        }
    }

    private func tlsConfiguration() throws -> TLSConfiguration? {
        guard let tls else { return nil }
        guard let chain = try? NIOSSLCertificate.fromPEMFile(tls.certificate), !chain.isEmpty else {
            throw SimulatorError.unusableCertificate(path: tls.certificate)
        }
        guard let key = try? NIOSSLPrivateKey(file: tls.key, format: .pem) else {
            throw SimulatorError.unusableKey(path: tls.key)
        }
        return .makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    }

    /// Hides the HTTP server's own messages, which do not help the user of a simulator.
    func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .critical)
        return logger
    }
}

extension SimulatorState {
    init(_ configuration: SimulatorConfiguration) {
        source = configuration.source
        makeNumbers = configuration.makeNumbers
        defaultInbox = configuration.inbox
        redirectURI = configuration.redirectURI
        delivers = configuration.delivers
        shapes = configuration.shapes
        errorForm = configuration.errorForm
        links = configuration.links
        pushTokens = PushTokens(configuration.pushTokens, isChecked: configuration.checksPushIDs)
        absent = AbsentRoutes(configuration.without, status: configuration.withoutStatus)
        let authenticatorID = configuration.source.id()
        self.authenticatorID = authenticatorID
        faults = FaultQueue(configuration.faults)
        // A tenant that checks push ids has to know the one of the built-in device, if it knows any.
        let request = DeviceRequest(clientID: authenticatorID, pushID: configuration.pushTokens.first)
        builtIn = Device(request, defaultInbox: configuration.inbox, source: configuration.source)
        people = People(firstSub: builtIn.sub, email: tenant.identifier)
        store = VerificationStore(
            source: configuration.source, makeNumbers: configuration.makeNumbers, timeToLive: configuration.timeToLive,
            devices: [builtIn])
        openID = OpenIDProvider(source: configuration.source, authenticatorID: authenticatorID)
    }
}
