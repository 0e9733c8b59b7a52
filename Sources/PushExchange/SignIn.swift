/// What the server tells about a sign-in, so that its user can judge it. None of it is secret, all of it is hearsay.
public struct SignIn: Sendable, Equatable, Codable {
    /// The application that is signed in to.
    public var clientName: String?
    public var message: String?
    public var address: Address?
    public var device: Device?

    public init(clientName: String? = nil, message: String? = nil, address: Address? = nil, device: Device? = nil) {
        self.clientName = clientName
        self.message = message
        self.address = address
        self.device = device
    }

    /// What a later answer tells replaces what was known; what it leaves out stays.
    public mutating func merge(_ later: SignIn) {
        clientName = later.clientName ?? clientName
        message = later.message ?? message
        address = later.address ?? address
        device = later.device ?? device
    }

    /// Where it comes from.
    public struct Address: Sendable, Equatable, Codable {
        public var countryShort: String?
        public var countryLong: String?
        public var region: String?
        public var city: String?
        public var zipcode: String?
        public var street: String?
        public var houseNumber: String?
        public var formatted: String?
        public var ip: String?
        public var latitude: String?
        public var longitude: String?

        public init() {}
    }

    /// The device that shows the web page.
    public struct Device: Sendable, Equatable, Codable {
        public var os: String?
        public var browser: String?
        public var engine: String?
        public var make: String?
        public var model: String?
        public var userAgent: String?
        public var ip: String?
        public var latitude: String?
        public var longitude: String?

        public init() {}
    }
}
