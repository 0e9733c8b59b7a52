import PushExchange
import Settings

extension DaemonMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .device(let message): message.german
        case .homeUnknown:
            "der Ordner ~ ist nicht verwendbar: HOME ist nicht gesetzt; setzen Sie es, oder SMARTPUSH_STATE_DIR und "
                + "SMARTPUSH_CONFIG"
        case .sharedFolder(let path):
            "der Ordner \(path) ist nicht verwendbar: andere benutzen ihn auch; nennen Sie einen für smartpushd allein"
        case .unusableFolder(let path):
            "der Ordner \(path) ist nicht verwendbar: er lässt sich nicht anlegen, gehört nicht Ihnen oder ist "
                + "schreibgeschützt; siehe: ls -ld \(path)"
        case .anotherDaemon(let path):
            "der Ordner \(path) ist nicht verwendbar: ein anderes smartpushd benutzt ihn schon; beenden Sie es zuerst "
                + "(systemctl --user stop smartpushd)"
        case .damagedAndFixed(let path, let detail):
            "\(path) ist nicht verwendbar: es ist beschädigt (\(detail)) und lässt sich nicht verschieben; legen Sie es "
                + "beiseite"
        case .noTimer: "der Kernel gab keinen Zeitgeber; vielleicht sind zu viele Dateien offen (ulimit -n)"
        case .anotherListens(let path):
            "auf \(path) hört schon ein anderer Prozess; beenden Sie ihn zuerst (systemctl --user stop smartpushd)"
        case .notASocket(let path): "\(path) gibt es, und es ist kein Socket; legen Sie es beiseite"
        case .socketPathTooLong(let path):
            "\(path) ist zu lang für einen Unix-Socket (107 Bytes); setzen Sie SMARTPUSH_RUNTIME_DIR auf einen kürzeren "
                + "Ordner"
        case .cantListen(let path, let detail): "auf \(path) lässt sich nicht hören: \(detail)"
        case .noPeerCredentials: "der Kernel sagt nicht, wer sich verbunden hat"
        case .summary(let open, let enrollments, let away, let failure):
            Self.summary(open, enrollments, away, failure)
        case .serverSilent(let baseURL, let failure): "\(baseURL): \(failure?.german ?? "keine Antwort")"
        case .inboxAcceptsNothing: "sie kann nichts annehmen"
        case .damagedDatabaseKept(let path):
            "eine beschädigte Datenbank liegt unter \(path), eine neue wurde angelegt: registrieren Sie neu (smartpush "
                + "enroll); was zu retten ist, zeigt sqlite3 \(path) .recover; legen Sie die Datei danach beiseite"
        case .signIn(let id, let state, let step, let failure):
            "Anmeldung \(id) ist \(state.rawValue)\(step?.german ?? "")\(failure.map { ": \($0.german)" } ?? "")"
        case .enrolled(let baseURL): "registriert bei \(baseURL)"
        case .scanEnded(let baseURL, let state, let failure):
            "die Registrierung bei \(baseURL) ist \(state.rawValue)\(failure.map { ": \($0.german)" } ?? "")"
        case .unenrolled: "entfernt"
        case .deregistered: "der Server weiß, dass das Gerät entfernt wurde"
        case .deregistrationRefused(let failure): "der Server hat das Gerät nicht entfernt: \(failure.german)"
        case .deregistrationsForgotten(let count):
            "\(count) Server konnten nicht erfahren, dass ein Gerät entfernt wurde; sehen Sie auf ihren Webseiten nach"
        case .serverAway(let baseURL, let failure):
            "keine Antwort von \(baseURL): \(failure?.german ?? "keine Antwort")"
        case .serverBack(let baseURL): "\(baseURL) antwortet wieder"
        case .clockDiffers(let seconds):
            "die Uhren dieses Rechners und des Servers unterscheiden sich um \(seconds) s; die des Servers gilt"
        case .databaseNotWritten(let failure): "die Datenbank kann nicht geschrieben werden: \(failure.german)"
        case .databaseSetAside(let path, let detail, let kept):
            "\(path): \(detail); \(DaemonMessage.damagedDatabaseKept(path: kept).german)"
        case .damageNotFoundAgain(let path):
            "\(path) galt als beschädigt, ist es aber nicht; prüfen Sie den Arbeitsspeicher"
        case .networksUnknown:
            "der Kernel meldet nicht, wenn ein Netz da ist; smartpush refresh findet, was ausblieb"
        case .networkUp: "ein Netz ist da"
        case .reloaded(let later):
            "die Konfiguration wurde neu gelesen"
                + (later.isEmpty ? "" : "; \(later.joined(separator: " und ")) gilt ab dem nächsten Start")
        case .reloadFailed(let why): "die Konfiguration bleibt, wie sie war: \(why)"
        case .settingIgnored(let setting): setting.german
        case .ready: "bereit"
        case .stopping: "wird beendet"
        }
    }

    private static func summary(_ open: Int, _ enrollments: Int, _ away: Int, _ failure: DatabaseFailure?) -> String {
        var words = "\(open) offen, \(enrollments) Registrierung\(enrollments == 1 ? "" : "en")"
        if enrollments == 0 { words += "; registrieren Sie dieses Gerät: smartpush enroll" }
        if away > 0 { words += "; keine Antwort vom Server von \(away)" }
        if let failure { words += "; \(failure.german)" }
        return words
    }
}

extension StepProgress {
    /// What follows the state.
    fileprivate var german: String {
        switch self {
        case .underWay(let step): ", \(step.rawValue) ist unterwegs"
        case .toBeSentAgain(let step): ", \(step.rawValue) wird noch einmal gesendet"
        case .askedAbout(let step): ", und der Server wird gefragt, ob er \(step.rawValue) angenommen hat"
        }
    }
}
