/// What `--help` of each program says about a command, its arguments, its options, and the names of their values.
package enum HelpMessage: Equatable, Sendable {
    // The command line as a whole.
    case smartpush
    case idArgument

    // What every command takes.
    case jsonFlag

    // smartpush allow
    case allow
    case allowDiscussion

    // smartpush cancel
    case cancel

    // smartpush deny
    case deny
    case denyAllFlag

    // smartpush decide
    case waitOption
    case secondsValue

    // smartpush deliver
    case deliver
    case deliverDiscussion
    case pushesArgument
    case fileValue

    // smartpush doctor
    case doctor
    case doctorDiscussion
    case tenantOption
    case urlValue

    // smartpush enroll
    case enroll
    case enrollDiscussion
    case linkArgument
    case linkOrFileValue
    case numberOption
    case numberValue
    case serverOption
    case nameOption
    case textValue

    // smartpush enrollments
    case enrollments

    // smartpush history
    case history
    case limitOption

    // smartpush list
    case list
    case allFlag
    case stateOption
    case stateValue

    // smartpush login
    case login
    case loginDiscussion
    case loginServerArgument
    case urlOrNameValue
    case clientIDOption
    case pushIDOption
    case idValue
    case deviceNameOption
    case noBrowserFlag
    case loginTimeoutOption

    // smartpush refresh
    case refresh

    // smartpush rename
    case rename
    case renameDiscussion
    case newNameArgument
    case nameValue

    // smartpush show
    case show

    // smartpush status
    case status

    // smartpush unenroll
    case unenroll
    case unenrollDiscussion
    case enrollmentArgument

    // smartpush verify
    case verify
    case verifyUsage
    case verifyArgument

    // smartpush watch
    case watch
    case watchDiscussion

    // What several commands take.
    case signInArgument
    case reasonOption
    case countValue
    case signInAndNumberValue

    // The other programs.
    case daemon
    case daemonDiscussion
    case prompt
    case promptDiscussion

    /// A help text of the argument parser, whose own words are translated into the user's language.
    case parserText(String)
}
