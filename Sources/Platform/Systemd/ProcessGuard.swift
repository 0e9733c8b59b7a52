import CSystemd
import Glibc

/// Settings of this process that protect what it holds.
package enum ProcessGuard {
    /// Makes files and sockets that are created from now on readable for their owner only.
    package static func restrictNewFiles() {
        _ = umask(0o077)
    }

    /// Makes a write beyond the file size limit (setrlimit(2), `RLIMIT_FSIZE`) fail, instead of ending the process.
    package static func outliveFileLimits() {
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// Keeps libdispatch from logging that its thread can't have the priority it asks for. That is so for every user, and
    /// means nothing. This has to be called before libdispatch starts a thread.
    package static func quietDispatch() {
        _ = unsafe setenv("LIBDISPATCH_LOG", "NO", 0)
    }

    /// Keeps core files and debuggers of the same user from this process's memory, which holds the credentials.
    package static func forbidDumps() {
        _ = smartpush_forbid_dumps()
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
