import CSystemd
import Glibc

/// Receives the kernel's messages about networks (rtnetlink(7)), so that nothing has to poll for a network that comes
/// up.
package struct NetworkMonitor: Sendable {
    /// Becomes readable when the kernel has sent messages.
    package let descriptor: CInt

    private var networks = Networks(isAsked: false)

    /// Subscribes to messages about links and addresses, and asks for the links that there are.
    /// - Returns: `nil` if the kernel or the unit's sandbox forbids it.
    package init?() {
        let type = CInt(SOCK_RAW.rawValue) | CInt(SOCK_NONBLOCK.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_NETLINK, type, CInt(NETLINK_ROUTE))
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        address.nl_groups =
            UInt32(smartpush_group_link) | UInt32(smartpush_group_ipv4_address)
            | UInt32(smartpush_group_ipv6_address)
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, socklen_t(MemoryLayout<sockaddr_nl>.size))
            }
        }
        guard bound == 0 else {
            close(descriptor)
            return nil
        }
        let sent = unsafe RouteMessages.linkQuestion.withUnsafeBytes {
            unsafe send(descriptor, $0.baseAddress, $0.count, 0)
        }
        networks = Networks(isAsked: sent > 0)
    }

    /// Whether there is a network besides this machine itself. It is true as long as that is not known.
    package var hasNetwork: Bool { networks.isAnyRunning }

    /// Interprets what was read from the ``descriptor``.
    /// - Parameter bytes: one datagram of whole messages.
    /// - Returns: whether a network came up: an interface started to run or got an address.
    package mutating func cameUp(_ bytes: [UInt8]) -> Bool {
        networks.note(bytes)
    }
}

/// The networks, by what the kernel has reported of them.
struct Networks: Sendable {
    private struct Address: Hashable {
        var interface: Int32
        var bytes: [UInt8]
    }

    /// The indexes of the interfaces that are up, without the loopback interface. The kernel also reports an interface
    /// when nothing changes that matters here, for instance during a Wi-Fi scan.
    private var running: Set<Int32> = []
    /// The kernel also reports an address each time that its lifetime is extended.
    private var addresses: Set<Address> = []
    private var knowledge: Knowledge

    /// What is known of the links that there were at the start.
    private enum Knowledge {
        case nothing
        /// The kernel was asked, and is reporting them.
        case asked
        case everything
    }

    /// - Parameter isAsked: whether the kernel was asked for all links, so that the first ones are no news.
    init(isAsked: Bool) {
        knowledge = isAsked ? .asked : .nothing
    }

    /// Whether there is a network. One is assumed as long as that is not known.
    var isAnyRunning: Bool { knowledge != .everything || !running.isEmpty }

    /// - Returns: whether a network came up.
    mutating func note(_ bytes: [UInt8]) -> Bool {
        var cameUp = false
        for message in RouteMessages(bytes) { cameUp = note(message) || cameUp }
        return cameUp
    }

    private mutating func note(_ message: RouteMessages.Message) -> Bool {
        switch message {
        case .link(let index, let flags): return noteLink(index, flags) && knowledge != .asked
        case .linkGone(let index):
            running.remove(index)
            addresses = addresses.filter { $0.interface != index }
            return false
        case .address(let index, let bytes):
            return addresses.insert(Address(interface: index, bytes: bytes)).inserted
        case .addressGone(let index, let bytes):
            addresses.remove(Address(interface: index, bytes: bytes))
            return false
        case .end:
            knowledge = .everything
            return false
        case .refused:
            knowledge = .nothing
            return false
        case .other: return false
        }
    }

    private mutating func noteLink(_ index: Int32, _ flags: UInt32) -> Bool {
        guard flags & UInt32(IFF_LOOPBACK) == 0, flags & UInt32(IFF_RUNNING) != 0 else {
            running.remove(index)
            return false
        }
        return running.insert(index).inserted
    }
}

/// The messages of a netlink datagram (netlink(7)): each is a `struct nlmsghdr`. After it comes a `struct ifinfomsg` if
/// it is about a link, or a `struct ifaddrmsg` with attributes if it is about an address.
struct RouteMessages: Sequence, IteratorProtocol {
    enum Message: Equatable {
        /// The index and the flags of an interface.
        case link(Int32, flags: UInt32)
        case linkGone(Int32)
        /// The index of an interface, and its address.
        case address(Int32, [UInt8])
        case addressGone(Int32, [UInt8])
        /// Everything that was asked for has come.
        case end
        /// What was asked for can't be had.
        case refused
        case other
    }

    private static let headerLength = 16
    private static let linkLength = 32
    private static let addressLength = 24

    /// Asks for all links: a header with the flags `NLM_F_REQUEST` and `NLM_F_DUMP`, and an empty `struct ifinfomsg`.
    static let linkQuestion: [UInt8] = {
        let (length, type, flags) = (UInt32(linkLength), UInt16(RTM_GETLINK), UInt16(0x301))
        let head = length.bytes + type.bytes + flags.bytes
        return head + Array(repeating: 0, count: linkLength - head.count)
    }()

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func next() -> Message? {
        guard let length = number(at: 0, of: UInt32.self).map(Int.init), length >= Self.headerLength,
            length <= rest.count, let type = number(at: 4, of: UInt16.self)
        else { return nil }
        let message = message(type, length: length)
        // Messages begin at multiples of four bytes.
        rest = rest.dropFirst((length + 3) & ~3)
        return message
    }

    private func message(_ type: UInt16, length: Int) -> Message {
        if type == UInt16(NLMSG_DONE) { return .end }
        if type == UInt16(NLMSG_ERROR) { return .refused }
        guard let index = number(at: 20, of: UInt32.self).map({ Int32(bitPattern: $0) }) else { return .other }
        switch type {
        case UInt16(RTM_NEWLINK) where length >= Self.linkLength:
            return .link(index, flags: number(at: 24, of: UInt32.self) ?? 0)
        case UInt16(RTM_DELLINK) where length >= Self.linkLength: return .linkGone(index)
        case UInt16(RTM_NEWADDR) where length >= Self.addressLength: return .address(index, address(length))
        case UInt16(RTM_DELADDR) where length >= Self.addressLength: return .addressGone(index, address(length))
        default: return .other
        }
    }

    /// The attribute `IFA_ADDRESS`; empty if there is none.
    private func address(_ length: Int) -> [UInt8] {
        var place = Self.addressLength
        while place + 4 <= length, let size = number(at: place, of: UInt16.self).map(Int.init), size >= 4,
            place + size <= length
        {
            if number(at: place + 2, of: UInt16.self) == UInt16(IFA_ADDRESS) {
                return Array(rest.dropFirst(place + 4).prefix(size - 4))
            }
            place += (size + 3) & ~3
        }
        return []
    }

    /// The kernel uses the machine's byte order, which is little-endian on all machines that this runs on.
    private func number<Number: FixedWidthInteger>(at offset: Int, of type: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard rest.count >= offset + size else { return nil }
        let bytes = rest.dropFirst(offset).prefix(size)
        return bytes.reversed().reduce(0) { ($0 << 8) | Number($1) }
    }
}

extension FixedWidthInteger {
    /// In little-endian order.
    fileprivate var bytes: [UInt8] {
        (0..<(Self.bitWidth / 8)).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }
}
