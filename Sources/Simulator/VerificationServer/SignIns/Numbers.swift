/// The four numbers that the device shows and the one among them that the web page shows.
package struct Numbers: Sendable, Equatable {
    package let choices: [String]
    package let selected: String

    package init(choices: [String], selected: String) {
        self.choices = choices
        self.selected = selected
    }

    /// Four distinct two-digit numbers.
    package static func random() -> Numbers {
        let choices = (10...99).shuffled().prefix(4).map(String.init)
        return Numbers(choices: choices, selected: choices[Int.random(in: choices.indices)])
    }
}
