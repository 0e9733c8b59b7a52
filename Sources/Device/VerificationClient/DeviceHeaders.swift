import NIOHTTP1
import PushExchange

/// The headers by which the published clients describe their device, with this machine's values.
package struct DeviceHeaders: Sendable, Equatable {
    private let userAgent: String
    private let make: String
    private let name: String
    private let version: String
    private let language: String?

    /// Characters other than printable ASCII are replaced, because not every server accepts them in a header.
    /// - Parameters:
    ///   - userAgent: which program this is (`User-Agent`).
    ///   - make: who makes the device (`deviceMake`).
    ///   - name: what the server calls the device, where an enrollment has no name of its own for that (`deviceModel`).
    ///   - version: the version of the operating system (`deviceVersion`).
    ///   - language: the user's, such as `de-DE` (`Accept-Language`); `nil` if it is not known.
    package init(userAgent: String, make: String, name: String, version: String, language: String?) {
        self.userAgent = Self.printable(userAgent)
        self.make = Self.printable(make)
        self.name = Self.printable(name)
        self.version = Self.printable(version)
        self.language = language.map(Self.printable)
    }

    /// The headers of a request to an endpoint.
    ///
    /// The device's id is among them, as the published clients send it. Answers must not be compressed: what a
    /// compressed answer expands to has no limit, and the answers are small.
    func of(_ endpoint: Endpoint) -> HTTPHeaders {
        var headers: HTTPHeaders = [
            "Accept": "application/json", "Accept-Encoding": "identity",
            // The guide requires a content type for its one GET too, which has no content.
            "Content-Type": "application/json", "User-Agent": userAgent,
            "deviceId": Self.printable(endpoint.device.deviceID.reveal()), "deviceMake": make,
            "deviceModel": endpoint.deviceName.map(Self.printable) ?? name, "deviceVersion": version,
        ]
        if let language { headers.add(name: "Accept-Language", value: language) }
        return headers
    }

    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { (" "..."~").contains($0) ? $0 : "?" }))
    }
}
