import PushExchange
import Testing

@testable import PushEngine

@Suite("The link to a server") struct ServerLinkTests {
    private let start = Moment(wall: .start, steady: .seconds(1_000))

    private func link(failing: RequestFailure? = nil) -> ServerLink {
        var link = ServerLink(clock: ServerClock(skew: .zero, at: start))
        if let failing { _ = link.note(failing, date: nil, isPendingList: false, at: start, jitter: 0.5) }
        return link
    }

    @Test("reports once that it is away and that it is back, and then fetches the list") func goesAndComesBack() {
        var link = link()
        let away = link.note(.silence, date: nil, isPendingList: false, at: start, jitter: 0.5)
        #expect(away == [.reportAway(.silence), .poll(at: .seconds(1_005))])
        #expect(link.isAway && link.health.failure == .silence && link.health.lastContactAt == nil)
        #expect(link.note(.silence, date: nil, isPendingList: false, at: start, jitter: 0.5) == [])
        let back = link.note(nil, date: nil, isPendingList: false, at: start, jitter: 0.5)
        #expect(back == [.reportBack, .release, .refresh])
        #expect(!link.isAway && link.health.lastContactAt == .start)
        #expect(link.note(nil, date: nil, isPendingList: false, at: start, jitter: 0.5) == [])
    }

    @Test("that is back with its pending list does not fetch that again") func wasPolled() {
        var link = link(failing: .silence)
        #expect(link.note(nil, date: nil, isPendingList: true, at: start, jitter: 0.5) == [.reportBack, .release])
    }

    @Test("whose server answers with an error is not away") func isFaulty() {
        var link = link()
        #expect(link.note(.lost, date: nil, isPendingList: false, at: start, jitter: 0.5) == [.release])
        #expect(link.health.reachable == true && link.health.failure == .lost)
    }

    @Test("reports that its clock differs") func learnsTheClock() {
        var link = link()
        let date = Timestamp.start + .seconds(3_600)
        #expect(
            link.note(nil, date: date, isPendingList: false, at: start, jitter: 0.5) == [.clockChanged, .release])
        #expect(link.note(nil, date: date, isPendingList: false, at: start, jitter: 0.5) == [])
        #expect((link.clock.now(start) - date).wholeMilliseconds == 500)
    }

    @Test("delays requests while its server is away or asks not to be called") func admits() {
        #expect(link().admission(at: start.steady, jitter: 0.5) == .now)
        let away = link(failing: .silence)
        #expect(away.admission(at: start.steady, jitter: 0.5) == .whenItAnswers(pollWithin: .milliseconds(500)))
        let busy = RequestFailure(.unusableAnswer(.askedToWait, to: .status, status: 429), retryAfter: .seconds(60))
        var quiet = link(failing: busy)
        #expect(quiet.admission(at: start.steady, jitter: 0.5) == .after(.milliseconds(60_250)))
        #expect(quiet.admission(at: start.steady + .seconds(60), jitter: 0.5) == .now)
        _ = quiet.note(nil, date: nil, isPendingList: false, at: start, jitter: 0.5)
        #expect(quiet.admission(at: start.steady, jitter: 0.5) == .now, "it has taken something since")
    }

    @Test("polls with growing pauses, more often while something is open, and not once it is back") func polls() {
        var link = link(failing: .silence)
        var pauses: [Duration] = []
        for _ in 0..<8 {
            link.pollBegins(at: start)
            #expect(!link.mayPoll)
            link.fetches.end(RefreshResult(enrollment: "e", new: 0))
            guard case .poll(let time) = link.pollEnds(.failed, at: start).first else { break }
            pauses.append(time - start.steady)
        }
        #expect(pauses == [5, 10, 20, 40, 80, 160, 300, 300].map { .seconds($0) })
        link.share.open = 1
        link.networkSettled()
        #expect(link.pollEnds(.failed, at: start) == [.poll(at: .milliseconds(1_000_500))])
        _ = link.note(nil, date: nil, isPendingList: true, at: start, jitter: 0.5)
        #expect(link.pollEnds(.listed, at: start) == [.stopPolling])
        #expect(link.failedPolls == 0 && link.mayPoll)
    }

    @Test("tells whether the server knows the device: only the pending list shows it") func knowsTheDevice() {
        let refusal = RequestFailure(.refused(.refused(Refusal(code: "VER_0040", status: 400, subject: .device))))
        var link = link()
        #expect(link.health.state == .unknown && link.health.since == nil)
        _ = link.note(refusal, date: nil, isPendingList: true, at: start, jitter: 0.5)
        #expect(link.health.state == .refused && link.health.since == .start && link.health.reachable == true)
        let later = Moment(wall: .start + .seconds(9), steady: .seconds(1_009))
        _ = link.note(nil, date: nil, isPendingList: false, at: later, jitter: 0.5)
        #expect(link.health.state == .refused && link.health.since == .start)
        _ = link.note(.silence, date: nil, isPendingList: true, at: later, jitter: 0.5)
        #expect(link.health.state == .unreachable && link.health.since == later.wall)
        _ = link.note(nil, date: nil, isPendingList: true, at: later, jitter: 0.5)
        #expect(link.health.state == .known)
    }

    @Test("counts its own share, and the shares add up") func shares() {
        var (one, other) = (link(), link())
        one.share = ServerShare(open: 3, acknowledgements: 2, questions: 1)
        other.share = ServerShare(open: 1, acknowledgements: 1, questions: 1)
        #expect([one, other].totalShare == ServerShare(open: 4, acknowledgements: 3, questions: 2))
    }
}

extension ServerLink {
    /// The end of a poll while polling is off.
    fileprivate mutating func pollEnds(_ outcome: PollOutcome, at now: Moment) -> [Effect] {
        pollEnds(outcome, interval: nil, at: now.steady, jitter: 0.5)
    }
}
