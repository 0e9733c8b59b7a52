import FoundationEssentials
import Glibc
import LocalAPIModel
import VerificationClient

extension DeviceHeaders {
    /// What requests say about this machine, which servers call by this name.
    static func ofThisMachine(name: String) -> DeviceHeaders {
        let system = OperatingSystem.current
        return DeviceHeaders(
            userAgent: "smartpush/\(SmartpushVersion.current) (Linux)", make: system.name, name: name,
            version: system.version, language: language(ProcessInfo.processInfo.environment))
    }

    /// The user's language as a language tag (RFC 5646): `de-DE` for `de_DE.UTF-8`. The variables are those of locale(7).
    private static func language(_ environment: [String: String]) -> String? {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let name = locale?.split(whereSeparator: { $0 == "." || $0 == "@" }).first, name.count > 1 else {
            return nil
        }
        return name == "POSIX" ? nil : String(name.replacing("_", with: "-"))
    }
}

/// The operating system, as os-release(5) names it.
struct OperatingSystem {
    var name = "Linux"
    var version = "unknown"

    static var current: OperatingSystem {
        let files = ["/etc/os-release", "/usr/lib/os-release"]
        let text = files.lazy.compactMap { FileManager.default.contents(atPath: $0) }.first
        return text.map { OperatingSystem(release: String(decoding: $0, as: UTF8.self)) } ?? OperatingSystem()
    }

    /// - Parameter text: the content of the file.
    init(release text: String) {
        for line in text.split(separator: "\n") {
            let pair = line.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let value = pair[1].trimmingPrefix("\"").split(separator: "\"").first.map(String.init) ?? ""
            if pair[0] == "NAME", !value.isEmpty { name = value }
            if pair[0] == "VERSION_ID", !value.isEmpty { version = value }
        }
    }

    private init() {}
}
