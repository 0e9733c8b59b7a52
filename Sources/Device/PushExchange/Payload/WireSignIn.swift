/// The parts of a push or an answer that describe the sign-in, in the spelling of the server.
package struct WireSignIn: Decodable, Sendable {
    /// The description; its parts are `nil` where they are missing.
    package let value: SignIn

    private enum CodingKeys: String, CodingKey {
        case clientName = "client_name"
        case message
        case address
        case deviceInfo = "device_info"
        case camelClientName = "clientName"
        case camelDeviceInfo = "deviceInfo"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let device =
            (try? container.decodeIfPresent(WireDevice.self, forKey: .deviceInfo))
            ?? (try? container.decodeIfPresent(WireDevice.self, forKey: .camelDeviceInfo))
        value = SignIn(
            clientName: container.text(.clientName, .camelClientName),
            message: container.text(.message),
            address: try? container.decodeIfPresent(WireAddress.self, forKey: .address)?.value,
            device: device?.value
        )
    }
}

private struct WireAddress: Decodable {
    let value: SignIn.Address?

    private enum CodingKeys: String, CodingKey {
        case countryShort = "country_short"
        case countryLong = "country_long"
        case region
        case city
        case zipcode
        case street
        case houseNumber = "houseNo"
        case formatted = "formattedAddress"
        case ip
        case latitude
        case longitude
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        var address = SignIn.Address()
        address.countryShort = container.text(.countryShort)
        address.countryLong = container.text(.countryLong)
        address.region = container.text(.region)
        address.city = container.text(.city)
        address.zipcode = container.text(.zipcode)
        address.street = container.text(.street)
        address.houseNumber = container.text(.houseNumber)
        address.formatted = container.text(.formatted)
        address.ip = container.text(.ip)
        address.latitude = container.text(.latitude)
        address.longitude = container.text(.longitude)
        value = address == SignIn.Address() ? nil : address
    }
}

/// The server nests the description again under the same key; a flat one is accepted too.
private struct WireDevice: Decodable {
    let value: SignIn.Device?

    private enum CodingKeys: String, CodingKey {
        case nested = "device_info"
        case camelNested = "deviceInfo"
        case os
        case browser
        case engine
        case make = "deviceMake"
        case model = "deviceModel"
        case userAgent
        case ip = "ipAddress"
        case latitude = "lat"
        case longitude = "lon"
    }

    init(from decoder: any Decoder) throws {
        let outer = try decoder.container(keyedBy: CodingKeys.self)
        let key = [CodingKeys.nested, .camelNested].first { outer.contains($0) }
        let nested = key.flatMap { try? outer.nestedContainer(keyedBy: CodingKeys.self, forKey: $0) }
        let container = nested ?? outer
        var device = SignIn.Device()
        device.os = container.software(.os)
        device.browser = container.software(.browser)
        device.engine = container.software(.engine)
        device.make = container.text(.make)
        device.model = container.text(.model)
        device.userAgent = container.text(.userAgent)
        device.ip = container.text(.ip)
        device.latitude = container.text(.latitude)
        device.longitude = container.text(.longitude)
        value = device == SignIn.Device() ? nil : device
    }
}

extension KeyedDecodingContainer {
    /// The software at a key; `nil` if nothing is known of it.
    fileprivate func software(_ key: Key) -> SignIn.Software? {
        let software = try? decodeIfPresent(SignIn.Software.self, forKey: key)
        guard let name = software?.name, name.utf8.count > 2_000 else {
            return software == SignIn.Software(name: nil) || software?.name == "" ? nil : software
        }
        return SignIn.Software(name: String(name.unicodeScalars.prefix(2_000)), version: software?.version)
    }
}
