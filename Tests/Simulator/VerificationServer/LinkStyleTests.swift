import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("The link of an enrollment")
struct LinkStyleTests {
    private static let values = [(name: "client_id", value: "app"), (name: "tenant_name", value: "Demo & Tenant")]

    @Test(
        "has a known form, with all values or with the exchange id alone",
        arguments: [
            (
                LinkStyle.Form.fragment,
                "https://t.example/account#client_id=app&tenant_name=Demo%20%26%20Tenant&exchange_id=e",
                "https://t.example/account#exchange_id=e"
            ),
            (
                .query, "https://t.example/account?client_id=app&tenant_name=Demo%20%26%20Tenant&exchange_id=e",
                "https://t.example/account?exchange_id=e"
            ),
            (
                .path, "https://t.example/account/e?client_id=app&tenant_name=Demo%20%26%20Tenant",
                "https://t.example/account/e"
            ),
            (
                .scheme,
                "cidaas-auth://enroll?base_url=https://t.example&client_id=app&tenant_name=Demo%20%26%20Tenant&exchange_id=e",
                "cidaas-auth://enroll?exchange_id=e"
            ),
            (
                .json,
                #"{"base_url":"https://t.example","client_id":"app","exchange_id":"e","tenant_name":"Demo & Tenant"}"#,
                #"{"exchange_id":"e"}"#
            ),
            (.bare, "e", "e"),
        ])
    func forms(form: LinkStyle.Form, whole: String, minimal: String) {
        let texts = [false, true].map { isMinimal in
            LinkStyle(form, isMinimal: isMinimal).text(
                exchangeID: "e", values: Self.values, baseURL: "https://t.example")
        }
        #expect(texts == [whole, minimal])
    }

    @Test(
        "is what the account page shows, with a command that adds what the link lacks",
        arguments: LinkStyle.Form.allCases)
    func page(form: LinkStyle.Form) async throws {
        let configuration = SimulatorConfiguration(links: LinkStyle(form, isMinimal: true))
        try await withSimulator(configuration) { simulator, client in
            let started = try await client.setup(.setup, [:])
            let link = started.data["enrollment_url"]?.string ?? ""
            #expect(link.contains(started.exchange.string ?? "?"))
            #expect(!link.contains("client_id") && !link.contains("tenant"))
            let page = try await client.curl("/account").text
            #expect(page.contains("smartpush enroll --server \(client.enrollment.baseURL) --client-id "))
            #expect(page.contains(simulator.loginClientID))
        }
    }

    @Test("leads to the account page in a browser, in every form that is an address of this server")
    func opened() async throws {
        try await withSimulator { simulator, client in
            for path in ["/account", "/account?exchange_id=e", "/account/e"] {
                let page = try await client.curl(path)
                #expect(page.text.contains("<title>Your account</title>"))
            }
            #expect(simulator.log.isEmpty, "what it carries is secret")
        }
    }
}
