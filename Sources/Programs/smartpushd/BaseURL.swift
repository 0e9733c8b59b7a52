import FoundationEssentials
import LocalAPIModel
import Messages
import Settings

/// The address of a server in a request. Plain HTTP is allowed only on this machine, because it would show credentials
/// to the network.
enum BaseURL {
    /// - Throws: ``Problem`` that says what is wrong with the address.
    static func checked(_ text: String) throws -> ServerURL {
        guard let url = ServerURL(text) else { throw Problem(.invalidRequest, .baseURL(fault(in: text))) }
        return url
    }

    private static func fault(in text: String) -> BaseURLFault {
        guard text.utf8.count <= 2_048, let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            url.host(percentEncoded: false)?.isEmpty == false
        else { return .notAURL }
        guard url.user == nil, url.query == nil, url.fragment == nil, !text.contains("@") else {
            return .withUserQueryOrFragment
        }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return .wrongCharacter }
        return scheme == "https" ? .notAURL : .notHTTPS
    }
}
