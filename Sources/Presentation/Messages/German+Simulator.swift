extension SimulatorMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .abstract: "Ein Server zum Vorführen und Testen von smartpush."
        case .discussion:
            """
            Gibt eine JSON-Zeile aus, sobald er lauscht: die base_url, eine Registrierung für `smartpush enroll` und eine \
            client_id für `smartpush login`. Der Befehl demo führt stattdessen eine ganze Anmeldung vor.
            """
        case .usage:
            """
            smartpush-sim [--port <n>] [--inbox <socket>] [--no-delivery] [--ttl <sekunden>] [--cert <pem> --key <pem>] \
            [--origin <origin> ...] [--fault <spec> ...] [--without <route> ...] [--without-status <status>] \
            [--check-push-id] [--push-token <token> ...] [--link-form <form>] [--minimal-links] [--old-shapes] \
            [--error-form <form>]
            smartpush-sim demo [--interactive | --web] [--json]
            """
        case .portOption: "Der Port auf 127.0.0.1; 0 nimmt einen freien."
        case .inboxOption: "Der Unix-Socket, an den Pushes gehen."
        case .noDeliveryFlag: "Keinen Push zustellen; Anmeldungen stehen dann nur in der Liste der offenen Anmeldungen."
        case .timeToLiveOption: "Wie lange jede exchange_id gilt."
        case .certificateOption: "HTTPS mit dieser Zertifikatskette; braucht --key."
        case .keyOption: "Der Schlüssel zum Zertifikat; braucht --cert."
        case .originOption:
            "Seiten von diesem Origin die Pfade des Webs rufen lassen, wie Seiten dieser Maschine; mehrfach möglich."
        case .faultOption: "Die nächsten Anfragen eines Schritts scheitern lassen; mehrfach möglich."
        case .faultGrammar(let steps, let faults):
            """
            SPEC ist STEP:FAULT[:before|after][:times=N], zum Beispiel allow:close:after oder \
            acknowledge:status=503,retry-after=2:before:times=3. STEP ist \(steps). FAULT ist \(faults). Mit before, der \
            Vorgabe, wirkt die Anfrage nicht; mit after leidet nur ihre Antwort. Eine Verbindung (connect) kann nur enden \
            oder hängen: im TLS-Handshake, wo es TLS gibt. Ein falsches Zertifikat geben Sie mit --cert an. POST und \
            DELETE auf /sim/faults tun dasselbe, während er läuft.
            """
        case .withoutOption: "Diese Route nicht anbieten, wie ein Server mit einer anderen Version; mehrfach möglich."
        case .routeNames(let steps):
            """
            ROUTE ist METHODE PFAD wie auf der Seite /sim/paths; ein Pfadsatz, guide oder v2, mit allen Aufrufen eines \
            Geräts darin; oder ein Schritt, in beiden Pfadsätzen oder in einem, zum Beispiel allow oder v2:pending. Ein \
            Schritt ist \(steps). Auf einen solchen Aufruf antwortet ein Gateway, ohne die Fehlerhülle des Servers. Die \
            Seiten des Servers selbst funktionieren weiter. POST und DELETE auf /sim/without tun dasselbe, während er läuft.
            """
        case .withoutStatusOption: "Wie das Gateway für eine fehlende Route antwortet: 404, 405, 410 oder 501."
        case .checkPushIDFlag: "Eine unbekannte push_id ablehnen, wie es ein Server mit Firebase tun kann."
        case .pushTokenOption:
            "Eine push_id, die der Server kennt, für --check-push-id; mehrfach möglich. Die Registrierung hat die erste."
        case .linkFormOption(let forms):
            "Was die Kontoseite und ihr QR-Code einem Gerät zum Scannen zeigen: \(forms). Das Erste ist die Vorgabe."
        case .minimalLinksFlag: "Nur die exchange_id in einen solchen Link schreiben, wie es die neuesten SDKs tun."
        case .oldShapesFlag: "Pushes und Antworten in den Formen älterer Versionen senden."
        case .errorFormOption: "Die Form eines Fehlers: a hat ein Objekt, b hat einfache Texte."
        case .portOutOfRange: "--port nimmt eine Zahl von 0 bis 65535"
        case .timeToLiveTooShort: "--ttl nimmt eine Zahl von Sekunden, 1 oder mehr"
        case .certificateWithoutKey: "--cert und --key gehören zusammen: geben Sie beide an oder keines"
        case .noOrigin(let origin): "'\(origin)' ist kein Origin; --origin nimmt einen wie https://shop.example:8443"
        case .withoutStatusUnknown: "--without-status nimmt 404, 405, 410 oder 501"
        case .pushTokenEmpty: "--push-token nimmt eine push_id mit mindestens einem Zeichen"
        case .linkFormUnknown(let forms): "eine Form ist \(forms)"
        case .clockOffsetNotFinite: "--clock-offset nimmt eine Zahl von Sekunden"
        case .wrongUsage(let words): "\(GermanParserWords.error(Voice.firstSentence(words))) (siehe --help)"
        }
    }
}
