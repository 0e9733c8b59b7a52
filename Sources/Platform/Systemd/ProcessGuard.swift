import CSystemd
import Glibc

/// What keeps other processes from what this one holds.
package enum ProcessGuard {
    /// Files and sockets that are made from now on are their owner's alone.
    package static func restrictNewFiles() {
        _ = umask(0o077)
    }

    /// A file that may not grow (setrlimit(2), `RLIMIT_FSIZE`) is a failed write, and not the end of the process.
    package static func outliveFileLimits() {
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// libdispatch writes to the journal that a plain user's thread can't have the priority that it asked for. That is so
    /// for every user, and means nothing to any. It has to be told before it starts a thread.
    package static func quietDispatch() {
        _ = unsafe setenv("LIBDISPATCH_LOG", "NO", 0)
    }

    /// No core file and no debugger of the same user sees this process's memory: it holds the credentials.
    package static func forbidDumps() {
        _ = smartpush_forbid_dumps()
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
