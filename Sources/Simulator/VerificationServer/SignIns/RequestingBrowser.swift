import SimulatorHTTP

/// Who began the sign-in, as far as the initiating request shows; the device learns it from the answer to acknowledge.
struct RequestingBrowser: Sendable, Equatable {
    let userAgent: String
    let address: String

    init(userAgent: String?, address: String?) {
        // It is remembered for thousands of sign-ins, so a long header must not be.
        self.userAgent = String((userAgent ?? "").prefix(512))
        self.address = address ?? "127.0.0.1"
    }

    /// A rough guess, in the order in which these names hide each other in a User-Agent.
    var browser: String {
        let known = [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
        return known.first { userAgent.contains($0.0) }?.1 ?? userAgent.split(separator: "/").first.map(String.init)
            ?? "unknown"
    }

    var os: String {
        let known = [
            ("Android", "Android"), ("iPhone", "iOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
            ("Linux", "Linux"),
        ]
        return known.first { userAgent.contains($0.0) }?.1 ?? "unknown"
    }

    var addressJSON: JSON {
        [
            "country_short": "DE", "country_long": "Germany", "region": "Baden-Wuerttemberg", "city": "Wimsheim",
            "zipcode": "71299", "street": "Hauptstrasse", "houseNo": "1",
            "formattedAddress": "Hauptstrasse 1, 71299 Wimsheim, Germany", "ip": .string(address),
            "latitude": "48.8486", "longitude": "8.8267",
        ]
    }

    /// Nested twice, as the published clients read it.
    func deviceJSON(id: String) -> JSON {
        [
            "user_device_id": .string(id),
            "device_info": [
                "os": .string(os), "browser": .string(browser), "engine": "unknown", "deviceMake": "unknown",
                "deviceModel": "unknown", "userAgent": .string(userAgent), "ipAddress": .string(address),
                "lat": "48.8486", "lon": "8.8267",
            ],
        ]
    }
}
