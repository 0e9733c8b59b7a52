/// A value on the message bus: of the types that the prompt's neighbours there use.
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
    /// Something that nobody here asks for.
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

    /// Also where it is within a variant, as a property's value is.
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
    /// Whether the bus may start who is called.
    package var startsIt: Bool
    /// How long an answer may take; sd-bus's 25 seconds where it is zero.
    package var patience = Duration.zero

    package init(
        _ destination: String, _ path: String, _ interface: String, _ method: String, _ arguments: [BusValue] = [],
        startsIt: Bool = true
    ) {
        self.destination = destination
        self.path = path
        self.interface = interface
        self.method = method
        self.arguments = arguments
        self.startsIt = startsIt
    }
}

/// What came over the bus: an answer, or a signal.
package struct BusMessage: Sendable, Equatable {
    /// The connection that it comes from, which the bus vouches for.
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

package struct BusError: Error, Sendable, Equatable, CustomStringConvertible {
    /// As D-Bus names it, `org.freedesktop.DBus.Error.ServiceUnknown` for instance.
    package var name: String
    package var description: String

    package init(name: String, description: String) {
        self.name = name
        self.description = description
    }
}
