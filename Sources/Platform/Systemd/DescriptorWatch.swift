import CSystemd
import Glibc

/// Watches a descriptor that only a C library may read. NIO can watch only descriptors that it reads itself.
///
/// A thread sleeps in the kernel (epoll(7)) and wakes once for each ``arm(_:)``.
final class DescriptorWatch: Sendable {
    private let epoll: CInt
    private let end: CInt
    private let descriptor: CInt

    /// - Parameters:
    ///   - descriptor: must stay open for as long as the watch lives.
    ///   - onReady: called on the watch's own thread.
    ///
    /// `nil` if the process can't open more descriptors or start a thread.
    init?(_ descriptor: CInt, onReady: @escaping @Sendable () -> Void) {
        self.descriptor = descriptor
        epoll = epoll_create1(CInt(EPOLL_CLOEXEC))
        end = eventfd(0, CInt(EFD_CLOEXEC))
        guard add(end, events: EPOLLIN.rawValue), add(descriptor, events: Self.once),
            Sleeper(epoll: epoll, end: end, onReady: onReady).start()
        else {
            close(epoll)
            close(end)
            return nil
        }
    }

    /// epoll(7) always reports that the other side has hung up. With this flag it reports that once too.
    private static let once = UInt32(bitPattern: Int32(smartpush_epoll_once))

    deinit {
        // This wakes the thread, which closes both descriptors.
        var one: UInt64 = 1
        _ = unsafe write(end, &one, MemoryLayout<UInt64>.size)
    }

    /// Calls `onReady` once, as soon as one of these events occurs. It must be called again for the next time.
    /// - Parameter events: flags of epoll_ctl(2), which are those of poll(2).
    func arm(_ events: UInt32) {
        var event = unsafe epoll_event()
        unsafe event.events = events | Self.once
        unsafe event.data.fd = descriptor
        _ = unsafe epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event)
    }

    private func add(_ descriptor: CInt, events: UInt32) -> Bool {
        var event = unsafe epoll_event()
        unsafe event.events = events
        unsafe event.data.fd = descriptor
        return unsafe epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0
    }
}

/// The thread of a ``DescriptorWatch``.
private final class Sleeper: Sendable {
    let epoll: CInt
    let end: CInt
    let onReady: @Sendable () -> Void

    init(epoll: CInt, end: CInt, onReady: @escaping @Sendable () -> Void) {
        self.epoll = epoll
        self.end = end
        self.onReady = onReady
    }

    func start() -> Bool {
        var thread = pthread_t()
        let held = unsafe Unmanaged.passRetained(self)
        let result = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Sleeper>.fromOpaque(argument).takeRetainedValue().run()
                }
                return nil
            }, held.toOpaque())
        guard result == 0 else {
            unsafe held.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func run() {
        var event = unsafe epoll_event()
        while true {
            let count = unsafe epoll_wait(epoll, &event, 1, -1)
            if count < 0, errno != EINTR { break }
            guard count > 0 else { continue }
            if unsafe event.data.fd == end { break }
            onReady()
        }
        close(epoll)
        close(end)
    }
}
