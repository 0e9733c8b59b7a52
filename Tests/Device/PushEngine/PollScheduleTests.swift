import PushExchange
import Testing

@testable import PushEngine

@Suite("The schedule of polls") struct PollScheduleTests {
    private let start = Moment(wall: .start, steady: .seconds(1_000))
    private let rates = PollSchedule.Rates(active: .seconds(5), idle: .seconds(60))

    private func later(_ seconds: Int) -> Moment {
        Moment(wall: start.wall + .seconds(seconds), steady: start.steady + .seconds(seconds))
    }

    @Test("asks often while the user is active, and seldom otherwise") func followsTheUser() {
        let schedule = PollSchedule()
        #expect(schedule.interval(rates, isActive: true, at: .start) == .seconds(5))
        #expect(schedule.interval(rates, isActive: false, at: .start) == .seconds(60))
    }

    @Test("does not ask at a rate that is off") func isOff() {
        let schedule = PollSchedule(lastPush: .start)
        let neverActive = PollSchedule.Rates(active: nil, idle: .seconds(60))
        #expect(schedule.interval(neverActive, isActive: true, at: .start) == nil)
        #expect(schedule.interval(neverActive, isActive: false, at: .start) == .seconds(60))
        let neverIdle = PollSchedule.Rates(active: .seconds(5), idle: nil)
        #expect(schedule.interval(neverIdle, isActive: false, at: .start) == nil)
        #expect(schedule.interval(neverIdle, isActive: true, at: .start) == .seconds(5), "a carrier can fail")
    }

    @Test("asks seldom for a day after a push came through the inbox") func trustsTheCarrier() {
        var schedule = PollSchedule()
        schedule.notePush("one", isNew: true, at: start)
        #expect(schedule.lastPush == .start)
        #expect(schedule.interval(rates, isActive: true, at: later(86_400).wall) == .seconds(60))
        #expect(schedule.interval(rates, isActive: true, at: later(86_401).wall) == .seconds(5))
    }

    @Test("never asks more often because of a carrier") func staysSlow() {
        let slow = PollSchedule.Rates(active: .seconds(300), idle: .seconds(60))
        let schedule = PollSchedule(lastPush: .start)
        #expect(schedule.interval(slow, isActive: true, at: .start) == .seconds(300))
    }

    @Test("does not trust a carrier that misses a sign-in, until it is first again") func distrustsTheCarrier() {
        var schedule = PollSchedule(lastPush: .start)
        schedule.noteFound("missed", at: later(100).steady)
        #expect(!schedule.hasCarrier(at: later(100).wall))
        schedule.notePush("missed", isNew: false, at: later(111))
        #expect(!schedule.hasCarrier(at: later(111).wall), "it was too late")
        schedule.notePush("other", isNew: false, at: later(112))
        #expect(!schedule.hasCarrier(at: later(112).wall), "it is a repetition")
        schedule.notePush("new", isNew: true, at: later(200))
        #expect(schedule.hasCarrier(at: later(200).wall))
    }

    @Test("trusts a carrier that is a few seconds slower than a poll") func waitsForTheCarrier() {
        var schedule = PollSchedule(lastPush: .start)
        schedule.noteFound("slow", at: later(100).steady)
        schedule.notePush("slow", isNew: false, at: later(110))
        #expect(schedule.hasCarrier(at: later(110).wall))
    }

    @Test("spreads the times by a tenth, and never plans in the past") func spreads() {
        var schedule = PollSchedule()
        schedule.pollEnds(at: .seconds(1_000))
        let times = [0, 0.5, 1].map { schedule.next(after: .seconds(5), at: .seconds(1_000), jitter: $0) }
        #expect(times == [.milliseconds(1_004_500), .seconds(1_005), .milliseconds(1_005_500)])
        #expect(schedule.next(after: .seconds(5), at: .seconds(1_060), jitter: 0.5) == .seconds(1_060))
    }
}

@Suite("Pokes") struct PokeLimitTests {
    @Test("are answered by one request a second, and the last one is not lost") func isLimited() {
        var limit = PokeLimit()
        #expect(limit.time(at: .seconds(10)) == .seconds(10))
        limit.noteAsked(at: .seconds(10))
        #expect(limit.time(at: .seconds(10)) == .seconds(11))
        #expect(limit.time(at: .milliseconds(10_900)) == .seconds(11))
        #expect(limit.time(at: .seconds(12)) == .seconds(12))
    }
}
