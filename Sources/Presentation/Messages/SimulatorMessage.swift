/// What `smartpush-sim --help` says, and why an option of it can't be used.
package enum SimulatorMessage: Equatable, Sendable {
    case abstract
    case discussion
    case usage
    case portOption
    case inboxOption
    case timeToLiveOption
    case certificateOption
    case keyOption
    case originOption
    case faultOption
    /// How a fault is written: `steps` and `faults` are the words that can be used.
    case faultGrammar(steps: String, faults: String)

    case portOutOfRange
    case timeToLiveTooShort
    case certificateWithoutKey
    case noOrigin(String)
    case clockOffsetNotFinite
    /// A usage error in the words of the argument parser.
    case wrongUsage(String)
}
