extension HelpMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .smartpush: "Smart-PUSH-Anmeldungen von diesem Rechner aus beantworten."
        case .idArgument:
            """
            ID ist die ID einer Anmeldung oder deren erste 6 oder mehr Zeichen; sie kann wegbleiben, wo genau eine \
            Anmeldung offen ist.
            """
        case .jsonFlag: "JSON für ein Programm ausgeben."
        case .allow: "Ja zu einer Anmeldung sagen, die Sie selbst begonnen haben."
        case .allowDiscussion:
            "Gibt die Zahlen zur Auswahl aus; fertig ist die Anmeldung nach smartpush verify."
        case .cancel: "Eine Anmeldung abbrechen, die Sie selbst begonnen haben."
        case .deny: "Nein zu einer Anmeldung sagen, die Sie nicht begonnen haben."
        case .denyAllFlag: "Nein zu allen offenen Anmeldungen sagen."
        case .waitOption:
            "Wie lange auf den Ausgang zu warten ist; 0, um ihn dem Dienst zu überlassen."
        case .secondsValue: "sekunden"
        case .deliver: "Pushes beim Dienst abgeben."
        case .deliverDiscussion:
            """
            Liest JSON: einen Push je Zeile, oder über mehrere Zeilen verteilt. Ein Push, der beantwortet ist, \
            ist sicher auf der Platte. Mit --json die Antwort auf jeden.
            """
        case .pushesArgument: "Die Datei mit den Pushes; - oder nichts für die Standardeingabe."
        case .fileValue: "datei"
        case .doctor: "Nachsehen, was nicht stimmt, und sagen, welcher Befehl es behebt."
        case .doctorDiscussion:
            """
            Sieht nach dem Dienst, seinen Units und Dateien, der Datenbank, jedem Server mit seiner Uhr und seinem \
            Zertifikat, dem Dienst für Hinweise und dem Prompt. Wo ein Server ein Simulator ist, schickt er diesem Rechner \
            einen Push, der gleich abgebrochen wird. Endet mit 0, wo alles stimmt, mit 69, wo der Dienst nicht \
            erreichbar ist, mit 4, wo nur ein Server schuld ist, und sonst mit 70.

            Mit --tenant sagt es stattdessen, was von außen über einen Server zu erfahren ist: sein Zertifikat, seine Uhr, \
            der Proxy, seine Anmeldung, und welche Pfade eines Geräts es dort gibt. Niemand wird registriert, nichts Geheimes \
            gesendet, und kein Dienst ist nötig. Mit --json kann der Bericht dem Projekt geschickt werden. Endet mit 4, wo \
            der Server nicht erreichbar ist.
            """
        case .tenantOption:
            "Diesen Server von außen untersuchen: eine Adresse, oder der Name eines konfigurierten Servers."
        case .urlValue: "url"
        case .enroll: "Dieses Gerät für ein Konto registrieren."
        case .enrollDiscussion:
            """
            Nimmt den Link, den die Webseite zeigt, oder ein Bild ihres QR-Codes (gelesen von zbarimg aus Debians \
            zbar-tools), und fragt nach der Zahl, die die Seite dann zeigt. Eine leere Zeile oder Strg-C gibt die \
            Registrierung auf, und der Server erfährt es. Ohne Terminal geben Sie die Zahl mit --number an; dafür kann \
            derselbe Link noch einmal angegeben werden.

            Ein Link kann eine URI mit beliebigem Schema sein, ein JSON-Objekt, oder die bloße ID. Wenn er seinen Server \
            nicht nennt, geben Sie ihn mit --server an; wenn nur der Link ihn nennt, werden Sie gefragt, ob er Ihrer \
            Firma gehört.

            Ein Link ist geheim, solange er gilt: wer ihn sieht, kann damit ein eigenes Gerät registrieren. Ein \
            Argument kann jeder auf der Maschine sehen, auch --client-id und --push-id; wo es andere gibt, leiten Sie \
            ihn darum ein: wl-paste | smartpush enroll.

            Eine Datei oder die Standardeingabe kann auch ein JSON-Objekt mit base_url, tenant_key, sub, client_id, \
            device_id und push_id enthalten, und wenn gewünscht name, tenant_name, account und path_set ("auto", \
            "guide" oder "v2"), für ein Gerät, das der Server schon kennt. Es wird auf jeden Fall gespeichert; endet mit \
            4, wenn der Server es ablehnt. Die Zeile, die smartpush-sim ausgibt, genügt, wie sie \
            ist. Auch ihre IDs sind geheim, und nie Argumente.
            """
        case .linkArgument:
            "Der Link, oder die Datei mit ihm; - oder nichts für die Standardeingabe."
        case .linkOrFileValue: "link|datei"
        case .numberOption: "Die Zahl, die die Webseite zeigt."
        case .numberValue: "zahl"
        case .serverOption: "Der Server, wenn der Link ihn nicht nennt, oder nur der Link ihn nennt."
        case .nameOption: "Wie die Registrierung hier heißen soll."
        case .textValue: "text"
        case .enrollments: "Die Konten auflisten, für die dieses Gerät registriert ist."
        case .history: "Die beendeten Anmeldungen auflisten, die neueste zuerst."
        case .limitOption: "Wie viele höchstens."
        case .list: "Die offenen Anmeldungen auflisten."
        case .allFlag: "Auch die beendeten auflisten."
        case .stateOption: "Nur die in einem Zustand auflisten."
        case .stateValue: "zustand"
        case .login: "Dieses Gerät mit einer Anmeldung im Browser registrieren."
        case .loginDiscussion:
            """
            Öffnet die Anmeldeseite des Servers im Browser und gibt ihre Adresse aus. Haben Sie sich dort angemeldet, ist \
            dieses Gerät für Ihr Konto registriert, ohne QR-Code und ohne Zahl. SERVER ist die Adresse des Servers oder der \
            Name eines Servers aus servers in der Konfiguration (man smartpush-config), und nicht nötig, wo genau einer \
            konfiguriert ist.

            Über ssh kann der Browser auf einem anderen Rechner sein: auch der Befehl, der seinen Port hierher leitet, wird \
            ausgegeben. Der Browser ist $BROWSER, sonst der des Desktops.

            Der Administrator des Mandanten muss den Client einrichten: Typ native (öffentlich, ohne Geheimnis), Grant \
            authorization_code, Redirect-URI http://127.0.0.1 mit beliebigem Port und dem Pfad /callback, und die Scopes \
            openid, profile und cidaas:verification_write.
            """
        case .loginServerArgument: "Die Adresse des Servers, oder der Name eines konfigurierten."
        case .urlOrNameValue: "server"
        case .clientIDOption: "Die ID der App beim Server; nicht nötig bei einem konfigurierten Server."
        case .pushIDOption: "Die Push-ID für die Registrierung, wenn der Server eine bestimmte verlangt."
        case .idValue: "id"
        case .deviceNameOption: "Wie der Server dieses Gerät nennen soll; ohne Konfiguration der Name des Rechners."
        case .noBrowserFlag: "Nur die Adresse ausgeben, und keinen Browser öffnen."
        case .loginTimeoutOption: "Wie lange auf die Anmeldung zu warten ist, von 1 bis 3600."
        case .refresh: "Jeden Server jetzt fragen, ob eine Anmeldung wartet."
        case .rename: "Einer Registrierung einen anderen Namen geben."
        case .renameDiscussion: "Der Name gilt nur auf dieser Maschine. Ein leerer Name entfernt ihn."
        case .newNameArgument: "Der neue Name."
        case .nameValue: "name"
        case .show: "Alles zeigen, was von einer Anmeldung bekannt ist."
        case .status: "Zeigen, wie es dem Dienst geht."
        case .unenroll: "Eine Registrierung entfernen."
        case .unenrollDiscussion:
            "Ihre offenen Anmeldungen enden als abgebrochen. Mit --json die Registrierung, wie sie war."
        case .enrollmentArgument: "Name, Konto oder ID der Registrierung, aus: smartpush enrollments"
        case .verify: "Die Zahl angeben, die die Webseite zeigt."
        case .verifyUsage: "smartpush verify [<id>] <zahl> [--wait <sekunden>] [--json]"
        case .verifyArgument: "Die Anmeldung, nicht nötig, wo genau eine offen ist, und die Zahl."
        case .watch: "Die Anmeldungen zeigen, wie sie kommen, und mit Tasten beantworten."
        case .watchDiscussion:
            """
            Auf einem Terminal eine laufende Ansicht. Sonst, oder mit --json, jede Änderung auf einer Zeile. Geht \
            weiter, ohne eine Änderung zu verpassen, wenn der Dienst neu startet. Endet mit q oder Strg-C.
            """
        case .signInArgument: "Die Anmeldung; nicht nötig, wo genau eine offen ist."
        case .reasonOption: "Warum, für die Aufzeichnung des Servers."
        case .countValue: "n"
        case .signInAndNumberValue: "id> <zahl"
        case .daemon: "Diesen Rechner zu einem registrierten Smart-PUSH-Gerät machen."
        case .daemonDiscussion:
            """
            Läuft im Vordergrund und braucht keine Argumente; gewöhnlich startet ihn systemd:
              systemctl --user enable --now smartpushd
            Seine Konfiguration ist $SMARTPUSH_CONFIG, sonst ~/.config/smartpush/config.json.
            """
        case .prompt: "Smart-PUSH-Anmeldungen auf diesem Desktop zeigen und beantworten lassen."
        case .promptDiscussion:
            """
            Zeigt jede wartende Anmeldung als Hinweis, mit Knöpfen zum Antworten. Läuft im Vordergrund und braucht \
            keine Argumente; gewöhnlich startet ihn die grafische Sitzung:
              systemctl --user start smartpush-prompt
            """
        case .parserText(let text): GermanParserWords.help(text)
        }
    }
}
