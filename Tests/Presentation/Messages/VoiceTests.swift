import Messages
import Testing

@Suite struct VoiceTests {
    @Test(arguments: [
        ("The number is not one of them.", "the number is not one of them"), ("HTTP failed. ", "HTTP failed"),
        ("X", "x"), ("", ""), ("already fine", "already fine"),
    ])
    func speaksWithoutCapitalAndFullStop(text: String, sentence: String) {
        #expect(Voice.sentence(text) == sentence)
    }

    @Test func takesTheFirstSentenceOnly() {
        #expect(Voice.firstSentence("The value 'a.b' is invalid. Please:\n - open") == "the value 'a.b' is invalid")
    }
}
