package import LocalAPIModel

extension FailureDocument {
    /// Why an enrollment by a link failed, and what to do. Some of the codes mean something else to a sign-in.
    package var enrollmentPhrase: Phrase {
        Phrase(Voice.sentence(SafeText.line(detail)), german: germanOfEnrollment ?? phrase.text(in: .german))
    }

    private var germanOfEnrollment: String? {
        let again = "beginnen Sie die Registrierung auf der Webseite neu, die einen neuen Link gibt"
        return switch code {
        case "VER_0032": "der Server sagt, dass der Link schon benutzt ist, oder nicht von ihm kommt; \(again)"
        case "VER_0033": "der Server sagt, dass der Link abgelaufen ist; \(again)"
        case "VER_0041": "der Server sagt, dass die Zahl falsch ist, und er nimmt nur eine; \(again)"
        case "VER_0029", "VER_0034", "http_409":
            "der Server sagt, dass dieses Gerät dort schon registriert ist; entfernen Sie es auf der Webseite, und "
                + "beginnen Sie dann neu"
        case "VER_0028", "VER_0030":
            "der Server sagt, dass PUSH dort nicht eingeschaltet ist; fragen Sie, wer ihn betreibt, oder wählen Sie ein "
                + "anderes Verfahren"
        case "VER_0040": "der Server sagt, dass ein anderes Gerät den Link gelesen hat; \(again)"
        case "scan_lost": "der Server nahm den Link an, und seine Antwort ging verloren; \(again)"
        case "number_lost":
            "es ist nicht bekannt, ob die Zahl beim Server ankam; sehen Sie auf der Webseite nach, ob dieses Gerät dort "
                + "steht, entfernen Sie es, und beginnen Sie die Registrierung neu"
        default: nil
        }
    }
}
