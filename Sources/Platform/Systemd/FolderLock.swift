import Glibc

/// Keeps a folder to one process: held until that process ends, however it ends (flock(2)).
package struct FolderLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock. It is on the folder itself, so no file is left behind.
    /// - Returns: `nil` where another process holds it, or the folder can't be opened.
    package init?(_ folder: String) {
        descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }
}
