/// A value on the message bus: of the types that the prompt's neighbours there use.
public indirect enum BusValue: Sendable, Equatable {
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
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    public var texts: [String]? {
        if case .strings(let texts) = self { texts } else { nil }
    }

    public var number: UInt32? {
        if case .uint32(let number) = self { number } else { nil }
    }

    /// Also where it is within a variant, as a property's value is.
    public var truth: Bool? {
        switch self {
        case .boolean(let truth): truth
        case .variant(let value): value.truth
        default: nil
        }
    }
}

/// A call of a method on the bus.
public struct BusCall: Sendable {
    public var destination: String
    public var path: String
    public var interface: String
    public var method: String
    public var arguments: [BusValue]
    /// Whether the bus may start who is called.
    public var startsIt: Bool
    /// How long an answer may take; sd-bus's 25 seconds where it is zero.
    public var patience = Duration.zero

    public init(
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
public struct BusMessage: Sendable, Equatable {
    /// The connection that it comes from, which the bus vouches for.
    public var sender: String
    public var interface: String
    public var member: String
    public var arguments: [BusValue]

    public init(sender: String, interface: String, member: String, arguments: [BusValue]) {
        self.sender = sender
        self.interface = interface
        self.member = member
        self.arguments = arguments
    }
}

public struct BusError: Error, Sendable, Equatable, CustomStringConvertible {
    /// As D-Bus names it, `org.freedesktop.DBus.Error.ServiceUnknown` for instance.
    public var name: String
    public var description: String

    public init(name: String, description: String) {
        self.name = name
        self.description = description
    }
}
