import PushEngine
import PushStore
import Testing

@testable import smartpushd

@Suite("The words for systemctl status") struct StatusWordsTests {
    @Test("name the number of open sign-ins, and the faults")
    func words() {
        var summary = EngineSummary()
        #expect(summary.inWords == "0 open, 0 enrollments; enroll this device: smartpush enroll")
        summary.enrollments = 1
        summary.open = 2
        #expect(summary.inWords == "2 open, 1 enrollment")
        summary.enrollments = 3
        summary.away = 1
        #expect(summary.inWords == "2 open, 3 enrollments; no answer from the server of 1")
        summary.storeFailure = .full(path: "/x")
        #expect(summary.inWords.contains("; the disk is full, so /x"))
    }
}
