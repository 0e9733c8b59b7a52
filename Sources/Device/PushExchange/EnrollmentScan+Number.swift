extension EnrollmentScan {
    /// The request that sends the number; `nil` if none is under way.
    package var numberRequest: DurableRequest? {
        state == .verifying ? DurableRequest(.enrollmentNumber, state: isInDoubt ? .settling : .sending) : nil
    }

    mutating func whileVerifying(_ event: Event) {
        // A number that is being sent is not given up: its outcome decides.
        guard var request = numberRequest, event != .cancelled else { return }
        _ = request.apply(event.ofNumber)
        switch request.state {
        case .sending, .waiting: isInDoubt = false
        case .settling: isInDoubt = true
        case .done: end(.enrolled)
        case .refused(let failure): end(.refused, failure)
        case .lost: end(.unresolved, .lost(.enrollmentNumber))
        case .notTaken:
            // The user can choose it again, or another one.
            number = nil
            isInDoubt = false
            state = .scanned
        }
    }
}

extension EnrollmentScan.Event {
    /// The event for the number's request.
    fileprivate var ofNumber: DurableRequest.Event {
        switch self {
        case .answered: .taken
        case .refused(let failure): .refused(failure)
        case .notSent: .notSent
        case .outcomeUnknown: .outcomeUnknown
        case .deviceLearnt(let isKnown): .settled(wasTaken: isKnown)
        case .resumed: .resumed
        case .deadlinePassed, .cancelled: .gaveUp
        }
    }
}
