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
        let folders = folders?.split(separator: ":").map(String.init) ?? []
        if file != nil || !folders.isEmpty { tls.trustRoots = .certificates([]) }
        if let file {
            tls.trustRoots = .certificates(try Self.certificates(file, named: "SSL_CERT_FILE"))
        }
        tls.additionalTrustRoots = folders.map { .file($0) }
        if let additional {
            tls.additionalTrustRoots.append(.certificates(try Self.certificates(additional, named: "ca_file")))
        }
        // A folder is read only when a connection is made, which would then fail for a reason that nobody is told.
        if let folder = folders.first {
            do { _ = try NIOSSLContext(configuration: tls) } catch {
                throw Unreadable(name: "SSL_CERT_DIR", path: folder)
            }
        }
        return tls
    }

    private static func certificates(_ path: String, named name: String) throws(Unreadable) -> [NIOSSLCertificate] {
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(path)
            guard !certificates.isEmpty else { throw Unreadable(name: name, path: path) }
            return certificates
        } catch {
            throw Unreadable(name: name, path: path)
        }
    }
}
