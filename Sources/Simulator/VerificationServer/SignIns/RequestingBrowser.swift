import SimulatorHTTP

/// The browser that started the sign-in, as far as its request shows. The answer to acknowledge describes it to the
/// device.
struct RequestingBrowser: Sendable, Equatable {
    let userAgent: String
    let address: String

    init(userAgent: String?, address: String?) {
        // Thousands of sign-ins are kept, so a long header must be cut off.
        self.userAgent = String((userAgent ?? "").prefix(512))
        self.address = address ?? "127.0.0.1"
    }

    /// A program and its version; texts are empty if the User-Agent does not say.
    struct Software: Sendable, Equatable {
        let name: String
        let version: String
    }

    /// A rough guess. The order matters: a User-Agent also has the names that come later in this list.
    var browser: Software {
        let known = [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Version/", "Safari")]
        if let (token, name) = known.first(where: { userAgent.contains($0.0) }) {
            return Software(name: name, version: version(after: token))
        }
        let name = userAgent.split(separator: "/").first.map(String.init) ?? "unknown"
        return Software(name: name, version: version(after: "\(name)/"))
    }

    var os: Software {
        let known = [
            ("Android", "Android"), ("iPhone OS", "iOS"), ("Windows NT", "Windows"), ("Mac OS X", "macOS"),
            ("Linux", "Linux"),
        ]
        guard let (token, name) = known.first(where: { userAgent.contains($0.0) }) else {
            return Software(name: "unknown", version: "")
        }
        return Software(name: name, version: version(after: "\(token) ").replacing("_", with: "."))
    }

    private var engine: Software {
        let known = [("rv:", "Gecko"), ("Chrome/", "Blink"), ("AppleWebKit/", "WebKit")]
        guard let (token, name) = known.first(where: { userAgent.contains($0.0) }) else {
            return Software(name: "unknown", version: "")
        }
        return Software(name: name, version: version(after: token))
    }

    /// The digits, dots and underscores after `token`.
    private func version(after token: String) -> String {
        guard let start = userAgent.firstRange(of: token)?.upperBound else { return "" }
        return String(userAgent[start...].prefix { "0123456789._".contains($0) })
    }
}

extension RequestingBrowser {
    /// The `address` of the answer to acknowledge: a place that this server makes up, with the real IP address.
    func address(in shapes: Shapes) -> JSON {
        let place: JSON = [
            "country_short": "DE", "country_long": "Germany", "region": "Baden-Wuerttemberg", "city": "Wimsheim",
            "zipcode": "71299", "street": "Hauptstrasse", "houseNo": "1",
            "formattedAddress": "Hauptstrasse 1, 71299 Wimsheim, Germany", "ip": .string(address),
        ]
        return switch shapes {
        case .newest: place.merging(["latitude": .number(48.8486), "longitude": .number(8.8267)])
        case .old: place.merging(["latitude": "48.8486", "longitude": "8.8267"])
        }
    }

    /// The `device_info` of the answer to acknowledge. It is nested twice, because the published clients read it so.
    func device(id: String, in shapes: Shapes) -> JSON {
        let device: JSON = [
            "deviceMake": "unknown", "deviceModel": "unknown", "userAgent": .string(userAgent),
            "ipAddress": .string(address), "lat": "48.8486", "lon": "8.8267",
        ]
        let software: [String: JSON] =
            switch shapes {
            case .newest:
                [
                    "os": os.json, "engine": engine.json,
                    "browser": browser.json.merging(["major": .string(browser.major)]),
                ]
            case .old: ["os": .string(os.name), "engine": "unknown", "browser": .string(browser.name)]
            }
        return ["user_device_id": .string(id), "device_info": device.merging(software)]
    }
}

extension RequestingBrowser.Software {
    fileprivate var json: JSON { ["name": .string(name), "version": .string(version)] }

    fileprivate var major: String { String(version.prefix { $0 != "." }) }
}
