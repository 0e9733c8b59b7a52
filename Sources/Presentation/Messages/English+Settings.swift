package import Settings

extension SettingsFault {
    /// The words in English.
    package var english: String {
        switch self {
        case .notReadable(let file): "\(file) can't be read; check its permissions (ls -l \(file))"
        case .notAnObject(let file):
            "\(file) is not a JSON object; correct it, or remove it to use the defaults"
        case .danglingLink(let file, let target):
            "\(file) is a link to \(target), which does not exist or, under systemd, can't be seen; "
                + "put the file itself there"
        case .unknownKey(let key, let file, let known):
            "\(file): \(key) is not a known key; known are "
                + known.map(\.rawValue).joined(separator: ", ")
        case .wrongKind(let key, let source): "\(key.rawValue) (in \(source.name)) has to be \(key.kind.english)"
        case .impossible(let key, let source, let possible):
            "\(key.rawValue) (in \(source.name)) has to be \(possible.english)"
        case .forAdministrator(let key, let source):
            "\(key.rawValue) (in \(source.name)) is for the administrator only, in \(Settings.administratorFile); "
                + "remove it"
        case .server(let number, let source, let fault):
            "servers (in \(source.name)): entry \(number) \(fault.english)"
        case .noCertificates(let key, let path):
            "\(key): no certificates can be read from \(path); it has to be \(key.ofCertificates.english)"
        case .proxy(let key, .notAURL):
            "\(key) has to be the URL of a proxy, such as http://proxy.example.com:3128, or none"
        case .proxy(let key, .otherKind(let kind)):
            "\(key) names a proxy of the kind \(kind), which is not supported; name an HTTP proxy, "
                + "such as http://proxy.example.com:3128, or set the key proxy to none"
        }
    }
}

extension IgnoredSetting {
    /// The words in English.
    package var english: String {
        switch self {
        case .locked(let key, let source):
            "\(key.rawValue) (in \(source.name)) is not used, because the administrator has locked it in "
                + Settings.administratorFile
        case .loginOfProxy(let variable):
            "the user and password in \(variable) are not used; put them into the key proxy of the configuration"
        }
    }
}

extension SettingKind {
    fileprivate var english: String {
        switch self {
        case .text: "a text in quotes"
        case .wholeNumber: "a whole number"
        case .texts: "an array of texts"
        case .servers: "an array of objects with name, base_url and client_id"
        }
    }
}

extension PossibleValue {
    fileprivate var english: String {
        switch self {
        case .number(let lowest, let highest): "a number from \(lowest) to \(highest)"
        case .oneOf(let values): "one of \(values.joined(separator: ", "))"
        case .severalOf(let values): "some of \(values.joined(separator: ", "))"
        case .origins: "an array of origins, such as https://tenant.example.com"
        }
    }
}

extension ServerEntryFault {
    /// What follows the number of the entry.
    fileprivate var english: String {
        switch self {
        case .missing(let key): "needs \(key), which has to be a text"
        case .unknownKey(let key): "has the unknown key \(key); known are name, base_url, client_id, push_id"
        case .unusableURL:
            "has a base_url that can't be used; it has to be like https://tenant.example.com, without user, query "
                + "or fragment"
        case .sameName: "has the name of another entry"
        }
    }
}

extension CertificatesPlace {
    fileprivate var english: String {
        switch self {
        case .file: "a PEM file"
        case .folder: "a folder that was made by openssl rehash"
        }
    }
}
