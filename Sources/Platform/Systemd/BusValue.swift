/// A value of a D-Bus message, of the types that this project needs.
package indirect enum BusValue: Sendable, Equatable {
    case byte(UInt8)
    case boolean(Bool)
    case int32(Int32)
    case uint32(UInt32)
    /// Also an object path, when it is read.
    case string(String)
    case strings([String])
    case variant(BusValue)
    /// A dictionary of the type `a{sv}`, with the values inside the variants.
    case options([String: BusValue])
    /// An array of any other type. It can only be read, as `structure` can.
    case array([BusValue])
    case structure([BusValue])
    /// A value of any other type. It is skipped when it is read, and not written.
    case other

    /// The type in the notation of the D-Bus specification.
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
        case .array, .structure, .other: ""
        }
    }
}

extension BusValue {
    /// The text, if it is a string; else `nil`.
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The texts, if it is an array of strings; else `nil`.
    package var texts: [String]? {
        if case .strings(let texts) = self { texts } else { nil }
    }

    /// The elements, if it is a structure, or an array of anything but strings; else `nil`.
    package var elements: [BusValue]? {
        switch self {
        case .array(let elements), .structure(let elements): elements
        default: nil
        }
    }

    /// The values by their names, if it is a dictionary of the type `a{sv}`; else `nil`.
    package var dictionary: [String: BusValue]? {
        if case .options(let values) = self { values } else { nil }
    }

    /// The number, if it is an unsigned integer of 32 bits; else `nil`.
    package var number: UInt32? {
        if case .uint32(let number) = self { number } else { nil }
    }

    /// The boolean, if it is one or a variant of one, like the value of a property; else `nil`.
    package var truth: Bool? {
        switch self {
        case .boolean(let truth): truth
        case .variant(let value): value.truth
        default: nil
        }
    }
}

/// A call of a method of a service on the bus.
package struct BusCall: Sendable {
    /// The bus name of the service.
    package var destination: String
    /// The path of the object.
    package var path: String
    /// The interface that has the method.
    package var interface: String
    /// The name of the method.
    package var method: String
    /// The arguments of the method, in order.
    package var arguments: [BusValue]
    /// Whether the bus may start the service (D-Bus activation).
    package var startsService: Bool
    /// How long to wait for the answer; zero for sd-bus's default of 25 seconds.
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
    /// The unique name of the sender's connection. The bus sets it, so the sender can't forge it.
    package var sender: String
    /// The interface of a signal; empty for an answer.
    package var interface: String
    /// The name of a signal; empty for an answer.
    package var member: String
    /// The arguments, in order.
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
    /// The message of the error, for people.
    package var description: String

    package init(name: String, description: String) {
        self.name = name
        self.description = description
    }
}
