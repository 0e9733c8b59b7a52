import FoundationEssentials

/// A value of the configuration, of the kind that its key has.
enum SettingValue: Equatable {
    case text(String)
    case number(Int)
    case texts([String])
    /// The texts of each entry; `nil` for a value that is no text.
    case servers([[String: String?]])

    /// A value from the environment: a text, a number, or the JSON of an array. `nil` if it is not of that kind.
    init?(variable text: String, _ kind: SettingKind) {
        switch kind {
        case .text: self = .text(text)
        case .wholeNumber:
            guard let number = Int(text) else { return nil }
            self = .number(number)
        case .texts, .servers:
            let value = try? JSONDecoder().decode(JSONPart.self, from: Data(text.utf8))
            guard let value = value?.value(kind) else { return nil }
            self = value
        }
    }
}

/// A value in a file or a variable, of any kind.
struct JSONPart: Decodable {
    /// `nil` for a value of no kind that a key has.
    private let value: SettingValue?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            value = .text(text)
        } else if let number = try? container.decode(Int.self) {
            value = .number(number)
        } else if let texts = try? container.decode([String].self) {
            value = .texts(texts)
        } else {
            value = (try? container.decode([[String: Text]].self)).map { .servers($0.map { $0.mapValues(\.value) }) }
        }
    }

    /// `nil` if it is not of that kind.
    func value(_ kind: SettingKind) -> SettingValue? {
        switch (value, kind) {
        case (.text, .text), (.number, .wholeNumber), (.texts, .texts), (.servers, .servers): value
        case (.texts([]), .servers): .servers([])
        default: nil
        }
    }

    /// A text, or a value of another kind.
    private struct Text: Decodable {
        let value: String?

        init(from decoder: any Decoder) throws {
            value = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}
