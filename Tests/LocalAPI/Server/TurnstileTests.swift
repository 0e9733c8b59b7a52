import Testing

@testable import LocalAPIServer

@Suite("A turnstile") struct TurnstileTests {
    private struct Refused: Error {}

    private actor Room {
        private var inside = 0
        private(set) var most = 0
        private(set) var visits = 0

        func enter() {
            inside += 1
            visits += 1
            most = max(most, inside)
        }

        func leave() {
            inside -= 1
        }
    }

    @Test("lets in one at a time, and everyone in the end") func oneAtATime() async {
        let (turnstile, room) = (Turnstile(), Room())
        await withTaskGroup { group in
            for _ in 0..<100 {
                group.addTask {
                    await turnstile.pass {
                        await room.enter()
                        await Task.yield()
                        await room.leave()
                    }
                }
            }
        }
        #expect(await room.most == 1)
        #expect(await room.visits == 100)
    }

    @Test("lets in the next one after one that failed") func failure() async throws {
        let turnstile = Turnstile()
        await #expect(throws: Refused.self) { try await turnstile.pass { throw Refused() } }
        #expect(await turnstile.pass { 1 } == 1)
    }
}
