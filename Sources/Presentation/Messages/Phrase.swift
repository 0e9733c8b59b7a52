/// The same said in every language, for words that are found before it is known who reads them.
package struct Phrase: Sendable, Equatable {
    private let english: String
    private let german: String

    package init(_ english: String, german: String) {
        self.english = english
        self.german = german
    }

    /// For a phrase that is made of others.
    package init(_ words: (Language) -> String) {
        self.init(words(.english), german: words(.german))
    }

    package func text(in language: Language) -> String {
        language(english, german: german)
    }
}
