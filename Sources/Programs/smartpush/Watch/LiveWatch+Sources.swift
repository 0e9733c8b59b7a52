import Glibc
import LocalAPIClient
import LocalAPIModel
import NIOPosix

// Where what happens comes from.

extension LiveWatch {
    func listen(_ signals: AsyncStream<Int32>, _ group: inout Group) {
        // On a thread of its own: a read can't be cancelled.
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
        var follower = EventFollower(api)
        try await follower.run { news in
            switch news {
            // Also where it is resumed: what is told from here on is applied to it, unless it is older.
            case .connected: inbox.yield(.event(try await listing(api)))
            case .change(let exchange): inbox.yield(.event(.changed(exchange)))
            case .broken: break
            case .lost: inbox.yield(.event(.lost))
            }
        }
    }

    private static func listing(_ api: LocalAPIClient) async throws -> WatchEvent {
        let open = try await api.exchanges(.open, limit: 100).exchanges
        let latest = try await api.exchanges(limit: 100).exchanges
        return .listed(open: open, ended: latest.filter { !$0.state.isOpen })
    }

    func decide(_ decision: Decision, on id: String, _ group: inout Group) {
        group.addTask { [api, inbox] in
            do throws(LocalAPIError) {
                inbox.yield(.event(.decided(id, .success(try await api.decide(decision, on: id)))))
            } catch {
                inbox.yield(.event(.decided(id, .failure(error))))
            }
        }
    }
}
