import Dispatch

/// Signals as a sequence. As long as it exists, they have no other effect.
///
/// `UnixSignals` can't be used here, because it does not support SIGTSTP.
final class Signals {
    let numbers: AsyncStream<Int32>
    private let caught: AsyncStream<Int32>.Continuation
    private var sources: [any DispatchSourceSignal] = []

    /// Returns when all of them are trapped, so that none gets lost.
    init(trapping trapped: Int32...) async {
        (numbers, caught) = AsyncStream.makeStream(of: Int32.self)
        let queue = DispatchQueue(label: "signals")
        for number in trapped {
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [caught] in caught.yield(number) }
            await withCheckedContinuation { trapped in
                source.setRegistrationHandler { trapped.resume() }
                source.activate()
            }
            sources.append(source)
        }
    }

    deinit {
        for source in sources { source.cancel() }
        caught.finish()
    }
}
