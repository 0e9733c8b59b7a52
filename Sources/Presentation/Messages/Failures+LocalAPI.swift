package import LocalAPIClient
import LocalAPIModel

extension LocalAPIError {
    /// Why a call gave no result, and what to do.
    package var phrase: Phrase {
        switch self {
        case .problem(let problem): problem.phrase
        case .daemonUnreachable(let path, let why):
            Phrase { say in
                Phrase.unreachable(path, why).text(in: say) + say("; start it with: ", german: "; starten Sie es mit: ")
                    + "systemctl --user start smartpushd"
            }
        case .unintelligible(let why):
            Phrase(
                "smartpushd gave no answer that can be understood (\(why)); see: journalctl --user -u smartpushd",
                german: "smartpushd gab keine verständliche Antwort (\(why)); siehe: journalctl --user -u smartpushd")
        case .cancelled: Phrase("given up before the answer came", german: "aufgegeben, bevor die Antwort kam")
        }
    }
}

extension Phrase {
    /// That there is no daemon at `path`, and why.
    package static func unreachable(_ path: String, _ why: Unreachable) -> Phrase {
        Phrase { say in
            let why = why.phrase.text(in: say)
            return say(
                "smartpushd is not reachable at \(path) (\(why))",
                german: "smartpushd ist unter \(path) nicht erreichbar (\(why))"
            )
        }
    }
}
