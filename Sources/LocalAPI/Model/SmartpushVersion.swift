/// The version of everything that is built from this package.
package enum SmartpushVersion {
    /// As `--version` and the HTTP `User-Agent` give it.
    package static let current = "0.2.0"
}
