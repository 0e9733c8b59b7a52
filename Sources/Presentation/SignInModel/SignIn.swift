package import LocalAPIModel
package import Messages

/// What a person sees of a sign-in, the most important first. Everything that shows a sign-in shows this.
///
/// All text but ``choices`` and ``failure`` is harmless to show, even where the server means harm; what the server did
/// not tell is empty. ``SignInText`` says it in a language.
package struct SignIn: Equatable, Identifiable, Sendable {
    /// The daemon's id of it.
    package internal(set) var id: String
    /// Where it stands by the API. ``standing`` says it to a person.
    package internal(set) var state: ExchangeState

    // MARK: Who asks, and from where

    /// What the sign-in is to: the application, else the tenant.
    package internal(set) var application: String
    /// The city and the country; where they are not known, what else says where the sign-in comes from.
    package internal(set) var place: String
    /// The browser that shows the web page; where it is not known, what else is known of its device.
    package internal(set) var browser: String
    /// The operating system of that device.
    package internal(set) var system: String
    /// The account's `sub`.
    package internal(set) var subject: String
    /// The tenant's name, else its key.
    package internal(set) var tenant: String
    /// What the application says to its user.
    package internal(set) var message: String
    /// The whole postal address, unless ``place`` says it already.
    package internal(set) var address: String
    /// The address that the sign-in comes from.
    package internal(set) var ip: String

    // MARK: What it waits for

    /// RFC 3339, as are the other times.
    package internal(set) var expiresAt: String
    /// The numbers to choose from, in the server's order, as the server gave them: one of them is sent back. `nil` where
    /// they are not known. They are not harmless to show before ``SafeText`` made them so.
    package internal(set) var choices: [String]?
    /// The step that is on its way to the server.
    package internal(set) var operation: Operation?

    // MARK: How it ended

    /// `nil` while it is open, and where it is not known.
    package internal(set) var endedBy: EndedBy?
    /// The program that gave the answer.
    package internal(set) var caller: Caller?
    /// What the user gave as the reason of a denial or cancellation.
    package internal(set) var reason: String
    /// Why it was refused, or what is not known. ``SignInText/failure`` has it in words.
    package internal(set) var failure: FailureDocument?

    // MARK: The rest

    /// The enrollment's id.
    package internal(set) var enrollment: String
    /// The verification type, `PUSH`.
    package internal(set) var method: String
    /// The browser's `User-Agent`, whole.
    package internal(set) var userAgent: String
    /// When the push arrived.
    package internal(set) var receivedAt: String
    /// When this version of it came about.
    package internal(set) var updatedAt: String

    /// A step that was sent to the server, or is about to be.
    package struct Operation: Equatable, Sendable {
        /// Which one.
        package let step: SignInStep
        /// From 1.
        package let attempt: Int
        /// When it was asked for.
        package let since: String
    }

    /// A local process that took a decision. It can call itself what it likes.
    package struct Caller: Equatable, Sendable {
        /// `nil` where it is not known.
        package let executable: String?
        /// Its process id.
        package let pid: Int32
    }
}

extension SignIn {
    /// The reason that goes to the server with a denial of what the user did not start; a record, so in one language.
    package static let notMe = "not me"

    /// What a person types, and what tells two sign-ins apart.
    package var shortID: String { String(id.prefix(8)) }

    /// Whether something may still follow.
    package var isOpen: Bool { state.isOpen }

    /// Whether the server has confirmed the push, so that a person can answer it.
    package var isConfirmed: Bool { state != .received }

    /// Whether `other` is a later version of the same sign-in, or the same version.
    package func isSuperseded(by other: SignIn) -> Bool { other.updatedAt >= updatedAt }

    /// Whether it came before `other`; where both came at once, in an order that stays.
    package func isBefore(_ other: SignIn) -> Bool { (receivedAt, id) < (other.receivedAt, other.id) }
}
