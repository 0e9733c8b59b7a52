import LocalAPIModel
import Messages
import Testing

@testable import smartpush

@Suite("An enrollment is found") struct EnrollmentSearchTests {
    private static func enrollment(_ id: String, name: String? = nil, account: String? = nil) -> EnrollmentDocument {
        EnrollmentDocument(
            id: id, name: name, baseURL: "https://a.example", tenantKey: "t", tenantName: nil, sub: "s", pathSet: .auto,
            createdAt: "", server: ServerHealthDocument(reachable: nil, lastContactAt: nil, error: nil),
            account: account)
    }

    private let search = EnrollmentSearch(enrollments: [
        enrollment("82d7a1e6aaaa", name: "Work laptop", account: "bob@example.com"),
        enrollment("82d7a1ffbbbb", name: "Büro", account: "eve@example.com"),
        enrollment("7c9671fccccc", account: "eve@example.com"), enrollment("17754ee9dddd", name: "82d7a1e6"),
    ])

    private func found(_ word: String) -> String {
        do throws(Complaint) {
            return try search.enrollment(word).id
        } catch {
            return "\(error.status.rawValue)"
        }
    }

    @Test(
        "by its id, the start of it, its name or its account, in any case",
        arguments: [
            ("82d7a1e6aaaa", "82d7a1e6aaaa"), ("82D7A1E6", "82d7a1e6aaaa"), ("Work laptop", "82d7a1e6aaaa"),
            ("work LAPTOP", "82d7a1e6aaaa"), ("BÜRO", "82d7a1ffbbbb"), ("Bob@Example.com", "82d7a1e6aaaa"),
            ("7c9671", "7c9671fccccc"),
        ])
    func each(word: String, id: String) {
        #expect(found(word) == id)
    }

    @Test("only if it is the only one, and the word is whole", arguments: [("eve@example.com", "2"), ("82d7a1", "2")])
    func ambiguous(word: String, status: String) {
        #expect(found(word) == status)
    }

    @Test("by nothing else", arguments: ["", "82d7a", "Work", "bob", "*", "laptop"])
    func none(word: String) {
        #expect(found(word) == "3")
    }

    @Test("and the candidates are named if there are several")
    func candidates() throws {
        let complaint = #expect(throws: Complaint.self) { try search.enrollment("eve@example.com") }
        let words = try #require(complaint?.message.english)
        #expect(words.contains("82d7a1ff (eve@example.com at t (Büro)), 7c9671fc (eve@example.com at t)"), "\(words)")
        #expect(complaint?.code == "ambiguous_id")
    }

    @Test("by the word that is offered for it")
    func offered() {
        let words = search.enrollments.map { search.word(for: $0) }
        #expect(words == ["Work laptop", "Büro", "7c9671fc", "17754ee9"])
        #expect(zip(words, search.enrollments).allSatisfy { found($0) == $1.id })
        let completed = search.enrollments.map { search.word(for: $0) { !$0.contains(" ") } }
        #expect(completed.first == "bob@example.com")
    }
}
