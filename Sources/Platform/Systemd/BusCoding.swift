import CSystemd
import Glibc

// Converts sd-bus's messages to values and back. A message is read or written once, from its beginning to its end.

/// Appends values to a new message (sd_bus_message_append_basic(3)).
@safe struct BusWriter {
    private let message: OpaquePointer

    init(_ message: OpaquePointer) {
        unsafe self.message = unsafe message
    }

    /// - Throws: the library's error, for instance if a text is not valid for D-Bus.
    func write(_ values: [BusValue]) throws(BusError) {
        for value in values { try write(value) }
    }

    private func write(_ value: BusValue) throws(BusError) {
        switch value {
        case .byte(let byte): try basic("y", byte)
        case .boolean(let truth): try basic("b", CInt(truth ? 1 : 0))
        case .int32(let number): try basic("i", number)
        case .uint32(let number): try basic("u", number)
        case .string(let text): try write(text)
        case .strings(let texts):
            try within("a", "s") { () throws(BusError) in for text in texts { try write(text) } }
        case .variant(let value):
            try within("v", value.signature) { () throws(BusError) in try write(value) }
        case .options(let options):
            try within("a", "{sv}") { () throws(BusError) in
                for (name, value) in options { try write(name, value) }
            }
        case .array, .structure, .other: break
        }
    }

    private func write(_ name: String, _ value: BusValue) throws(BusError) {
        try within("e", "sv") { () throws(BusError) in
            try write(name)
            try write(.variant(value))
        }
    }

    private func write(_ text: String) throws(BusError) {
        try check(unsafe sd_bus_message_append_basic(message, type("s"), text))
    }

    private func basic<Number: BitwiseCopyable>(_ name: Character, _ number: Number) throws(BusError) {
        var number = number
        try check(unsafe sd_bus_message_append_basic(message, type(name), &number))
    }

    private func within(_ name: Character, _ contents: String, _ body: () throws(BusError) -> Void) throws(BusError) {
        try check(unsafe sd_bus_message_open_container(message, type(name), contents))
        try body()
        try check(unsafe sd_bus_message_close_container(message))
    }
}

/// Reads a message's values (sd_bus_message_read_basic(3)).
@safe struct BusReader {
    private let message: OpaquePointer

    init(_ message: OpaquePointer) {
        unsafe self.message = unsafe message
    }

    /// The message as a value. An argument that can't be read, and those after it, are left out.
    func whole() -> BusMessage {
        unsafe BusMessage(
            sender: text(sd_bus_message_get_sender(message)), interface: text(sd_bus_message_get_interface(message)),
            member: text(sd_bus_message_get_member(message)), arguments: values())
    }

    /// The error, if the message is one.
    func error() -> BusError? {
        guard let error = unsafe sd_bus_message_get_error(message) else { return nil }
        return unsafe BusError(name: text(error.pointee.name), description: text(error.pointee.message))
    }

    private func values() -> [BusValue] {
        var values: [BusValue] = []
        while let value = next() { values.append(value) }
        return values
    }

    private func next() -> BusValue? {
        var kind: CChar = 0
        var contents: UnsafePointer<CChar>?
        guard unsafe sd_bus_message_peek_type(message, &kind, &contents) > 0 else { return nil }
        let name = Character(Unicode.Scalar(UInt8(bitPattern: kind)))
        switch name {
        case "y": return number(kind, UInt8.self).map(BusValue.byte)
        case "b": return number(kind, CInt.self).map { .boolean($0 != 0) }
        case "i": return number(kind, Int32.self).map(BusValue.int32)
        case "u": return number(kind, UInt32.self).map(BusValue.uint32)
        case "s", "o": return string(kind).map(BusValue.string)
        case "a" where unsafe text(contents) == "s": return strings()
        case "a" where unsafe text(contents) == "{sv}": return options()
        case "a": return unsafe elements(kind, contents).map(BusValue.array)
        case "r": return unsafe elements(kind, contents).map(BusValue.structure)
        case "v": return variant(unsafe text(contents))
        default: return unsafe sd_bus_message_skip(message, nil) > 0 ? .other : nil
        }
    }

    private func number<Number: FixedWidthInteger>(_ kind: CChar, _: Number.Type) -> Number? {
        var number: Number = 0
        return unsafe sd_bus_message_read_basic(message, kind, &number) > 0 ? number : nil
    }

    private func string(_ kind: CChar) -> String? {
        var start: UnsafePointer<CChar>?
        guard unsafe sd_bus_message_read_basic(message, kind, &start) > 0 else { return nil }
        return unsafe text(start)
    }

    private func strings() -> BusValue? {
        guard unsafe sd_bus_message_enter_container(message, type("a"), "s") > 0 else { return nil }
        var strings: [String] = []
        while let string = string(type("s")) { strings.append(string) }
        return unsafe sd_bus_message_exit_container(message) >= 0 ? .strings(strings) : nil
    }

    private func elements(_ kind: CChar, _ contents: UnsafePointer<CChar>?) -> [BusValue]? {
        guard unsafe sd_bus_message_enter_container(message, kind, contents) > 0 else { return nil }
        let elements = values()
        return unsafe sd_bus_message_exit_container(message) >= 0 ? elements : nil
    }

    private func options() -> BusValue? {
        guard unsafe sd_bus_message_enter_container(message, type("a"), "{sv}") > 0 else { return nil }
        var options: [String: BusValue] = [:]
        while unsafe sd_bus_message_enter_container(message, type("e"), "sv") > 0 {
            guard let name = string(type("s")), case .variant(let value) = next(),
                unsafe sd_bus_message_exit_container(message) >= 0
            else { return nil }
            options[name] = value
        }
        return unsafe sd_bus_message_exit_container(message) >= 0 ? .options(options) : nil
    }

    private func variant(_ contents: String) -> BusValue? {
        guard unsafe sd_bus_message_enter_container(message, type("v"), contents) > 0 else { return nil }
        let value = next()
        guard unsafe sd_bus_message_exit_container(message) >= 0 else { return nil }
        return value.map(BusValue.variant)
    }

    private func text(_ start: UnsafePointer<CChar>?) -> String {
        unsafe start.map { unsafe String(cString: $0) } ?? ""
    }
}

private func type(_ name: Character) -> CChar {
    CChar(bitPattern: name.asciiValue ?? 0)
}

/// - Throws: the error that a negative result of the library stands for: `errno`, negated.
func check(_ result: CInt) throws(BusError) {
    guard result < 0 else { return }
    throw BusError(name: "errno \(-result)", description: unsafe String(cString: strerror(-result)))
}
