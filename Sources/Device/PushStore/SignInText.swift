import FoundationEssentials
import JSONText
import PushExchange

/// What is known of a sign-in, as its column holds it: a JSON object, with the names of ``SignIn``'s properties as keys.
///
/// It is written by hand, because it is written at every change of an exchange.
enum SignInText {
    private enum Key: String, CodingKey {
        case address, clientName, device, message
        case city, countryLong, countryShort, formatted, houseNumber, ip, latitude, longitude, region, street, zipcode
        case browser, engine, make, model, os, userAgent
    }

    static func text(of signIn: SignIn) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            if let address = signIn.address {
                writer.key(Key.address)
                write(address, to: &writer)
            }
            writer.memberIfPresent(Key.clientName, signIn.clientName)
            if let device = signIn.device {
                writer.key(Key.device)
                write(device, to: &writer)
            }
            writer.memberIfPresent(Key.message, signIn.message)
        }
        return writer.text
    }

    /// - Throws: `DecodingError` if the text was not written by ``text(of:)``.
    static func signIn(from text: String) throws -> SignIn {
        try JSONDecoder().decode(SignIn.self, from: Data(text.utf8))
    }

    private static func write(_ address: SignIn.Address, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(Key.city, address.city)
            writer.memberIfPresent(Key.countryLong, address.countryLong)
            writer.memberIfPresent(Key.countryShort, address.countryShort)
            writer.memberIfPresent(Key.formatted, address.formatted)
            writer.memberIfPresent(Key.houseNumber, address.houseNumber)
            writer.memberIfPresent(Key.ip, address.ip)
            writer.memberIfPresent(Key.latitude, address.latitude)
            writer.memberIfPresent(Key.longitude, address.longitude)
            writer.memberIfPresent(Key.region, address.region)
            writer.memberIfPresent(Key.street, address.street)
            writer.memberIfPresent(Key.zipcode, address.zipcode)
        }
    }

    private static func write(_ device: SignIn.Device, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(Key.browser, device.browser)
            writer.memberIfPresent(Key.engine, device.engine)
            writer.memberIfPresent(Key.ip, device.ip)
            writer.memberIfPresent(Key.latitude, device.latitude)
            writer.memberIfPresent(Key.longitude, device.longitude)
            writer.memberIfPresent(Key.make, device.make)
            writer.memberIfPresent(Key.model, device.model)
            writer.memberIfPresent(Key.os, device.os)
            writer.memberIfPresent(Key.userAgent, device.userAgent)
        }
    }
}
