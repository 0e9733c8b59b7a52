/// What the server tells about a sign-in, so that its user can judge it. None of it is secret, all of it is hearsay.
package struct SignIn: Sendable, Equatable, Codable {
    /// The application that is signed in to.
    package var clientName: String?
    package var message: String?
    package var address: Address?
    package var device: Device?

    package init(clientName: String? = nil, message: String? = nil, address: Address? = nil, device: Device? = nil) {
        self.clientName = clientName
        self.message = message
        self.address = address
        self.device = device
    }

    /// What a later answer tells replaces what was known; what it leaves out stays.
    package mutating func merge(_ later: SignIn) {
        clientName = later.clientName ?? clientName
        message = later.message ?? message
        address = later.address ?? address
        device = later.device ?? device
    }

    /// Where it comes from.
    package struct Address: Sendable, Equatable, Codable {
        package var countryShort: String?
        package var countryLong: String?
        package var region: String?
        package var city: String?
        package var zipcode: String?
        package var street: String?
        package var houseNumber: String?
        package var formatted: String?
        package var ip: String?
        package var latitude: String?
        package var longitude: String?

        package init() {}
    }

    /// The device that shows the web page.
    package struct Device: Sendable, Equatable, Codable {
        package var os: String?
        package var browser: String?
        package var engine: String?
        package var make: String?
        package var model: String?
        package var userAgent: String?
        package var ip: String?
        package var latitude: String?
        package var longitude: String?

        package init() {}
    }
}
