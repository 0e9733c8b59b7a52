import CSystemd
import Glibc

/// Receives the kernel's messages about networks (rtnetlink(7)), so that nothing has to poll for a network that comes
/// up.
package struct NetworkMonitor: Sendable {
    /// Becomes readable when the kernel has sent messages.
    package let descriptor: CInt

    /// The indexes of the interfaces that are up. The kernel also reports an interface when nothing changes that
    /// matters here, for instance during a Wi-Fi scan.
    private var running: Set<Int32> = []

    /// Subscribes to messages about links and IPv4 addresses.
    /// - Returns: `nil` if the kernel or the unit's sandbox forbids it.
    package init?() {
        let type = CInt(SOCK_RAW.rawValue) | CInt(SOCK_NONBLOCK.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_NETLINK, type, CInt(NETLINK_ROUTE))
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        address.nl_groups = UInt32(smartpush_group_link) | UInt32(smartpush_group_ipv4_address)
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, socklen_t(MemoryLayout<sockaddr_nl>.size))
            }
        }
        guard bound == 0 else {
            close(descriptor)
            return nil
        }
    }

    /// Interprets what was read from the ``descriptor``.
    /// - Parameter bytes: one datagram of whole messages.
    /// - Returns: whether a network came up: an interface started to run or got an address.
    package mutating func cameUp(_ bytes: [UInt8]) -> Bool {
        var cameUp = false
        for message in RouteMessages(bytes) {
            switch message.type {
            case UInt16(RTM_NEWADDR): cameUp = true
            case UInt16(RTM_NEWLINK): cameUp = note(message) || cameUp
            default: break
            }
        }
        return cameUp
    }

    private mutating func note(_ message: RouteMessages.Message) -> Bool {
        guard let index = message.interface, let flags = message.flags else { return false }
        guard flags & UInt32(IFF_RUNNING) != 0 else {
            running.remove(index)
            return false
        }
        return running.insert(index).inserted
    }
}

/// The messages of a netlink datagram (netlink(7)): each is a `struct nlmsghdr`, which a `struct ifinfomsg` follows if
/// the message is about a link.
struct RouteMessages: Sequence, IteratorProtocol {
    struct Message: Equatable {
        var type: UInt16
        /// The index and the flags of the interface, in a message about a link.
        var interface: Int32?
        var flags: UInt32?
    }

    private static let headerLength = 16
    private static let linkLength = 32

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func next() -> Message? {
        guard let length = number(at: 0, of: UInt32.self).map(Int.init), length >= Self.headerLength,
            length <= rest.count, let type = number(at: 4, of: UInt16.self)
        else { return nil }
        var message = Message(type: type)
        if type == UInt16(RTM_NEWLINK), length >= Self.linkLength {
            message.interface = number(at: 20, of: UInt32.self).map { Int32(bitPattern: $0) }
            message.flags = number(at: 24, of: UInt32.self)
        }
        // Messages begin at multiples of four bytes.
        rest = rest.dropFirst((length + 3) & ~3)
        return message
    }

    /// The kernel uses the machine's byte order, which is little-endian on all machines that this runs on.
    private func number<Number: FixedWidthInteger>(at offset: Int, of type: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard rest.count >= offset + size else { return nil }
        let bytes = rest.dropFirst(offset).prefix(size)
        return bytes.reversed().reduce(0) { ($0 << 8) | Number($1) }
    }
}
