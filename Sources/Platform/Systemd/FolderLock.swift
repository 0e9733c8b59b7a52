import Glibc

/// Reserves a folder for one process until that process ends, even by a crash (flock(2)).
package struct FolderLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock. It is on the folder itself, so it leaves no file behind.
    /// - Returns: `nil` if another process has the lock, or if the folder can't be opened.
    package init?(_ folder: String) {
        descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }
}
