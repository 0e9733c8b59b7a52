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

    /// A rough guess. The order matters: a User-Agent also has the names that come later in this list.
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

    /// Nested twice, because the published clients read it that way.
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
