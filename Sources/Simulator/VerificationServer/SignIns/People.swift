import OpenIDProvider
import SimulatorHTTP

/// The users, with names and e-mail addresses that are derived from what is known of them.
///
/// Every name stands for the first user, except those with which somebody has signed in with a password: each of them
/// is a user of its own.
struct People: Sendable {
    static let limit = 1_000

    private struct Person: Sendable {
        let sub: String
        let profile: OpenIDProvider.Profile
    }

    private let first: Person
    /// By the name they signed in with, in lower case.
    private var others = BoundedStore<Person>(limit: Self.limit)

    /// `email` is the first user's.
    init(firstSub: String, email: String) {
        first = Person(sub: firstSub, profile: .init(givenName: "Demo", familyName: "User", email: email))
    }

    /// Any id stands for somebody.
    func profile(of sub: String) -> OpenIDProvider.Profile {
        if sub == first.sub { return first.profile }
        if let known = others.oldestFirst.first(where: { $0.sub == sub }) { return known.profile }
        let short = String(sub.prefix(8))
        return .init(givenName: "User", familyName: short, email: "user-\(short)@example.com")
    }

    /// The user who has signed in with this name and a password; nil for any other name.
    func sub(named name: String) -> String? { others[name.lowercased()]?.sub }

    /// The user who signs in with this name and a password. A new name gets the id `new`.
    mutating func signIn(_ name: String, new: String) -> String {
        if name.lowercased() == first.profile.email { return first.sub }
        if let sub = sub(named: name) { return sub }
        others.insert(Person(sub: new, profile: Self.profile(named: name)), for: name.lowercased()) { _ in false }
        return new
    }

    /// `anna.berg@example.org` is Anna Berg.
    private static func profile(named name: String) -> OpenIDProvider.Profile {
        let sides = name.split(separator: "@", maxSplits: 1)
        let words = (sides.first ?? "").split { ". _-+".contains($0) }.map {
            $0.prefix(1).uppercased() + $0.dropFirst()
        }
        return .init(
            givenName: words.first ?? name, familyName: words.dropFirst().joined(separator: " "),
            email: sides.count == 2 ? name : "\(name)@example.com")
    }
}

extension OpenIDProvider.Profile {
    /// The `user_info` of the answers to a device.
    func json(sub: String) -> JSON {
        [
            "sub": .string(sub), "email": .string(email), "name": .string(name), "given_name": .string(givenName),
            "family_name": .string(familyName),
        ]
    }
}
