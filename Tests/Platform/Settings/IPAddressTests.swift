import Settings
import Testing

@Suite("An IP address") struct IPAddressTests {
    @Test(
        "is read from its text",
        arguments: [
            ("127.0.0.1", [127, 0, 0, 1]), ("255.255.255.255", [255, 255, 255, 255]),
            ("::1", Array(repeating: 0, count: 15) + [1]), ("[::1]", Array(repeating: 0, count: 15) + [1]),
            ("::", Array(repeating: 0, count: 16)),
            ("2001:db8::7", [0x20, 0x01, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [7]),
            ("1:2:3:4:5:6:7:8", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]),
            ("::ffff:10.1.2.3", Array(repeating: 0, count: 10) + [255, 255, 10, 1, 2, 3]),
        ] as [(String, [UInt8])])
    func isRead(text: String, bytes: [UInt8]) {
        #expect(IPAddress(text)?.bytes == bytes)
    }

    @Test(
        "is not read from a name, or from what only resembles one",
        arguments: [
            "", "localhost", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.-4", "1.2.3.+4", ":", "1::2::3",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "1:2:3:4:5:6:7:8::",
        ])
    func isNotRead(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("knows the networks that it is in") func networks() throws {
        let address = try #require(IPAddress("10.1.255.3"))
        let network = try #require(IPAddress("10.1.128.0"))
        #expect(address.isWithin(network, bits: 17) && address.isWithin(network, bits: 0))
        #expect(!address.isWithin(network, bits: 18) && !address.isWithin(network, bits: 33))
        #expect(!address.isWithin(try #require(IPAddress("::")), bits: 0))
    }

    @Test("knows whether it is of this machine") func loopback() {
        for text in ["127.0.0.1", "127.9.9.9", "::1"] { #expect(IPAddress(text)?.isLoopback == true, "\(text)") }
        for text in ["128.0.0.1", "::2", "::", "0.0.0.1"] { #expect(IPAddress(text)?.isLoopback == false, "\(text)") }
    }
}
