extension TenantMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .serverLabel: "Server"
        case .proxyLabel: "Proxy"
        case .noProxy: "keiner"
        case .proxy(let place, let source): "\(place), aus \(source)"
        case .addressLabel: "Adresse"
        case .noAddress: "der Name des Servers lässt sich nicht auflösen"
        case .noTLS: "keine sichere Verbindung"
        case .tls(let version, let issuer, let until, let isTrusted):
            "\(version); Zertifikat \(issuer.map { "von \($0) " } ?? "")bis \(until)"
                + (isTrusted ? "" : "; nicht vertrauenswürdig")
        case .clockLabel: "Uhr"
        case .clock(0): "dieser Rechner stimmt mit dem Server überein"
        case .clock(let seconds) where seconds > 0: "dieser Rechner geht \(seconds) s vor"
        case .clock(let seconds): "dieser Rechner geht \(-seconds) s nach"
        case .loginLabel: "Anmeldung"
        case .login(let issuer, let hasPKCE, let missing):
            "möglich bei \(issuer); PKCE mit S256 \(hasPKCE == nil ? "nicht genannt" : "genannt"); "
                + Self.scopesInGerman(missing)
        case .callColumn: "AUFRUF"
        case .served(true?): "vorhanden"
        case .served(false?): "nicht da"
        case .served(nil): "unbekannt"
        case .notReached(let why): "der Server konnte nicht gefragt werden: \(why)"
        case .howToSend: "Mit --json ist dies ein Objekt ohne Geheimnisse, das dem Projekt geschickt werden kann."
        }
    }

    private static func scopesInGerman(_ missing: [String]?) -> String {
        guard let missing else { return "keine Scopes genannt" }
        return missing.isEmpty ? "alle Scopes genannt" : "nicht genannt: \(missing.joined(separator: ", "))"
    }
}
