import Testing

@testable import PushEngine

@Suite("The timers") struct TimersTests {
    @Test("return what is due, in order, once") func takesDue() {
        var timers = Timers<String>()
        timers.set("third", at: .seconds(3))
        timers.set("first", at: .seconds(1))
        timers.set("second", at: .seconds(2))
        #expect(timers.next == .seconds(1))
        #expect(timers.takeDue(at: .seconds(2)) == ["first", "second"])
        #expect(timers.takeDue(at: .seconds(2)) == [])
        #expect(timers.next == .seconds(3) && timers.count == 1)
    }

    @Test("of the same time come in the order in which they were set") func keepsTheOrder() {
        var timers = Timers<Int>()
        for key in 0..<100 { timers.set(key, at: .seconds(1)) }
        #expect(timers.takeDue(at: .seconds(1)) == Array(0..<100))
    }

    @Test("can be moved to an earlier time only") func hastens() {
        var timers = Timers<String>()
        for (time, expected) in [(5, 5), (9, 5), (2, 2)] {
            timers.setNoLater("a", than: .seconds(time))
            #expect(timers.next == .seconds(expected))
        }
        timers.setUnlessSet("a", at: .seconds(1))
        #expect(timers.next == .seconds(2))
    }

    @Test("have each key once, and forget what is cancelled") func replaces() {
        var timers = Timers<String>()
        timers.set("a", at: .seconds(1))
        timers.set("a", at: .seconds(5))
        timers.set("b", at: .seconds(6))
        #expect(timers.next == .seconds(5))
        timers.cancel("a")
        timers.cancel("unknown")
        #expect(timers.next == .seconds(6))
        timers.cancel("b")
        #expect(timers.next == nil)
    }

    @Test("agree with a simple list, whatever is set, moved, cancelled and taken", arguments: 1...20)
    func agreesWithAList(seed: UInt64) {
        var random = Numbers(state: seed)
        var timers = Timers<Int>()
        var list: [Int: Duration] = [:]
        for _ in 0..<2_000 {
            let (key, time) = (random.next(below: 200), Duration.milliseconds(random.next(below: 100_000)))
            switch random.next(below: 8) {
            case 0:
                timers.cancel(key)
                list[key] = nil
            case 1:
                let due = time / 50
                let taken = timers.takeDue(at: due)
                #expect(Set(taken) == Set(list.filter { $0.value <= due }.keys))
                #expect(taken.compactMap { list[$0] } == taken.compactMap { list[$0] }.sorted())
                for key in taken { list[key] = nil }
            default:
                timers.set(key, at: time)
                list[key] = time
            }
            #expect(timers.next == list.values.min() && timers.count == list.count)
        }
    }

    @Test("of one exchange or scan are cancelled together") func cancelsAll() {
        var timers = Timers<TimerKey>()
        timers.set(.exchangeDeadline("a"), at: .seconds(1))
        timers.set(.exchangeRequest("a"), at: .seconds(2))
        timers.set(.exchangeDeadline("b"), at: .seconds(3))
        timers.cancelAll(ofExchange: "a")
        #expect(timers.count == 1 && timers.next == .seconds(3))
    }
}

/// Numbers that look random and are the same in every run (an LCG with Knuth's constants).
private struct Numbers {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
