import PushExchange
import Testing

@testable import PushStore

@Suite("What is stored of a sign-in") struct SignInTextTests {
    @Test("has every value of it") func everything() throws {
        var address = SignIn.Address()
        address.countryShort = "DE"
        address.countryLong = "Germany"
        address.region = "BW"
        address.city = "Ulm"
        address.zipcode = "89073"
        address.street = "Gasse"
        address.houseNumber = "1"
        address.formatted = "Gasse 1, \"Ulm\""
        address.ip = "192.0.2.7"
        address.latitude = "48.4"
        address.longitude = "9.9"
        var device = SignIn.Device()
        device.os = SignIn.Software(name: "Linux", version: "1")
        device.browser = SignIn.Software(name: "Firefox", version: "1")
        device.engine = SignIn.Software(name: "Gecko", version: "1")
        device.make = "Maker"
        device.model = "Model"
        device.userAgent = "Mozilla/5.0 … 🦊"
        device.ip = "192.0.2.8"
        device.latitude = "48.5"
        device.longitude = "10"
        for part in [address as Any, device] {
            // A value that is added later has to be stored too.
            #expect(Mirror(reflecting: part).children.allSatisfy { "\($0.value)" != "nil" })
        }
        for signIn in [
            SignIn(clientName: "Shop", message: "Please\nconfirm", address: address, device: device),
            SignIn(address: SignIn.Address(), device: SignIn.Device()), SignIn(),
        ] {
            #expect(try SignInText.signIn(from: SignInText.text(of: signIn)) == signIn)
        }
    }

    @Test("is an error if it is not what was written", arguments: ["", "[]", #"{"clientName":1}"#])
    func invalid(_ text: String) {
        #expect(throws: DecodingError.self) { try SignInText.signIn(from: text) }
    }
}
