/// Where the sign-in comes from, as the server says: the values and their keys are the server's. Unknown ones are
/// absent.
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
    package var latitude: String?
    package var longitude: String?

    package init() {}
}

/// The device that shows the web page, as the server says: the values and their keys are the server's. Unknown ones are
/// absent.
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

    package var os: String?
    package var browser: String?
    package var engine: String?
    package var deviceMake: String?
    package var deviceModel: String?
    package var userAgent: String?
    package var ipAddress: String?
    package var latitude: String?
    package var longitude: String?

    package init() {}
}
