package import LocalAPIModel

/// What of a sign-in a person asks for: who, from where, on what, how long still, what has become of it.
///
/// All of it is harmless to show, whatever the server sent; what the server did not tell is empty.
package struct SignInText: Sendable {
    package let exchange: ExchangeDocument
    package let language: Language

    /// The reason that goes to the server with a denial of what the user did not start; a record, so in one language.
    package static let notMe = "not me"

    package init(_ exchange: ExchangeDocument, in language: Language) {
        self.exchange = exchange
        self.language = language
    }

    /// What a person types, and what tells two sign-ins apart.
    package var shortID: String {
        String(exchange.id.prefix(8))
    }

    /// What the sign-in is to: the application.
    package var who: String {
        firstFilled(exchange.clientName, exchange.tenantName, exchange.tenantKey)
    }

    /// Whose sign-in it is.
    package var account: String {
        let tenant = firstFilled(exchange.tenantName, exchange.tenantKey)
        return SafeText.line(language("\(exchange.sub) at \(tenant)", german: "\(exchange.sub) bei \(tenant)"))
    }

    package var message: String {
        firstFilled(exchange.message)
    }

    /// The city and the country; where they are not known, whatever else says where the sign-in comes from.
    package var place: String {
        let address = exchange.address
        let parts = [address?.city, address?.countryLong ?? address?.countryShort].compactMap { $0 }
        let place = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return firstFilled(place, address?.formattedAddress, ip)
    }

    /// The whole postal address, unless ``place`` says it already.
    package var address: String {
        let whole = firstFilled(exchange.address?.formattedAddress)
        return whole == place ? "" : whole
    }

    package var ip: String {
        firstFilled(exchange.address?.ip, exchange.deviceInfo?.ipAddress)
    }

    /// The browser and the system on which the web page is shown.
    package var device: String {
        let info = exchange.deviceInfo
        let browser = firstFilled(info?.browser, info?.engine)
        let system = firstFilled(info?.os)
        if !browser.isEmpty, !system.isEmpty {
            return language("\(browser) on \(system)", german: "\(browser) unter \(system)")
        }
        let make = [info?.deviceMake, info?.deviceModel].compactMap { $0 }.filter { !$0.isEmpty }
        return firstFilled(browser, system, make.joined(separator: " "), info?.userAgent)
    }

    /// `1:42 left`, while it is open.
    package func left(now: Double) -> String {
        exchange.state.isOpen ? Moment.left(until: exchange.expiresAt, now: now, in: language) : ""
    }

    package func age(now: Double) -> String {
        Moment.age(of: exchange.receivedAt, now: now)
    }

    private func firstFilled(_ candidates: String?...) -> String {
        SafeText.line(candidates.compactMap { $0 }.first { !$0.isEmpty } ?? "")
    }
}
