import FoundationEssentials
package import NIOSSL

/// The certificate authorities that a server's certificate has to come from.
package struct TrustRoots: Sendable, Equatable {
    /// A PEM file of further authorities, for a private server.
    package var additional: String?
    /// A PEM file in place of the system's: `SSL_CERT_FILE`, as OpenSSL and curl(1) have it.
    package var file: String?
    /// Folders in place of the system's, in the form of openssl-rehash(1), separated by colons: `SSL_CERT_DIR`.
    package var folders: String?

    /// - Parameters:
    ///   - additional: the key `ca_file` of the configuration.
    ///   - environment: the environment of the process. An empty variable counts as missing.
    package init(additional: String? = nil, environment: [String: String] = [:]) {
        self.additional = additional
        file = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        folders = environment["SSL_CERT_DIR"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// No certificates can be read from a file or a folder.
    package struct Unreadable: Error, Sendable, Equatable {
        /// The key or the variable that names it.
        package let name: String
        package let path: String
    }

    /// TLS 1.2 or newer, with these authorities.
    package func tlsConfiguration() throws(Unreadable) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        var replacements: [NIOSSLCertificate] = []
        if let file { replacements += try Self.certificates(file, named: "SSL_CERT_FILE") }
        if let folders { replacements += try Self.certificates(inFolders: folders) }
        if !replacements.isEmpty { tls.trustRoots = .certificates(replacements) }
        if let additional {
            tls.additionalTrustRoots = [.certificates(try Self.certificates(additional, named: "ca_file"))]
        }
        return tls
    }

    private static func certificates(_ path: String, named name: String) throws(Unreadable) -> [NIOSSLCertificate] {
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
            throw Unreadable(name: name, path: path)
        }
        return certificates
    }

    /// The library takes only one folder, and reads it when it makes a connection, which would then fail for a reason
    /// that nobody is told.
    private static func certificates(inFolders folders: String) throws(Unreadable) -> [NIOSSLCertificate] {
        let certificates = folders.split(separator: ":").flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: String(folder))) ?? []
            return names.filter(isHash).flatMap { (try? NIOSSLCertificate.fromPEMFile("\(folder)/\($0)")) ?? [] }
        }
        guard !certificates.isEmpty else { throw Unreadable(name: "SSL_CERT_DIR", path: folders) }
        return certificates
    }

    /// Whether a file has a name that openssl-rehash(1) gives to a certificate, such as `2b349938.0`.
    private static func isHash(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].utf8.count == 8 && parts[0].allSatisfy(\.isHexDigit)
            && Int(parts[1]) != nil
    }
}
