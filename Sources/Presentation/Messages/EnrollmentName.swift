package import LocalAPIModel

/// How the user recognizes an enrollment. All text in it is safe to show.
package struct EnrollmentName: Equatable, Sendable {
    /// What a person knows the account by.
    package let account: String
    /// The tenant's name, else its key; empty if neither is known.
    package let tenant: String
    /// The user's name for the enrollment; `nil` if there is none, or if it is the same as ``account``.
    package let name: String?
}

extension EnrollmentName {
    package init(_ enrollment: EnrollmentDocument) {
        let name = enrollment.name.map(SafeText.line)
        account = AccountName.of(account: enrollment.account ?? name, sub: enrollment.sub)
        tenant = SafeText.line(enrollment.tenantName ?? enrollment.tenantKey)
        self.name = name == account ? nil : name
    }

    /// An enrollment of which only the id is known.
    package init(id: String) {
        account = SafeText.line(String(id.prefix(8)))
        tenant = ""
        name = nil
    }

    /// The account, its tenant, and the user's own name for it.
    package func words(in language: Language) -> String {
        let words = language(.signIn(.account(name: account, tenant: tenant)))
        return name.map { "\(words) (\($0))" } ?? words
    }
}
