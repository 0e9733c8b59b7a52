import Foundation
import JSONText
import LocalAPIModel
import Testing

@Suite("The text of a document") struct DocumentTests {
    private static let address: AddressDocument = {
        var address = AddressDocument()
        address.countryShort = "DE"
        address.countryLong = "Germany"
        address.region = "BW"
        address.city = "Ulm"
        address.zipcode = "89073"
        address.street = "Gasse"
        address.houseNumber = "1/2"
        address.formattedAddress = "Gasse 1/2,\n89073 \"Ulm\""
        address.ip = "192.0.2.7"
        address.latitude = 48.4
        address.longitude = 9
        return address
    }()

    private static let device: DeviceInfoDocument = {
        var device = DeviceInfoDocument()
        device.os = SoftwareDocument(name: "Linux")
        device.browser = SoftwareDocument(name: "Firefox")
        device.engine = SoftwareDocument(name: "Gecko")
        device.deviceMake = "Maker"
        device.deviceModel = "Model"
        device.userAgent = "Mozilla/5.0 (X11)"
        device.ipAddress = "192.0.2.7"
        device.latitude = "48.4"
        device.longitude = "9.9"
        return device
    }()

    private static let sparse = ExchangeDocument(
        id: "0123456789abcdef", state: .received, enrollment: "e1", sub: "s", tenantKey: "t", verificationType: "PUSH",
        receivedAt: "2026-11-24T01:00:00.000Z", updatedAt: "2026-11-24T01:00:01.000Z",
        expiresAt: "2026-11-24T01:05:00.000Z")

    private static let full = ExchangeDocument(
        id: "0123456789abcdef", state: .refused, enrollment: "e1", sub: "s", tenantKey: "t", tenantName: "Tenant",
        verificationType: "PUSH", clientName: "Shop", message: "Grüße \\ \u{1}", address: address, deviceInfo: device,
        choices: ["12", "34"], receivedAt: "2026-11-24T01:00:00.000Z", updatedAt: "2026-11-24T01:00:01.000Z",
        expiresAt: "2026-11-24T01:05:00.000Z",
        operation: OperationDocument(name: "allow", attempt: 2, since: "2026-11-24T01:00:01.000Z"),
        answeredBy: CallerDocument(pid: 12, exe: "/usr/bin/smartpush"), endedBy: .remote, reason: "not me",
        failure: FailureDocument(code: "VER_0040", detail: "no such device"))

    private func check<Document: JSONWritable & Codable & Equatable>(_ document: Document) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let expected = String(decoding: try encoder.encode(document), as: UTF8.self)
        #expect(String(decoding: document.json, as: UTF8.self) == expected)
        #expect(try JSONDecoder().decode(Document.self, from: Data(document.json)) == document)
    }

    @Test("of an exchange is what JSONEncoder writes", arguments: [sparse, full])
    func exchange(_ document: ExchangeDocument) throws {
        try check(document)
    }

    @Test("of an exchange whose caller's program is unknown has no key for it") func caller() throws {
        var document = Self.sparse
        document.answeredBy = CallerDocument(pid: 0, exe: nil)
        document.address = AddressDocument()
        document.deviceInfo = DeviceInfoDocument()
        try check(document)
    }

    @Test("of a page of exchanges is what JSONEncoder writes") func pages() throws {
        try check(ExchangeListDocument(exchanges: [], next: nil))
        try check(ExchangeListDocument(exchanges: [Self.full, Self.sparse], next: "0123456789abcdef"))
    }
}
