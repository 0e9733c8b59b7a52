extension PushPayload {
    /// Whether the push can be for an account, given by its tenant (empty if it is not known) and its user.
    ///
    /// Tenant keys are compared without case. A push without a tenant key fits every tenant, and so does one to an
    /// account whose tenant key is not known yet. A masked `sub` fits every user that the mask leaves open.
    package func fits(tenantKey: String, sub: String) -> Bool {
        let isOfTenant = self.tenantKey.map { tenantKey.isEmpty || $0.lowercased() == tenantKey.lowercased() } ?? true
        return isOfTenant && (self.sub.map { Self.matches($0, sub) } ?? true)
    }

    /// Whether a text fits a mask, in which each run of `*` stands for any characters.
    private static func matches(_ mask: String, _ text: String) -> Bool {
        guard mask.contains("*") else { return mask == text }
        let parts = mask.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, text.utf8.count >= first.utf8.count + last.utf8.count,
            text.hasPrefix(first), text.hasSuffix(last)
        else { return false }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
