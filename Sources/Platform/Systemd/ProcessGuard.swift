import CSystemd
import Glibc

/// Settings of this process that protect what it holds.
package enum ProcessGuard {
    /// Makes new files and sockets accessible to their owner only (umask(2)).
    package static func restrictNewFiles() {
        _ = umask(0o077)
    }

    /// Makes a write beyond the file size limit (setrlimit(2), `RLIMIT_FSIZE`) fail. By default it would end the
    /// process.
    package static func outliveFileLimits() {
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// Keeps libdispatch from logging that its thread can't have the priority that it asks for. No ordinary user's
    /// process can, and it does no harm. It must be called before libdispatch starts a thread.
    package static func quietDispatch() {
        _ = unsafe setenv("LIBDISPATCH_LOG", "NO", 0)
    }

    /// Keeps the memory of this process, which has the credentials, out of core files and from the user's other
    /// processes (prctl(2), `PR_SET_DUMPABLE`).
    package static func forbidDumps() {
        _ = smartpush_forbid_dumps()
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
