/// What the server reports about a sign-in, so that the user can judge it. None of it is secret. All of it is
/// unverified: much of it comes from the browser that asks.
package struct SignIn: Sendable, Equatable, Decodable {
    /// The application that the user signs in to.
    package var clientName: String?
    /// A text for the user, as the server worded it.
    package var message: String?
    /// Where the browser is, as the server located it.
    package var address: Address?
    /// The device that the browser runs on.
    package var device: Device?

    package init(clientName: String? = nil, message: String? = nil, address: Address? = nil, device: Device? = nil) {
        self.clientName = clientName
        self.message = message
        self.address = address
        self.device = device
    }

    /// Adds what a later answer reports: its values replace the known ones, and what it leaves out stays.
    package mutating func merge(_ later: SignIn) {
        clientName = later.clientName ?? clientName
        message = later.message ?? message
        address = later.address ?? address
        device = later.device ?? device
    }

    /// Where the sign-in comes from. Each value is text for display, in the form that the server sent (numbers too).
    package struct Address: Sendable, Equatable, Decodable {
        /// The country as a short code, such as `DE`.
        package var countryShort: String?
        /// The country's name.
        package var countryLong: String?
        /// The state or province.
        package var region: String?
        package var city: String?
        package var zipcode: String?
        package var street: String?
        package var houseNumber: String?
        /// The whole address as one line (`formattedAddress`).
        package var formatted: String?
        /// The IP address that was located.
        package var ip: String?
        /// In degrees.
        package var latitude: String?
        /// In degrees.
        package var longitude: String?

        package init() {}
    }

    /// The device that shows the web page. Each value is text for display, as in ``Address``.
    package struct Device: Sendable, Equatable, Decodable {
        /// The operating system.
        package var os: Software?
        package var browser: Software?
        /// The browser's rendering engine.
        package var engine: Software?
        /// The manufacturer (`deviceMake`).
        package var make: String?
        /// The model (`deviceModel`).
        package var model: String?
        /// The `User-Agent` header of the browser (RFC 9110, 10.1.5).
        package var userAgent: String?
        /// The IP address that the browser called from.
        package var ip: String?
        /// In degrees.
        package var latitude: String?
        /// In degrees.
        package var longitude: String?

        package init() {}
    }

    /// An operating system, a browser or a rendering engine. At least one of the two is not `nil`.
    package struct Software: Sendable, Equatable {
        /// Its name; all that the server sent, if that was plain text.
        package var name: String?
        package var version: String?

        package init(name: String?, version: String? = nil) {
            self.name = name
            self.version = version
        }
    }
}

extension SignIn.Software: Decodable {
    private enum CodingKeys: String, CodingKey {
        case name
        case version
    }

    /// Reads an object, or the plain text that older servers send and earlier releases stored.
    package init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: CodingKeys.self) {
            self.init(name: container.text(.name), version: container.text(.version))
        } else {
            self.init(name: try decoder.singleValueContainer().decode(LenientText.self).value)
        }
    }
}
