package import LocalAPIModel
package import Messages

/// A sign-in as the user sees it, with the most important data first. Everything that shows a sign-in uses this type.
///
/// All text except ``choices`` and ``failure`` is safe to show, even if the server is malicious. Text that the server
/// did not send is empty. ``SignInText`` has the wording in a language.
package struct SignIn: Equatable, Identifiable, Sendable {
    /// The id that the daemon gave it.
    package internal(set) var id: String
    /// Its state in the API. ``standing`` is the wording for the user.
    package internal(set) var state: ExchangeState

    // MARK: Who asks, and from where

    /// The application that the user signs in to; if it is not known, the tenant.
    package internal(set) var application: String
    /// The city and the country; if they are not known, the address or the IP address.
    package internal(set) var place: String
    /// The browser that shows the web page; if neither it nor the system is known, another description of the device.
    package internal(set) var browser: String
    /// The operating system of that device.
    package internal(set) var system: String
    /// What a person knows the account by: the user's e-mail address or name, else the enrollment's name. If none is
    /// known, ``subject``, or the start of a long one, which is enough to tell accounts apart.
    package internal(set) var account: String
    /// The account's `sub`, unless ``account`` is all of it.
    package internal(set) var subject: String
    /// The tenant's name, else its key.
    package internal(set) var tenant: String
    /// The application's message to the user.
    package internal(set) var message: String
    /// The whole postal address, unless ``place`` is the same.
    package internal(set) var address: String
    /// The IP address that the sign-in comes from.
    package internal(set) var ip: String

    // MARK: What it waits for

    /// In RFC 3339, as all times here.
    package internal(set) var expiresAt: String
    /// The numbers to choose from, unchanged and in the server's order, because one of them is sent back. `nil` if they
    /// are not known. Pass them through ``SafeText`` before you show them.
    package internal(set) var choices: [String]?
    /// The step that is being sent to the server.
    package internal(set) var operation: Operation?

    // MARK: How it ended

    /// `nil` while it is open, and if it is not known.
    package internal(set) var endedBy: EndedBy?
    /// The program that gave the answer.
    package internal(set) var caller: Caller?
    /// The reason that the user gave for a denial or cancellation.
    package internal(set) var reason: String
    /// Why it was refused, or what is not known. ``SignInText/failure`` is the wording.
    package internal(set) var failure: FailureDocument?

    // MARK: The rest

    /// The enrollment's id.
    package internal(set) var enrollment: String
    /// The verification type, `PUSH`.
    package internal(set) var method: String
    /// The whole `User-Agent` of the browser.
    package internal(set) var userAgent: String
    /// When the push arrived.
    package internal(set) var receivedAt: String
    /// When it last changed.
    package internal(set) var updatedAt: String

    /// A step that was sent to the server, or is about to be.
    package struct Operation: Equatable, Sendable {
        /// The name of the step.
        package let step: SignInStep
        /// The number of the attempt, from 1.
        package let attempt: Int
        /// When the user or the daemon requested it.
        package let since: String
    }

    /// The local process that made a decision. The process chooses its name itself, so don't trust it.
    package struct Caller: Equatable, Sendable {
        /// The path of its program; `nil` if it is not known.
        package let executable: String?
        /// Its process id.
        package let pid: Int32
    }
}

extension SignIn {
    /// The reason that is sent with the denial of a sign-in that the user did not start. It is a record for the server,
    /// so it is not translated.
    package static let notMe = "not me"

    /// The first eight characters of the id, for the user to type and to tell sign-ins apart.
    package var shortID: String { String(id.prefix(8)) }

    /// Whether its state can still change.
    package var isOpen: Bool { state.isOpen }

    /// Whether the server has confirmed the push, so that the user can answer it.
    package var isConfirmed: Bool { state != .received }

    /// Whether `other` is a later version of the same sign-in, or the same version.
    package func isSuperseded(by other: SignIn) -> Bool { other.updatedAt >= updatedAt }

    /// Whether it arrived before `other`. If both arrived at the same time, the order of their ids decides.
    package func isBefore(_ other: SignIn) -> Bool { (receivedAt, id) < (other.receivedAt, other.id) }
}
