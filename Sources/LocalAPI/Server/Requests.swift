import FoundationEssentials
import HTTPTypes
import Hummingbird
import LocalAPIModel
import NIOCore

extension Request {
    private static let largestBody = 64 * 1024

    /// Reads a JSON body. An unknown key is an error, so that a misspelt one is not taken for a missing one.
    /// - Parameters:
    ///   - type: what the body holds.
    ///   - keys: the known keys.
    ///   - orEmpty: the value for an empty body; `nil` if a body is required.
    ///   - context: the request's.
    /// - Returns: the body.
    /// - Throws: ``Problem``.
    func body<Body: Decodable>(
        _ type: Body.Type, keys: Set<String>, orEmpty: Body? = nil, _ context: APIContext
    ) async throws -> Body {
        let bytes: ByteBuffer
        do {
            bytes = try await body.collect(upTo: Self.largestBody)
        } catch is NIOTooManyBytesError {
            throw Problem(.tooLarge, "the body has more than 64 KiB")
        }
        if bytes.readableBytes == 0, let orEmpty { return orEmpty }
        let data = Data(bytes.readableBytesView)
        do {
            let unknown = try JSONDecoder().decode(AnyKeys.self, from: data).names.subtracting(keys)
            guard unknown.isEmpty else {
                throw Problem(
                    .invalidRequest, "\(unknown.sorted().joined(separator: ", ").shortened) is not a known key")
            }
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw Problem(.invalidRequest, error.words)
        }
    }

    /// The header `Last-Event-ID`: the number of the last event that a reader has seen.
    func lastEventID() throws -> Int64? {
        guard let name = HTTPField.Name("Last-Event-ID"), let text = headers[name], !text.isEmpty else { return nil }
        guard let number = Int64(text), number >= 0 else {
            throw Problem(.invalidRequest, "Last-Event-ID is not the id of an event")
        }
        return number
    }
}

/// The names of an object's keys, whatever their values are.
private struct AnyKeys: Decodable {
    let names: Set<String>

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        names = Set(try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue))
    }
}

extension DecodingError {
    /// What is wrong with a body. It names keys and never values, which may be secret.
    fileprivate var words: String {
        switch self {
        case .keyNotFound(let key, _): "\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.last.map { "\($0.stringValue) does not have a possible value" }
                ?? "the body is not a JSON object"
        @unknown default: "the body can't be understood"
        }
    }
}

extension String {
    fileprivate var shortened: String { count > 100 ? prefix(100) + "…" : self }
}

extension Parameters {
    /// A parameter that is a number of seconds from 0 to 3600. It may have a fraction.
    func seconds(_ name: Substring) throws -> Duration? {
        guard let text = self[name] else { return nil }
        guard let seconds = Double(text), (0...3600).contains(seconds) else {
            throw Problem(.invalidRequest, "\(name) is a number of seconds from 0 to 3600")
        }
        return .milliseconds(Int64(seconds * 1000))
    }
}

extension ExchangeQuery {
    private static let largestLimit = 1_000

    /// - Throws: ``Problem`` if a parameter has no valid value.
    init(_ parameters: Parameters) throws {
        states = try Self.states(parameters["state"].map(String.init))
        enrollment = parameters["enrollment"].map(String.init)
        before = parameters["before"].map(String.init)
        limit = 50
        if let text = parameters["limit"] {
            guard let number = Int(text), (1...Self.largestLimit).contains(number) else {
                throw Problem(.invalidRequest, "limit is a number from 1 to \(Self.largestLimit)")
            }
            limit = number
        }
    }

    private static func states(_ text: String?) throws -> Set<ExchangeState> {
        guard let text else { return Set(ExchangeState.allCases) }
        if text == "open" { return Set(ExchangeState.allCases.filter(\.isOpen)) }
        guard let state = ExchangeState(rawValue: text) else {
            let names = ExchangeState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.invalidRequest, "state is open or one of \(names)")
        }
        return [state]
    }
}
