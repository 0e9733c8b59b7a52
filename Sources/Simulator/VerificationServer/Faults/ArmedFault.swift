import SimulatorHTTP

/// A fault, the step that it waits for, and how often it fires.
///
/// Written `STEP:FAULT[:before|after][:times=N]`, as in `allow:close:after` and
/// `acknowledge:status=503,retry-after=2:before:times=3`.
package struct ArmedFault: Sendable, Equatable {
    /// What goes wrong.
    package let fault: Fault
    /// The step whose requests meet the fault.
    package let step: Step
    /// How often it will still fire; 1 or more.
    package internal(set) var times: Int

    /// - Throws: ``FaultError`` if `times` is less than 1, or if this fault is not possible at this step.
    package init(_ fault: Fault, on step: Step, times: Int = 1) throws(FaultError) {
        guard times > 0 else { throw FaultError("times has to be 1 or more") }
        if case .alter = fault.effect, fault.moment == .before {
            throw FaultError("only an answer that there is can be altered: say after")
        }
        if step == .connect, fault != .closeBefore, fault != .hang(.before) {
            throw FaultError("a connection can only close or hang, and only before")
        }
        self.fault = fault
        self.step = step
        self.times = times
    }

    /// Reads the notation above.
    /// - Throws: ``FaultError`` if `text` is not in it, or if this fault is not possible at this step.
    package init(parsing text: String) throws(FaultError) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)[...]
        guard let step = parts.popFirst(), let effect = parts.popFirst() else {
            throw FaultError("a fault is STEP:FAULT[:before|after][:times=N]")
        }
        var moment: String?
        var times: String?
        for part in parts {
            switch part {
            case "before" where moment == nil, "after" where moment == nil: moment = part
            case _ where part.hasPrefix("times=") && times == nil: times = String(part.dropFirst("times=".count))
            default: throw FaultError("'\(part)' is neither before nor after nor times=N")
            }
        }
        guard let count = Int(times ?? "1") else { throw FaultError("times takes a number") }
        let parsed = try Fault.Effect(parsing: effect)
        try self.init(Fault(Self.moment(moment, of: parsed), parsed), on: Self.step(step), times: count)
    }

    static func step(_ name: String) throws(FaultError) -> Step {
        guard let step = Step(rawValue: name) else {
            throw FaultError("'\(name)' is no step; a step is \(Step.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return step
    }

    /// Without a name the moment is `before`, except for an alteration, which needs an answer.
    static func moment(_ name: String?, of effect: Fault.Effect) throws(FaultError) -> Fault.Moment {
        guard let name else {
            if case .alter = effect { return .after }
            return .before
        }
        guard let moment = Fault.Moment(rawValue: name) else { throw FaultError("when is before or after") }
        return moment
    }
}

/// Why a fault could not be read or armed; the description is for the user.
package struct FaultError: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Fault.Effect {
    /// The notation of faults, for help texts and errors.
    package static let grammar = """
        close, hang, drip[=SECONDS], cut, flood[=MIB], redirect, status=N[,retry-after=TEXT][,type=TEXT][,body=TEXT], \
        not-json, html, empty, no-content, wrong-types, missing-fields, unknown-fields
        """

    /// Reads the notation of ``grammar``.
    /// - Throws: ``FaultError`` for any other text, or for a number that is out of range.
    package init(parsing text: String) throws(FaultError) {
        let options = try Self.options(text)
        guard let first = options.first else { throw Self.unknown(text) }
        guard options.count == 1 || first.name == "status" else { throw Self.unknown(text) }
        switch (first.name, first.value) {
        case ("close", nil): self = .close
        case ("hang", nil): self = .hang
        case ("cut", nil): self = .cut
        case ("redirect", nil): self = .redirect
        case ("drip", let seconds): self = .drip(pause: .seconds(try Self.number(seconds ?? "1", 0.001...3_600, text)))
        case ("flood", let size):
            self = .flood(bytes: Int(try Self.number(size ?? "100", 0...100_000, text) * 1_048_576))
        case ("status", let status?):
            self = try Self.answer(Int(Self.number(status, 200...599, text)), options.dropFirst(), text)
        case ("not-json", nil): self = Self.page("application/json", "this is not JSON")
        case ("html", nil): self = Self.page("text/html", "<!doctype html><title>Sign in to the network</title>")
        case ("empty", nil): self = .answer(status: 200, headers: [:], body: [])
        case ("no-content", nil): self = .answer(status: 204, headers: [:], body: [])
        case (let name, nil):
            guard let alteration = Alteration(rawValue: name) else { throw Self.unknown(text) }
            self = .alter(alteration)
        default: throw Self.unknown(text)
        }
    }

    private static func options(_ text: String) throws(FaultError) -> [(name: String, value: String?)] {
        text.split(separator: ",").map { option in
            let sides = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (sides[0], sides.count > 1 ? sides[1] : nil)
        }
    }

    private static func answer(
        _ status: Int, _ options: ArraySlice<(name: String, value: String?)>, _ text: String
    ) throws(FaultError) -> Fault.Effect {
        var headers: [String: String] = [:]
        var body = ""
        for (name, value) in options {
            guard let value else { throw unknown(text) }
            switch name {
            case "retry-after": headers["retry-after"] = value
            case "type": headers["content-type"] = value
            case "body": body = value
            default: throw unknown(text)
            }
        }
        return .answer(status: status, headers: headers, body: Array(body.utf8))
    }

    private static func page(_ type: String, _ body: String) -> Fault.Effect {
        .answer(status: 200, headers: ["content-type": type], body: Array(body.utf8))
    }

    private static func number(
        _ value: String, _ range: ClosedRange<Double>, _ text: String
    ) throws(FaultError) -> Double {
        guard let number = Double(value), range.contains(number) else { throw unknown(text) }
        return number
    }

    private static func unknown(_ text: String) -> FaultError {
        FaultError("'\(text)' is no fault; a fault is \(grammar)")
    }
}
