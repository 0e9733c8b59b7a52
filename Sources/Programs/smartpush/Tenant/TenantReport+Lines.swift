import Messages
import TextLayout

extension TenantReport {
    /// The report for people: what concerns the server as a whole, then a table of its paths.
    func lines(fitting columns: Int, in say: Language) -> [Styled] {
        let lines = details(say).lines(fitting: columns)
        guard !calls.isEmpty else { return lines }
        return lines + [""] + table(say).fitted(to: columns)
    }

    private func details(_ say: Language) -> Details {
        func words(_ message: TenantMessage) -> String { say(.tenant(message)) }
        var details = Details()
        details.add(words(.serverLabel), server)
        details.add(
            words(.proxyLabel), proxy.map { words(.proxy("\($0.host):\($0.port)", from: $0.source)) } ?? words(.noProxy)
        )
        if proxy == nil { details.add(words(.addressLabel), address ?? words(.noAddress)) }
        if server.hasPrefix("https:") {
            details.add(
                "TLS",
                styled: tls.map { tls in
                    let date = DisplayTime.dateAndClock(tls.certificateEndsAt)
                    let text = words(
                        .tls(version: tls.version, issuer: tls.issuer, until: date, isTrusted: tls.isTrusted))
                    return Styled(text, tls.isTrusted ? .plain : .bad)
                } ?? Styled(words(.noTLS), .bad))
        }
        if let clockAhead { details.add(words(.clockLabel), words(.clock(ahead: clockAhead))) }
        if let login { details.add(words(.loginLabel), loginWords(login, words)) }
        return details
    }

    private func loginWords(_ login: Login, _ words: (TenantMessage) -> String) -> String {
        if let fault = login.fault { return fault }
        let missing = login.scopes.map { scopes in scopes.filter { !$0.value }.keys.sorted() }
        return words(.login(issuer: login.issuer ?? server, hasPKCE: login.hasPKCE, missingScopes: missing))
    }

    private func table(_ say: Language) -> Table {
        Table(
            columns: [.fixed(say(.tenant(.callColumn))), .fixed("GUIDE"), .fixed("V2")],
            rows: calls.map { [Styled($0.name), $0.guide.cell(say), $0.v2.cell(say)] })
    }
}

extension TenantReport.Answer {
    fileprivate func cell(_ say: Language) -> Styled {
        let word = say(.tenant(.served(isServed)))
        let detail = status.map { " (\(code.map { "\($0), " } ?? "")\($0))" } ?? ""
        let style: Styled.Style =
            switch isServed {
            case true?: .good
            case false?: .dim
            case nil: .waiting
            }
        return Styled(word + detail, style)
    }
}
