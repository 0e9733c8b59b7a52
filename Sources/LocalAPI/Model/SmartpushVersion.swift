/// The version of everything that is built from this package.
package enum SmartpushVersion {
    package static let current = "0.2.0"
}
