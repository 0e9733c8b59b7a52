import CSystemd
import Glibc

/// The listening sockets that the service manager passed to this process (sd_listen_fds_with_names(3)).
package struct InheritedSockets: Sendable {
    private let descriptors: [String: CInt]

    /// Takes the sockets over. The processes that this one starts don't inherit them.
    package init() {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = unsafe sd_listen_fds_with_names(1, &names)
        var descriptors: [String: CInt] = [:]
        for index in 0..<max(Int(count), 0) {
            guard let name = unsafe names?[index] else { continue }
            descriptors[unsafe String(cString: name)] = CInt(SD_LISTEN_FDS_START) + CInt(index)
            unsafe free(name)
        }
        unsafe free(names)
        self.descriptors = descriptors
    }

    /// The descriptor of the socket whose unit has `FileDescriptorName=name`; `nil` if there is none.
    package subscript(name: String) -> CInt? {
        descriptors[name]
    }
}
