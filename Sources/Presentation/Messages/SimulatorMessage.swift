/// What `smartpush-sim --help` says, and why one of its options can't be used.
package enum SimulatorMessage: Equatable, Sendable {
    case abstract
    case discussion
    case usage
    case portOption
    case inboxOption
    case noDeliveryFlag
    case timeToLiveOption
    case certificateOption
    case keyOption
    case originOption
    case faultOption
    /// How to write a fault. `steps` and `faults` are the words that can be used.
    case faultGrammar(steps: String, faults: String)

    case withoutOption
    /// How to name a route. The text lists the steps that can be used.
    case routeNames(String)
    case withoutStatusOption
    case checkPushIDFlag
    case pushTokenOption
    /// The text lists the forms.
    case linkFormOption(String)
    case minimalLinksFlag
    case oldShapesFlag
    case errorFormOption

    case portOutOfRange
    case timeToLiveTooShort
    case certificateWithoutKey
    case noOrigin(String)
    case withoutStatusUnknown
    case pushTokenEmpty
    /// The text lists the forms.
    case linkFormUnknown(String)
    case clockOffsetNotFinite
    /// A usage error in the argument parser's words.
    case wrongUsage(String)
}
