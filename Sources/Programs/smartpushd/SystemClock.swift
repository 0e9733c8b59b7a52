import Logging
import Messages
import NIOCore
import NIOPosix
import PushEngine
import PushExchange
import ServiceLifecycle
import Systemd

/// The machine's clocks, and an alarm that is on time even if the machine was suspended.
struct SystemClock: EngineClock {
    private let timer: BootTimer

    init() throws {
        guard let timer = BootTimer() else { throw StartError(.noTimer) }
        self.timer = timer
    }

    func now() -> Moment {
        Moment(wall: .now(), steady: BootTimer.now())
    }

    func setAlarm(at time: Duration?) {
        timer.set(at: time)
    }

    /// A service that wakes `engine` whenever the alarm fires.
    func service(waking engine: Engine, on loop: any EventLoop) async throws -> AlarmService {
        let channel = try await NIOPipeBootstrap(group: loop)
            .takingOwnershipOfDescriptor(input: timer.descriptor) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, Never>(wrappingChannelSynchronously: channel)
                }
            }
        return AlarmService(alarms: channel, engine: engine)
    }
}

struct AlarmService: Service {
    let alarms: NIOAsyncChannel<ByteBuffer, Never>
    let engine: Engine

    func run() async throws {
        // Not with cancelOnGracefulShutdown(), because it starts tasks on Swift's global pool.
        try await withGracefulShutdownHandler {
            try await alarms.executeThenClose { alarms in
                for try await _ in alarms { await engine.wake() }
            }
        } onGracefulShutdown: {
            alarms.channel.close(promise: nil)
        }
    }
}
