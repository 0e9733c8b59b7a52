/// The numbers that the device shows, and the one of them that the web page shows.
package struct Numbers: Sendable, Equatable {
    /// In the order in which the device shows them; usually four of two digits.
    package let choices: [String]
    /// The one that the web page shows, which the user has to pick.
    package let selected: String

    package init(choices: [String], selected: String) {
        self.choices = choices
        self.selected = selected
    }

    /// Four different two-digit numbers, one of them selected.
    package static func random() -> Numbers {
        let choices = (10...99).shuffled().prefix(4).map(String.init)
        return Numbers(choices: choices, selected: choices[Int.random(in: choices.indices)])
    }
}
