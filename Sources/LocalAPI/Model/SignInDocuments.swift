/// Where the sign-in comes from, as the server says: the values and their keys are the server's. Unknown texts are
/// absent; `latitude` and `longitude` are always there.
package struct AddressDocument: Codable, Sendable, Equatable {
    enum CodingKeys: String, CodingKey {
        case countryShort = "country_short"
        case countryLong = "country_long"
        case region
        case city
        case zipcode
        case street
        case houseNumber = "houseNo"
        case formattedAddress
        case ip
        case latitude
        case longitude
    }

    package var countryShort: String?
    package var countryLong: String?
    package var region: String?
    package var city: String?
    package var zipcode: String?
    package var street: String?
    package var houseNumber: String?
    package var formattedAddress: String?
    package var ip: String?
    /// In degrees; `null` if the server gave no number.
    package var latitude: Double?
    /// In degrees; `null` if the server gave no number.
    package var longitude: Double?

    package init() {}

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encodeIfPresent(countryShort, forKey: .countryShort)
        try keyed.encodeIfPresent(countryLong, forKey: .countryLong)
        try keyed.encodeIfPresent(region, forKey: .region)
        try keyed.encodeIfPresent(city, forKey: .city)
        try keyed.encodeIfPresent(zipcode, forKey: .zipcode)
        try keyed.encodeIfPresent(street, forKey: .street)
        try keyed.encodeIfPresent(houseNumber, forKey: .houseNumber)
        try keyed.encodeIfPresent(formattedAddress, forKey: .formattedAddress)
        try keyed.encodeIfPresent(ip, forKey: .ip)
        try keyed.encode(latitude, forKey: .latitude)
        try keyed.encode(longitude, forKey: .longitude)
    }
}

/// An operating system, a browser or a rendering engine.
package struct SoftwareDocument: Codable, Sendable, Equatable {
    /// Its name. If the server sent plain text, this is all of it.
    package var name: String?
    /// Its version; `null` if the server gave none.
    package var version: String?

    package init(name: String?, version: String? = nil) {
        self.name = name
        self.version = version
    }

    enum CodingKeys: String, CodingKey {
        case name
        case version
    }

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(name, forKey: .name)
        try keyed.encode(version, forKey: .version)
    }
}

/// The device that shows the web page, as the server says: the values and their keys are the server's. Unknown texts are
/// absent; `os`, `browser` and `engine` are always there.
package struct DeviceInfoDocument: Codable, Sendable, Equatable {
    enum CodingKeys: String, CodingKey {
        case os
        case browser
        case engine
        case deviceMake
        case deviceModel
        case userAgent
        case ipAddress
        case latitude = "lat"
        case longitude = "lon"
    }

    package var os: SoftwareDocument?
    package var browser: SoftwareDocument?
    package var engine: SoftwareDocument?
    package var deviceMake: String?
    package var deviceModel: String?
    package var userAgent: String?
    package var ipAddress: String?
    package var latitude: String?
    package var longitude: String?

    package init() {}

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(os, forKey: .os)
        try keyed.encode(browser, forKey: .browser)
        try keyed.encode(engine, forKey: .engine)
        try keyed.encodeIfPresent(deviceMake, forKey: .deviceMake)
        try keyed.encodeIfPresent(deviceModel, forKey: .deviceModel)
        try keyed.encodeIfPresent(userAgent, forKey: .userAgent)
        try keyed.encodeIfPresent(ipAddress, forKey: .ipAddress)
        try keyed.encodeIfPresent(latitude, forKey: .latitude)
        try keyed.encodeIfPresent(longitude, forKey: .longitude)
    }
}
