import Settings

extension SettingSource {
    /// The variable, or the path of the file.
    var name: String {
        switch self {
        case .variable(let name): name
        case .file(let path): path
        }
    }
}

/// What certificates are read from.
enum CertificatesPlace {
    case file
    case folder
}

extension String {
    /// What a key or a variable for certificates has to name.
    var ofCertificates: CertificatesPlace { self == "SSL_CERT_DIR" ? .folder : .file }
}
