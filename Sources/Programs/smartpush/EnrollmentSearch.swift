import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

/// Finds the enrollment that the user means by a word: an id, the start of one, a name, or an account.
struct EnrollmentSearch {
    let enrollments: [EnrollmentDocument]

    /// Ids precede names, as everywhere in the API. Case does not matter.
    /// - Throws: ``Complaint`` if no enrollment, or more than one, is called so.
    func enrollment(_ word: String) throws(Complaint) -> EnrollmentDocument {
        let found = matches(word)
        guard let first = found.first else {
            throw Complaint(.notFound, .command(.noSuchEnrollment(SafeText.line(word))))
        }
        guard found.count == 1 else {
            let candidates = found.map { "\($0.shortID) (\(EnrollmentName($0).words(in: .ofUser)))" }
            throw Complaint(
                .notPossibleNow,
                .command(.severalSuchEnrollments(SafeText.line(word), candidates: candidates)),
                code: Problem.Code.ambiguousID.rawValue)
        }
        return first
    }

    /// What the user can type for this enrollment: its name, else its account, else the start of its id. Only words that
    /// meet the condition are taken.
    func word(
        for enrollment: EnrollmentDocument, where isUsable: (String) -> Bool = { SafeText.line($0) == $0 }
    ) -> String {
        [enrollment.name, enrollment.account].compactMap { $0 }.first { isUsable($0) && matches($0) == [enrollment] }
            ?? enrollment.shortID
    }

    private func matches(_ word: String) -> [EnrollmentDocument] {
        let word = word.lowercased()
        guard !word.isEmpty else { return [] }
        let byID = enrollments.filter { enrollment in
            enrollment.id == word || (word.count >= Session.shortestID && enrollment.id.hasPrefix(word))
        }
        guard byID.isEmpty else { return byID }
        return enrollments.filter { [$0.name, $0.account].compactMap { $0?.lowercased() }.contains(word) }
    }
}

extension Session {
    /// The enrollment with this id, start of an id, name or account.
    func enrollment(_ word: String) async throws -> EnrollmentDocument {
        try EnrollmentSearch(enrollments: try await api.enrollments()).enrollment(word)
    }
}

extension CompletionKind {
    /// The names of the enrollments, their accounts, or the starts of their ids: words that need no quotes in a shell.
    static let enrollment = CompletionKind.custom { _, _, _ in
        guard let session = try? Session(), let enrollments = try? await session.api.enrollments() else { return [] }
        let search = EnrollmentSearch(enrollments: enrollments)
        return enrollments.map { search.word(for: $0) { Shell.quoted($0) == $0 } }
    }
}
