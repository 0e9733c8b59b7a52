import LocalAPIModel
import Messages
import SignInModel
import TextLayout

extension Details {
    /// All data of a sign-in that the user can read, at the time `now` in seconds since 1970.
    init(_ signIn: SignIn, now: Double, in say: Language) {
        self.init()
        var list = SignInDetails(signIn: signIn, now: now, say: say)
        list.addAll()
        self = list.details
    }
}

private struct SignInDetails {
    let signIn: SignIn
    let now: Double
    let say: Language
    var details = Details()

    private var text: SignInText { signIn.text(in: say) }

    private mutating func add(_ label: SignInLabel, _ value: String?) {
        details.add(say(.signIn(.label(label))), value)
    }

    private mutating func add(_ label: SignInLabel, styled: Styled) {
        details.add(say(.signIn(.label(label))), styled: styled)
    }

    mutating func addAll() {
        add(.id, signIn.id)
        add(.state, styled: signIn.styledState(in: say))
        add(.timeLeft, text.timeLeft(now: now))
        add(.application, signIn.application)
        add(.message, signIn.message)
        addOrigin()
        if let choices = signIn.choices { add(.choices, choices.joined(separator: "  ")) }
        add(.account, text.account)
        add(.subject, signIn.subject)
        add(.enrollment, signIn.enrollment)
        add(.method, signIn.method)
        addTimes()
        addEnd()
    }

    private mutating func addOrigin() {
        add(.place, signIn.place)
        add(.address, signIn.address)
        add(.ip, signIn.ip)
        add(.device, text.device)
        if signIn.userAgent != text.device { add(.userAgent, signIn.userAgent) }
    }

    private mutating func addTimes() {
        addTime(.received, signIn.receivedAt)
        addTime(.changed, signIn.updatedAt)
        add(signIn.isOpen ? .expires : .expiry, DisplayTime.dateAndClock(signIn.expiresAt))
        if let operation = signIn.operation {
            let span = DisplayTime.age(of: operation.since, now: now)
            add(.underWay, say(.signIn(.operation(operation.step, attempt: operation.attempt, span: span))))
        }
    }

    private mutating func addTime(_ label: SignInLabel, _ time: String) {
        let span = DisplayTime.age(of: time, now: now)
        add(label, "\(DisplayTime.dateAndClock(time)) (\(say(.signIn(.ago(span: span)))))")
    }

    private mutating func addEnd() {
        if let caller = signIn.caller {
            add(.answeredBy, say(.signIn(.caller(executable: caller.executable, pid: caller.pid))))
        }
        add(.endedBy, signIn.endedBy.map { say(.signIn(.endedBy($0))) })
        add(.reason, signIn.reason)
        if let failure = signIn.failure {
            add(.failure, styled: Styled(failure.code, .bad))
            add(.failureDetail, text.failure)
        }
    }
}
