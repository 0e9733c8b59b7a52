import LocalAPIModel

extension DoctorMessage {
    /// The words in German.
    package var german: String {
        switch self {
        case .state(let state): state.german
        case .check(let check): check.german
        case .remedy(let remedy): remedy.german
        case .faultsFound(1): "ein Fehler wurde gefunden; was zu tun ist, steht in den Befunden"
        case .faultsFound(let count): "\(count) Fehler wurden gefunden; was zu tun ist, steht in den Befunden"
        case .daemonAnswers(let version, let pid, let uptime, let other):
            "smartpushd \(version) antwortet, PID \(pid), seit \(uptime)"
                + (other.map { "; dieses smartpush ist \($0)" } ?? "")
        case .daemonFailed(let why): "smartpushd kann seinen Zustand nicht nennen: \(why.german)"
        case .daemonUnintelligible: "smartpushd gibt keine verständliche Antwort"
        case .noCheckup(let why):
            "smartpushd hat nicht gesagt, wie es der Datenbank und den Servern geht (\(why.german))"
        case .noSystemd: "hier gibt es kein systemd"
        case .noUserManager: "hier antwortet kein systemd von Ihnen"
        case .unitsNotInstalled: "smartpushd ist nicht als Unit installiert"
        case .startedWithoutSystemd(let pid): "smartpushd, PID \(pid), wurde ohne systemd gestartet"
        case .unitsWell: "der Dienst und seine zwei Sockets sind eingeschaltet und aktiv"
        case .unit(let unit, let fault): "\(unit) \(fault.german)"
        case .filesPrivate(let paths): "\(paths.joined(separator: ", ")) sind nur Ihnen zugänglich"
        case .file(let path, let fault): "\(path) \(fault.german)"
        case .inboxAnswers(let path): "\(path) antwortet"
        case .inboxRefuses(let path, let why): "\(path) nimmt nichts an: \(why.german)"
        case .inboxUnreachable(let path): "unter \(path) kann kein Push abgegeben werden"
        case .databaseWell(let path, let kibibytes): "\(path) ist heil und beschreibbar (\(kibibytes) KiB)"
        case .databaseUnusable(let path): "\(path) ist nicht benutzbar"
        case .nothingEnrolled:
            "noch ist nichts registriert, also kann keine Anmeldung kommen; mit einem Link der Seite Ihres Kontos: "
                + "smartpush enroll LINK"
        case .server(let url, let account, let finding):
            "\(url) für \(account.words(in: .german))\(finding.german)"
        case .delivery(let account, let delivery):
            "Anmeldungen von \(account.words(in: .german)) \(delivery.isKnownToWork ? "kommen hierher" : "kommen nicht hierher"): "
                + delivery.german
        case .proxyConfigured(let address): "Server werden über \(address) gerufen, wie der Schlüssel proxy sagt"
        case .proxyOfShell(let address, let variable):
            "\(variable) dieser Shell nennt \(address); smartpushd ruft Server nur darüber, wenn auch seine eigene "
                + "Umgebung das hat"
        case .clockAgrees(let server): "dieser Rechner geht wie \(server)"
        case .clockBehind(let span, let server): "dieser Rechner geht \(span) nach gegen \(server)"
        case .clockAhead(let span, let server): "dieser Rechner geht \(span) vor gegen \(server)"
        case .certificateExpired(let server, let date): "das von \(server) ist abgelaufen: \(date)"
        case .certificateValid(let server, let date, let left):
            "das von \(server) gilt bis \(date)" + (left.map { ", noch \($0)" } ?? "")
        case .noDesktop: "hier ist kein Desktop, der sie zeigt"
        case .notificationsShown(let service): "\(service) zeigt sie"
        case .busctlMissing: "busctl fehlt, um zu fragen"
        case .noNotificationService: "kein Dienst am Bus der Sitzung zeigt sie"
        case .promptRuns: "Anmeldungen werden gezeigt, wie sie kommen"
        case .promptStopped(let unit): "\(unit) läuft nicht, also werden Anmeldungen nicht gezeigt"
        case .noSimulator: "keiner wurde versucht, denn kein Server ist ein Simulator (smartpush-sim)"
        case .pushWentThrough(let server, let milliseconds):
            "einer von \(server) kam durch die Inbox, und die Antwort zurück, in \(milliseconds) ms"
        case .pushFailed(let server, let why): "von \(server) kam keiner durch (\(why.german))"
        case .simulatorHasNoDevice: "er hat kein Gerät, das er fragen könnte"
        case .simulatorURLUnusable(let url): "seine base_url kann nicht gerufen werden: \(url)"
        case .simulatorSilent(let failure): "er gab keine Antwort: \(FailureMessage.noAnswer(failure).german)"
        case .simulatorAnswered(let status): "er gab eine unerwartete Antwort mit dem Status \(status)"
        case .tookTooLong(.endOfProgram(let name), let seconds): "\(name) endete \(seconds) s lang nicht"
        case .tookTooLong(.arrivalOfPush, let seconds): "der Push kam \(seconds) s lang nicht an"
        case .signInEndedDifferently(let here, let there): "die Anmeldung ist hier \(here.rawValue) und dort \(there)"
        }
    }
}

extension DoctorState {
    fileprivate var german: String {
        switch self {
        case .ok: "gut"
        case .note: "Info"
        case .fault: "Fehler"
        }
    }
}

extension DoctorCheck {
    fileprivate var german: String {
        switch self {
        case .daemon: "Dienst"
        case .units: "Units"
        case .files: "Dateien"
        case .inbox: "Inbox"
        case .database: "Datenbank"
        case .proxy: "Proxy"
        case .server: "Server"
        case .delivery: "Zustellung"
        case .clock: "Uhr"
        case .certificate: "Zertifikat"
        case .notifications: "Hinweise"
        case .prompt: "Prompt"
        case .push: "Push"
        }
    }
}

extension DoctorRemedy {
    fileprivate var german: String {
        switch self {
        case .fix: "beheben mit"
        case .seeWhy: "warum, zeigt"
        case .enroll: "registrieren mit"
        case .enrollAgain: "neu registrieren, nach"
        case .askAgain: "erneut fragen mit"
        case .showOperator: "dem Betreiber des Servers zeigen"
        case .startSimulator: "der Simulator gehört gestartet mit"
        }
    }
}

extension UnitFault {
    fileprivate var german: String {
        switch self {
        case .masked: "ist maskiert"
        case .notInstalled: "ist nicht installiert"
        case .notLoadable: "kann nicht geladen werden"
        case .failed: "ist fehlgeschlagen"
        case .inactive: "ist nicht aktiv"
        case .changedOnDisk: "hat sich auf der Platte geändert"
        case .notEnabled: "ist für die nächste Sitzung nicht eingeschaltet"
        }
    }
}

extension FileFault {
    fileprivate var german: String {
        switch self {
        case .notReadable: "kann nicht angesehen werden"
        case .notYours: "gehört Ihnen nicht"
        case .openToOthers(let mode): "ist anderen zugänglich (Modus \(mode))"
        }
    }
}

extension ServerFinding {
    fileprivate var german: String {
        switch self {
        case .answers: " antwortet"
        case .answersBut(let error): " antwortet, aber: \(error)"
        case .refuses(let why): " lehnt dieses Gerät ab" + (why.map { ": \($0)" } ?? "")
        case .unreachable(let error): ": \(error)"
        }
    }
}
