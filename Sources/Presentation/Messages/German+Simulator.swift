extension SimulatorMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .abstract: "Ein Server zum Vorführen und Testen von smartpush."
        case .discussion:
            """
            Gibt eine JSON-Zeile aus, sobald er lauscht: die base_url, und eine Registrierung für `smartpush enroll`. Der \
            Befehl demo führt stattdessen eine ganze Anmeldung vor.
            """
        case .usage:
            """
            smartpush-sim [--port <n>] [--inbox <socket>] [--ttl <sekunden>] [--cert <pem> --key <pem>] \
            [--origin <origin> ...] [--fault <spec> ...]
            smartpush-sim demo [--interactive | --web] [--json]
            """
        case .portOption: "Der Port auf 127.0.0.1; 0 nimmt einen freien."
        case .inboxOption: "Der Unix-Socket, an den Pushes gehen."
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
        case .portOutOfRange: "--port nimmt eine Zahl von 0 bis 65535"
        case .timeToLiveTooShort: "--ttl nimmt eine Zahl von Sekunden, 1 oder mehr"
        case .certificateWithoutKey: "--cert und --key gehören zusammen: geben Sie beide an oder keines"
        case .noOrigin(let origin): "'\(origin)' ist kein Origin; --origin nimmt einen wie https://shop.example:8443"
        case .clockOffsetNotFinite: "--clock-offset nimmt eine Zahl von Sekunden"
        case .wrongUsage(let words): "\(GermanParserWords.error(Voice.firstSentence(words))) (siehe --help)"
        }
    }
}
