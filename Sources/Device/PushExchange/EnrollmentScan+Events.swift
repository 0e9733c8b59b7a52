extension EnrollmentScan {
    /// Changes the scan by an event. An event that it does not wait for changes nothing.
    package mutating func apply(_ event: Event, at now: Timestamp) {
        let before = self
        switch state {
        case .scanning: whileScanning(event, now)
        case .scanned: whileScanned(event)
        case .verifying: whileVerifying(event)
        case .enrolled, .refused, .expired, .unresolved, .cancelled: break
        }
        if self != before { updatedAt = now }
    }

    private mutating func whileScanning(_ event: Event, _ now: Timestamp) {
        switch event {
        case .answered(let answer, let lifetime):
            // Without an id there can be no next step.
            guard let next = answer.exchangeID else { return end(.unresolved, .lost(.scan)) }
            currentID = next
            sub = answer.sub ?? sub
            account = answer.account
            choices = answer.choices
            expiresAt = now + min(lifetime, Self.longestLifetime)
            isInDoubt = false
            state = .scanned
        // An id can be used once. If the scan may have arrived before, the refusal shows that it did.
        case .refused(let failure): isInDoubt ? end(.unresolved, .lost(.scan)) : end(.refused, failure)
        case .outcomeUnknown, .resumed: isInDoubt = true
        case .deadlinePassed: end(.expired)
        case .cancelled: end(.cancelled)
        case .notSent, .deviceLearnt: break
        }
    }

    private mutating func whileScanned(_ event: Event) {
        switch event {
        case .deadlinePassed: end(.expired)
        case .cancelled: end(.cancelled)
        case .answered, .refused, .notSent, .outcomeUnknown, .deviceLearnt, .resumed: break
        }
    }

    mutating func end(_ end: State, _ failure: Failure? = nil) {
        state = end
        self.failure = failure
        isInDoubt = false
        device = nil
        linkID = nil
        currentID = nil
        choices = nil
        number = nil
    }

    /// Ends it because the server has named an account that is enrolled on this device already.
    package mutating func refuseAsEnrolled() {
        end(.refused, .refused(Refusal(code: Refusal.enrolledAlready, status: nil, subject: .enrollment)))
    }

    /// Takes the number that the user chose or typed.
    /// - Returns: whether to send it; `false` if it is being sent already, or the scan has ended.
    /// - Throws: ``DecisionError``; the scan is then unchanged.
    package mutating func choose(_ chosen: Secret<String>, at now: Timestamp) throws(DecisionError) -> Bool {
        switch state {
        case .enrolled, .refused, .expired, .unresolved, .cancelled: return false
        case .scanning:
            throw .wrongState(.scanUnanswered)
        case .verifying:
            guard chosen == number else { throw .wrongState(.anotherNumberUnderWay) }
            return false
        case .scanned:
            guard now < expiresAt else { throw .expired }
            guard choices?.contains(chosen.reveal()) ?? true else { throw .wrongNumber }
            number = chosen
            state = .verifying
            updatedAt = now
            return true
        }
    }
}
