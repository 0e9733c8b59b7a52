import Glibc
import LocalAPIClient
import LocalAPIModel
import NIOPosix
import SignInModel
import WatchModel

// The sources of the events.

extension LiveWatch {
    func listen(_ signals: AsyncStream<Int32>, _ group: inout Group) {
        // Has its own thread, because a read can't be cancelled.
        NIOThreadPool.singleton.submit { [inbox] _ in
            while let piece = CLibrary.readSome(STDIN_FILENO, upTo: 1024), !piece.isEmpty { inbox.yield(.bytes(piece)) }
            inbox.yield(.ended)
        }
        group.addTask { [inbox] in
            for await number in signals { inbox.yield(.signal(number)) }
        }
        group.addTask { [api, inbox] in
            do { try await Self.follow(api, inbox) } catch { inbox.yield(.failed(error)) }
        }
    }

    private static func follow(_ api: LocalAPIClient, _ inbox: AsyncStream<Input>.Continuation) async throws {
        var follower = EventFollower(api, persistence: .afterFirstConnection)
        try await follower.run { update in
            switch update {
            // Also after a resumption. Later events are applied to this list, unless they are older.
            case .connected(let open, _):
                let latest = try await api.exchanges(limit: 100).exchanges.map(SignIn.init)
                inbox.yield(.event(.listed(open: open.map(SignIn.init), ended: latest.filter { !$0.isOpen })))
            case .changed(let exchange): inbox.yield(.event(.changed(SignIn(exchange))))
            case .broken: break
            case .disconnected: inbox.yield(.event(.disconnected))
            }
        }
    }

    func decide(_ decision: Decision, on id: String, _ group: inout Group) {
        group.addTask { [api, inbox] in
            do throws(LocalAPIError) {
                let outcome = try await api.decide(decision, on: id)
                inbox.yield(.event(.decided(id, .success(SignIn(outcome.exchange)))))
            } catch {
                inbox.yield(.event(.decided(id, .failure(error))))
            }
        }
    }
}
