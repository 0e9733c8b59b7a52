extension LoginMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .noServer:
            "nennen Sie den Server: smartpush login https://tenant.example.com --client-id ID; oder tragen Sie ihn unter "
                + "servers in der Konfiguration ein (man smartpush-config)"
        case .severalServers(let names):
            "mehrere Server sind konfiguriert; nennen Sie einen: smartpush login "
                + names.joined(separator: ", oder ")
        case .unusableServer(let text):
            "\(text) ist weder der Name eines konfigurierten Servers noch eine Adresse wie https://tenant.example.com"
        case .noClientID(let server):
            "die Client-ID für \(server) ist nicht bekannt; fragen Sie den Administrator des Mandanten danach, und geben "
                + "Sie sie mit --client-id an"
        case .serverNotAllowed(let server, let allowed):
            "der Administrator dieses Rechners erlaubt \(server) nicht; erlaubt sind \(allowed.joined(separator: ", "))"
        case .timeoutOutOfRange: "--timeout muss eine Zahl von Sekunden von 1 bis 3600 sein"
        case .openAddress: "Melden Sie sich unter dieser Adresse an:"
        case .browserOpened: "Sie wurde im Browser geöffnet."
        case .throughSSH(let command):
            "Ist der Browser auf einem anderen Rechner, starten Sie dort zuerst, und lassen es laufen: \(command)"
        case .signedInPage: "Sie sind angemeldet. Sie können dieses Fenster schließen."
        case .failedPage:
            "Die Anmeldung ist fehlgeschlagen. Das Terminal sagt, warum. Sie können dieses Fenster schließen."
        case .notAwaitedPage: "Diese Anmeldung wird hier nicht erwartet. Beginnen Sie neu: smartpush login"
        case .requestFailed(let server, let failure): "\(server): \(failure.german)"
        case .notAProvider(let server, let status):
            "eine Anmeldung bei \(server) ist nicht möglich: der Server hat keine brauchbare OpenID-Konfiguration (HTTP "
                + "\(status)); prüfen Sie die Adresse"
        case .otherIssuer(let server, let issuer):
            "eine Anmeldung bei \(server) ist nicht möglich: der Server nennt als seine Adresse \(issuer); nehmen Sie "
                + "diese, wenn Sie ihr trauen"
        case .noPKCE(let server): "eine Anmeldung bei \(server) ist nicht möglich: der Server hat kein PKCE mit S256"
        case .refused(let code, let words, let advice):
            "der Server hat die Anmeldung abgelehnt (\(code)\(words.map { ": \($0)" } ?? ""))\(advice.german)"
        case .unusableTokens(let field):
            "die Antwort des Servers auf die Anmeldung ist nicht verwendbar: \(field) fehlt oder ist falsch; versuchen "
                + "Sie es noch einmal"
        case .timedOut(let seconds):
            "niemand hat sich innerhalb von \(seconds) s angemeldet; zeigte der Browser einen Fehler: "
                + LoginAdvice.setUpInGerman
        case .cantListen: "auf keinem Port von 127.0.0.1 lässt sich auf die Rückkehr des Browsers warten"
        }
    }
}

extension LoginAdvice {
    /// What follows the refusal.
    fileprivate var german: String {
        switch self {
        case .client, .redirect, .scope: "; \(Self.setUpInGerman)"
        case .denied: "; war das ein Versehen, melden Sie sich noch einmal an: smartpush login"
        case .none: "; versuchen Sie es noch einmal, oder fragen Sie den Administrator des Mandanten"
        }
    }

    fileprivate static let setUpInGerman =
        "der Administrator des Mandanten muss den Client einrichten: Typ native (öffentlich, ohne Geheimnis), Grant "
        + "authorization_code, Redirect-URI http://127.0.0.1 mit beliebigem Port und dem Pfad /callback, Scopes openid, "
        + "profile und cidaas:verification_write"
}
