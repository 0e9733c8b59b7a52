package import NIOCore

/// Runs the jobs of tasks and actors on one of NIO's event loops.
///
/// The whole daemon runs on one loop. The first job on Swift's global pool would start a timer that wakes the process
/// once a second for the rest of its life. Tasks that prefer this executor and actors that use it never reach the pool.
package final class EventLoopExecutor: SerialExecutor, TaskExecutor {
    private let loop: any EventLoop

    /// - Parameter loop: runs all jobs.
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
