import Testing

@testable import smartpush

@Suite struct ServerAddressTests {
    @Test(
        "of this machine or of a private network is known, however it is written",
        arguments: [
            "https://localhost", "https://a.localhost:8443", "https://LOCALHOST.", "https://127.0.0.1", "https://127.1",
            "https://0x7f000001", "https://2130706433", "https://0177.0.0.1", "https://0.0.0.0", "https://10.1.2.3",
            "https://172.16.0.1", "https://172.31.255.255", "https://192.168.1.1", "https://169.254.169.254",
            "https://100.64.0.1", "https://[::1]", "https://[::]:443", "https://[fd00::1]", "https://[fe80::1]",
            "https://[::ffff:10.0.0.1]", "https://[::7f00:1]", "https://intranet", "https://printer.local",
            "https://nas.home.arpa", "https://example.com@10.0.0.1", "",
        ])
    func isPrivate(origin: String) {
        #expect(ServerAddress(origin).isPrivate)
    }

    @Test(
        "of the internet is not",
        arguments: [
            "https://example.cidaas.de", "https://example.cidaas.de:8443/x", "https://172.32.0.1", "https://11.0.0.1",
            "https://192.169.0.1", "https://[2001:db8::1]", "https://[::ffff:93.184.216.34]",
            "https://localhost.example.com", "https://10.0.0.1.example.com", "https://notlocal.de",
        ])
    func isPublic(origin: String) {
        #expect(!ServerAddress(origin).isPrivate)
    }
}
