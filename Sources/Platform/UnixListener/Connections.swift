import NIOCore
import Synchronization

/// The connections of a socket, and when to close each.
///
/// They share one timer. It runs only while a connection has a deadline, so that it never wakes an idle daemon.
final class Connections: Sendable {
    private struct State {
        var entries: [Int: Entry] = [:]
        var lastNumber = 0
        var wakeUp: (at: NIODeadline, timer: Scheduled<Void>)?
    }

    private let limits: ConnectionLimits
    private let loop: any EventLoop
    private let state = Mutex(State())

    init(_ limits: ConnectionLimits, on loop: any EventLoop) {
        self.limits = limits
        self.loop = loop
    }

    /// Admits a connection if there is room, or if it can close an idle one to make room.
    /// - Returns: `nil` if there is no room.
    func admit(_ channel: any Channel) -> Turn? {
        let (number, closed) = state.withLock { state -> (Int?, (any Channel)?) in
            var closed: (any Channel)?
            if state.entries.count >= limits.connections {
                let waiting = state.entries.lazy.filter { !$0.value.isServed }
                guard let longest = waiting.min(by: { $0.value.since < $1.value.since }) else { return (nil, nil) }
                closed = state.entries.removeValue(forKey: longest.key)?.channel
            }
            state.lastNumber += 1
            state.entries[state.lastNumber] = Entry(channel: channel, since: .now())
            return (state.lastNumber, closed)
        }
        closed?.close(promise: nil)
        guard let number else { return nil }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { _ = $0.entries.removeValue(forKey: number) }
        }
        change(number) { _ in }
        return Turn(self, number)
    }

    func change(_ number: Int, _ change: (inout Entry) -> Void) {
        state.withLock { state in
            guard var entry = state.entries[number] else { return }
            change(&entry)
            state.entries[number] = entry
            if let deadline = entry.deadline(limits) { wake(at: deadline, &state) }
        }
    }

    /// Sets the timer, unless it fires earlier. A timer that fires too early is set again, which costs less than to
    /// move it with every request.
    private func wake(at deadline: NIODeadline, _ state: inout State) {
        if let wakeUp = state.wakeUp {
            guard deadline < wakeUp.at else { return }
            wakeUp.timer.cancel()
        }
        state.wakeUp = (deadline, loop.scheduleTask(deadline: deadline) { self.closeWhatIsDue() })
    }

    private func closeWhatIsDue() {
        let due = state.withLock { state -> [any Channel] in
            state.wakeUp = nil
            var due: [any Channel] = []
            var next: NIODeadline?
            for (number, entry) in state.entries {
                guard let deadline = entry.deadline(limits) else { continue }
                if deadline <= .now() {
                    due.append(entry.channel)
                    state.entries[number] = nil
                } else {
                    next = min(next ?? deadline, deadline)
                }
            }
            if let next { wake(at: next, &state) }
            return due
        }
        for channel in due { channel.close(promise: nil) }
    }
}

extension Connections {
    struct Entry {
        let channel: any Channel
        /// When the client's turn began.
        private(set) var since: NIODeadline
        /// When the first byte of a request arrived.
        private var askingSince: NIODeadline?
        var stalledSince: NIODeadline?
        var isServed = false

        init(channel: any Channel, since: NIODeadline) {
            self.channel = channel
            self.since = since
        }

        mutating func wait(since now: NIODeadline, asking: Bool) {
            isServed = false
            since = now
            askingSince = asking ? now : nil
        }

        mutating func receivedBytes(at now: NIODeadline) {
            if !isServed { askingSince = askingSince ?? now }
        }

        /// When to close the connection; `nil` if it may stay open.
        func deadline(_ limits: ConnectionLimits) -> NIODeadline? {
            let taken = stalledSince.map { $0 + limits.answer }
            let asked = askingSince.map { $0 + limits.request } ?? limits.idle.map { since + $0 }
            return [taken, isServed ? nil : asked].compactMap { $0 }.min()
        }
    }
}
