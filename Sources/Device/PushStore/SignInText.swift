import FoundationEssentials
import JSONText
import PushExchange

/// What is known of a sign-in, as its column holds it: a JSON object, with the names of ``SignIn``'s properties as keys.
///
/// It is written by hand, because it is written at every change of an exchange.
enum SignInText {
    static func text(of signIn: SignIn) -> String {
        String(decoding: signIn.json, as: UTF8.self)
    }

    /// - Throws: `DecodingError` if the text was not written by ``text(of:)``.
    static func signIn(from text: String) throws -> SignIn {
        try JSONDecoder().decode(SignIn.self, from: Data(text.utf8))
    }
}

private enum Key: String, CodingKey {
    case address, clientName, device, message
    case city, countryLong, countryShort, formatted, houseNumber, ip, latitude, longitude, region, street, zipcode
    case browser, engine, make, model, os, userAgent
    case name, version
}

extension SignIn: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(Key.address, address)
            writer.memberIfPresent(Key.clientName, clientName)
            writer.memberIfPresent(Key.device, device)
            writer.memberIfPresent(Key.message, message)
        }
    }
}

extension SignIn.Address: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(Key.city, city)
            writer.memberIfPresent(Key.countryLong, countryLong)
            writer.memberIfPresent(Key.countryShort, countryShort)
            writer.memberIfPresent(Key.formatted, formatted)
            writer.memberIfPresent(Key.houseNumber, houseNumber)
            writer.memberIfPresent(Key.ip, ip)
            writer.memberIfPresent(Key.latitude, latitude)
            writer.memberIfPresent(Key.longitude, longitude)
            writer.memberIfPresent(Key.region, region)
            writer.memberIfPresent(Key.street, street)
            writer.memberIfPresent(Key.zipcode, zipcode)
        }
    }
}

extension SignIn.Device: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(Key.browser, browser)
            writer.memberIfPresent(Key.engine, engine)
            writer.memberIfPresent(Key.ip, ip)
            writer.memberIfPresent(Key.latitude, latitude)
            writer.memberIfPresent(Key.longitude, longitude)
            writer.memberIfPresent(Key.make, make)
            writer.memberIfPresent(Key.model, model)
            writer.memberIfPresent(Key.os, os)
            writer.memberIfPresent(Key.userAgent, userAgent)
        }
    }
}

extension SignIn.Software: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(Key.name, name)
            writer.memberIfPresent(Key.version, version)
        }
    }
}
