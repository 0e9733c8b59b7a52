import FoundationEssentials

/// Decodes JSON that is the content of a string.
func decodeJSON<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
}
