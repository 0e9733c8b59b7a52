package import NIOCore

/// Runs the jobs of tasks and actors on one of NIO's event loops.
///
/// The whole daemon runs on one loop: the first job that reached Swift's global pool would start a timer in it that wakes
/// the process once a second for good. A task tree started with this as its preference, and actors that name it, never
/// get there.
package final class EventLoopExecutor: SerialExecutor, TaskExecutor {
    private let loop: any EventLoop

    package init(_ loop: any EventLoop) {
        self.loop = loop
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute {
            unsafe job.runSynchronously(
                isolatedTo: self.asUnownedSerialExecutor(), taskExecutor: self.asUnownedTaskExecutor()
            )
        }
    }

    package func isIsolatingCurrentContext() -> Bool? {
        loop.inEventLoop
    }

    package func checkIsolated() {
        loop.preconditionInEventLoop()
    }
}
