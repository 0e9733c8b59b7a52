import Testing

@testable import Systemd

@Suite("The networks") struct NetworksTests {
    private static let running: UInt32 = 0x1_1043
    private static let down: UInt32 = 0x1003
    private static let loopback: UInt32 = 0x1_0049

    @Test("are there as long as nothing is known, and the links of the start are no news") func start() {
        var networks = Networks(isAsked: true)
        #expect(networks.isAnyRunning)
        #expect(networks.note(link(1, Self.loopback) + link(2, Self.running)) == false)
        #expect(networks.note(end) == false)
        #expect(networks.isAnyRunning)
    }

    @Test("are gone with the last link, and come with the first") func comeAndGo() {
        var networks = Networks(isAsked: true)
        _ = networks.note(link(1, Self.loopback) + link(2, Self.running) + link(3, Self.running) + end)
        #expect(networks.note(link(2, Self.down)) == false)
        #expect(networks.isAnyRunning)
        #expect(networks.note(gone(3)) == false)
        #expect(!networks.isAnyRunning, "only the loopback interface is left")
        #expect(networks.note(link(2, Self.running)) == true)
        #expect(networks.isAnyRunning)
        #expect(networks.note(link(2, Self.running)) == false, "a Wi-Fi scan, say")
    }

    @Test(
        "came up with a new address of either version, but not when its lifetime is extended",
        arguments: [[10, 0, 0, 7], Array(repeating: 0xfe, count: 16)] as [[UInt8]]) func addresses(bytes: [UInt8])
    {
        var networks = Networks(isAsked: true)
        _ = networks.note(link(1, Self.loopback) + link(2, Self.running) + end)
        #expect(networks.note(address(2, bytes)) == true)
        #expect(networks.note(address(2, bytes)) == false)
        #expect(networks.note(address(2, bytes, isGone: true)) == false)
        #expect(networks.note(address(2, bytes)) == true)
    }

    @Test("are assumed if the kernel does not tell them, and come up as they are reported") func unknown() {
        for isAsked in [true, false] {
            var networks = Networks(isAsked: isAsked)
            if isAsked { #expect(networks.note(message(2, [])) == false) }
            #expect(networks.note(link(2, Self.running)) == true)
            #expect(networks.note(link(2, Self.down)) == false)
            #expect(networks.isAnyRunning)
        }
    }

    @Test("are read from damaged messages as far as possible") func damage() {
        let whole = link(2, Self.running)
        for length in 0..<whole.count {
            var networks = Networks(isAsked: false)
            #expect(networks.note(Array(whole.prefix(length))) == false)
        }
    }

    @Test("of this machine are reported at the start") func real() throws {
        let monitor = try #require(NetworkMonitor())
        #expect(monitor.hasNetwork)
    }

    // MARK: Messages of the kernel

    private func message(_ type: UInt16, _ content: [UInt8]) -> [UInt8] {
        let length = 16 + content.count
        return bytes(UInt32(length)) + bytes(type) + bytes(UInt16(2)) + Array(repeating: 0, count: 8) + content
            + Array(repeating: 0, count: (4 - length % 4) % 4)
    }

    private func link(_ index: Int32, _ flags: UInt32) -> [UInt8] {
        message(16, [0, 0, 1, 0] + bytes(UInt32(bitPattern: index)) + bytes(flags) + bytes(UInt32(0)))
    }

    private func gone(_ index: Int32) -> [UInt8] {
        message(17, [0, 0, 1, 0] + bytes(UInt32(bitPattern: index)) + Array(repeating: 0, count: 8))
    }

    private func address(_ index: Int32, _ address: [UInt8], isGone: Bool = false) -> [UInt8] {
        let family: UInt8 = address.count == 4 ? 2 : 10
        let label: [UInt8] = bytes(UInt16(8)) + bytes(UInt16(3)) + [0x65, 0x30, 0, 0]
        let attribute = bytes(UInt16(4 + address.count)) + bytes(UInt16(1)) + address
        return message(isGone ? 21 : 20, [family, 24, 0, 0] + bytes(UInt32(bitPattern: index)) + label + attribute)
    }

    private var end: [UInt8] { message(3, [0, 0, 0, 0]) }

    private func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
