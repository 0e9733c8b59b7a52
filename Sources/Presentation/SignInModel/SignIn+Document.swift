package import LocalAPIModel
import Messages

// Only this file reads the fields of a sign-in from the API's document.

extension SignIn {
    /// The sign-in that `document` describes, as the user sees it.
    package init(_ document: ExchangeDocument) {
        let place = Self.place(document)
        let address = Self.first(document.address?.formattedAddress)
        let device = document.deviceInfo
        let browser = Self.first(device?.browser?.text, device?.engine?.text)
        let system = Self.first(device?.os?.text)
        let account = AccountName.of(account: document.account, sub: document.sub)
        self.init(
            id: document.id, state: document.state,
            application: Self.first(document.clientName, document.tenantName, document.tenantKey), place: place,
            browser: browser.isEmpty && system.isEmpty ? Self.otherDevice(device) : browser, system: system,
            account: account, subject: account == document.sub ? "" : Self.first(document.sub),
            tenant: Self.first(document.tenantName, document.tenantKey),
            message: Self.first(document.message), address: address == place ? "" : address, ip: Self.ip(document),
            expiresAt: document.expiresAt, choices: document.choices, operation: document.operation.map(Operation.init),
            endedBy: document.endedBy, caller: document.answeredBy.map(Caller.init),
            reason: Self.first(document.reason), failure: document.failure, enrollment: document.enrollment,
            method: Self.first(document.verificationType), userAgent: Self.first(device?.userAgent),
            receivedAt: document.receivedAt, updatedAt: document.updatedAt)
    }

    private static func place(_ document: ExchangeDocument) -> String {
        let address = document.address
        let parts = [address?.city, address?.countryLong ?? address?.countryShort].compactMap { $0 }
        let place = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return first(place, address?.formattedAddress, ip(document))
    }

    private static func ip(_ document: ExchangeDocument) -> String {
        first(document.address?.ip, document.deviceInfo?.ipAddress)
    }

    /// Describes a device whose browser and system are not known.
    private static func otherDevice(_ device: DeviceInfoDocument?) -> String {
        let make = [device?.deviceMake, device?.deviceModel].compactMap { $0 }.filter { !$0.isEmpty }
        return first(make.joined(separator: " "), device?.userAgent)
    }

    /// The first one that is not empty, made safe to show.
    private static func first(_ candidates: String?...) -> String {
        SafeText.line(candidates.compactMap { $0 }.first { !$0.isEmpty } ?? "")
    }
}

extension SoftwareDocument {
    /// Its name, and the first part of its version: `Firefox 128`. More would be noise.
    fileprivate var text: String? {
        guard let name, let major = version?.split(separator: ".").first else { return name }
        return "\(name) \(major)"
    }
}

extension SignIn.Operation {
    init(_ document: OperationDocument) {
        self.init(step: SignInStep(name: document.name), attempt: document.attempt, since: document.since)
    }
}

extension SignIn.Caller {
    init(_ document: CallerDocument) {
        self.init(executable: document.exe.map(SafeText.line), pid: document.pid)
    }
}
