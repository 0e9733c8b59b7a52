/// A value on the message bus, of the types that smartpush needs.
package indirect enum BusValue: Sendable, Equatable {
    case byte(UInt8)
    case boolean(Bool)
    case int32(Int32)
    case uint32(UInt32)
    /// Also an object's path, where it is read.
    case string(String)
    case strings([String])
    case variant(BusValue)
    /// `a{sv}`, the values without their variants.
    case options([String: BusValue])
    /// A value of any other type, which is skipped.
    case other

    /// As the D-Bus specification writes types.
    var signature: String {
        switch self {
        case .byte: "y"
        case .boolean: "b"
        case .int32: "i"
        case .uint32: "u"
        case .string: "s"
        case .strings: "as"
        case .variant: "v"
        case .options: "a{sv}"
        case .other: ""
        }
    }
}

extension BusValue {
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var texts: [String]? {
        if case .strings(let texts) = self { texts } else { nil }
    }

    package var number: UInt32? {
        if case .uint32(let number) = self { number } else { nil }
    }

    /// A boolean, also inside a variant, as the value of a property is.
    package var truth: Bool? {
        switch self {
        case .boolean(let truth): truth
        case .variant(let value): value.truth
        default: nil
        }
    }
}

/// A call of a method on the bus.
package struct BusCall: Sendable {
    package var destination: String
    package var path: String
    package var interface: String
    package var method: String
    package var arguments: [BusValue]
    /// Whether the bus may start the service (D-Bus activation).
    package var startsService: Bool
    /// How long to wait for the answer; zero for sd-bus's 25 seconds.
    package var timeout = Duration.zero

    package init(
        _ destination: String, _ path: String, _ interface: String, _ method: String, _ arguments: [BusValue] = [],
        startsService: Bool = true
    ) {
        self.destination = destination
        self.path = path
        self.interface = interface
        self.method = method
        self.arguments = arguments
        self.startsService = startsService
    }
}

/// An answer or a signal from the bus.
package struct BusMessage: Sendable, Equatable {
    /// The unique name of the sender's connection, which the bus guarantees.
    package var sender: String
    package var interface: String
    package var member: String
    package var arguments: [BusValue]

    package init(sender: String, interface: String, member: String, arguments: [BusValue]) {
        self.sender = sender
        self.interface = interface
        self.member = member
        self.arguments = arguments
    }
}

/// Why a call on the bus failed, or why there is no bus.
package struct BusError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The D-Bus name of the error, for instance `org.freedesktop.DBus.Error.ServiceUnknown`.
    package var name: String
    package var description: String

    package init(name: String, description: String) {
        self.name = name
        self.description = description
    }
}
