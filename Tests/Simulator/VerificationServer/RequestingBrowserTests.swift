import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("The browser of a sign-in")
struct RequestingBrowserTests {
    private static let webKit = "AppleWebKit/537.36 (KHTML, like Gecko)"

    @Test(
        "is told by its User-Agent, with the versions",
        arguments: [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                ["Linux", "", "Gecko", "140.0", "Firefox", "140.0", "140"]
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) \(webKit) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87",
                ["Windows", "10.0", "Blink", "126.0.0.0", "Edge", "126.0.2592.87", "126"]
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
                    + "Safari/605.1.15", ["macOS", "10.15.7", "WebKit", "605.1.15", "Safari", "17.5", "17"]
            ),
            ("curl/7.88.1", ["unknown", "", "unknown", "", "curl", "7.88.1", "7"]),
            ("", ["unknown", "", "unknown", "", "unknown", "", ""]),
        ])
    func software(userAgent: String, expected: [String]) {
        let browser = RequestingBrowser(userAgent: userAgent, address: nil)
        let info = browser.device(id: "m", in: .newest)["device_info"]
        let found = ["os", "engine", "browser"].flatMap { [info?[$0]?["name"], info?[$0]?["version"]] }
        #expect((found + [info?["browser"]?["major"]]).map { $0?.string } == expected)
    }

    @Test("is plain text in the older shape, and so are the coordinates")
    func oldShape() {
        let browser = RequestingBrowser(userAgent: "Mozilla/5.0 (X11; Linux) Firefox/140.0", address: nil)
        let info = browser.device(id: "m", in: .old)["device_info"]
        #expect(info?["os"] == "Linux" && info?["browser"] == "Firefox" && info?["engine"] == "unknown")
        #expect(browser.address(in: .old)["latitude"] == "48.8486")
        #expect(browser.address(in: .newest)["latitude"] == .number(48.8486))
    }
}
