package import Settings

extension SettingsFault {
    /// The words in German.
    package var german: String {
        switch self {
        case .notReadable(let file): "\(file) ist nicht lesbar; prüfen Sie die Rechte (ls -l \(file))"
        case .notAnObject(let file):
            "\(file) ist kein JSON-Objekt; berichtigen Sie die Datei, oder entfernen Sie sie für die Vorgaben"
        case .danglingLink(let file, let target):
            "\(file) verweist auf \(target), was es nicht gibt oder unter systemd nicht zu sehen ist; legen Sie die Datei "
                + "selbst dorthin"
        case .unknownKey(let key, let file, let known):
            "\(file): \(key) ist kein bekannter Schlüssel; bekannt sind "
                + known.map(\.rawValue).joined(separator: ", ")
        case .wrongKind(let key, let source): "\(key.rawValue) (in \(source.name)) muss \(key.kind.german) sein"
        case .impossible(let key, let source, let possible):
            "\(key.rawValue) (in \(source.name)) muss \(possible.german) sein"
        case .forAdministrator(let key, let source):
            "\(key.rawValue) (in \(source.name)) ist nur für den Administrator, in \(Settings.administratorFile); "
                + "entfernen Sie es"
        case .server(let number, let source, let fault):
            "servers (in \(source.name)): Eintrag \(number) \(fault.german)"
        case .noCertificates(let key, let path):
            "\(key): aus \(path) sind keine Zertifikate zu lesen; es muss \(key.ofCertificates.german) sein"
        case .proxy(let key, .notAURL):
            "\(key) muss die URL eines Proxys sein, wie http://proxy.example.com:3128, oder none"
        case .proxy(let key, .otherKind(let kind)):
            "\(key) nennt einen Proxy der Art \(kind), die nicht unterstützt wird; nennen Sie einen HTTP-Proxy, wie "
                + "http://proxy.example.com:3128, oder setzen Sie den Schlüssel proxy auf none"
        }
    }
}

extension IgnoredSetting {
    /// The words in German.
    package var german: String {
        switch self {
        case .locked(let key, let source):
            "\(key.rawValue) (in \(source.name)) wird nicht verwendet, weil der Administrator es in "
                + "\(Settings.administratorFile) gesperrt hat"
        case .loginOfProxy(let variable):
            "Benutzer und Passwort in \(variable) werden nicht verwendet; tragen Sie sie im Schlüssel proxy der "
                + "Konfiguration ein"
        }
    }
}

extension SettingKind {
    fileprivate var german: String {
        switch self {
        case .text: "ein Text in Anführungszeichen"
        case .wholeNumber: "eine ganze Zahl"
        case .texts: "ein Array von Texten"
        case .servers: "ein Array von Objekten mit name, base_url und client_id"
        }
    }
}

extension PossibleValue {
    fileprivate var german: String {
        switch self {
        case .number(let lowest, let highest): "eine Zahl von \(lowest) bis \(highest)"
        case .oneOf(let values): "eines von \(values.joined(separator: ", "))"
        case .severalOf(let values): "eine Auswahl aus \(values.joined(separator: ", "))"
        case .origins: "ein Array von Adressen wie https://tenant.example.com, ohne Pfad,"
        }
    }
}

extension ServerEntryFault {
    fileprivate var german: String {
        switch self {
        case .missing(let key): "braucht \(key), und zwar als Text"
        case .unknownKey(let key):
            "hat den unbekannten Schlüssel \(key); bekannt sind name, base_url, client_id, push_id"
        case .unusableURL:
            "hat eine base_url, die nicht verwendbar ist; sie muss wie https://tenant.example.com sein, ohne Benutzer, "
                + "Abfrage oder Fragment"
        case .sameName: "hat den Namen eines anderen Eintrags"
        }
    }
}

extension CertificatesPlace {
    fileprivate var german: String {
        switch self {
        case .file: "eine PEM-Datei"
        case .folder: "ein Ordner, den openssl rehash angelegt hat,"
        }
    }
}
