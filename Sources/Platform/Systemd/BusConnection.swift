import CSystemd
import Glibc

/// A connection of sd-bus (sd-bus(3)). Only ``MessageBus`` uses it, on one thread.
@safe final class BusConnection {
    /// What the connection waits for.
    struct Needs {
        /// Flags of poll(2).
        var events: UInt32
        /// On the clock that stops while the machine sleeps (`CLOCK_MONOTONIC`), in nanoseconds; `nil` if there is no
        /// timeout.
        var deadline: UInt64?
    }

    private let bus: OpaquePointer

    init(_ kind: MessageBus.Kind) throws(BusError) {
        var bus: OpaquePointer?
        switch kind {
        case .session: try unsafe check(sd_bus_open_user(&bus))
        case .system: try unsafe check(sd_bus_open_system(&bus))
        }
        guard let bus = unsafe bus else { throw BusError(name: "bus", description: "there is none") }
        unsafe self.bus = unsafe bus
    }

    deinit {
        _ = unsafe sd_bus_close_unref(bus)
    }

    var descriptor: CInt {
        unsafe sd_bus_get_fd(bus)
    }

    var needs: Needs {
        let events = unsafe sd_bus_get_events(bus)
        var microseconds: UInt64 = .max
        _ = unsafe sd_bus_get_timeout(bus, &microseconds)
        let deadline = microseconds == .max ? nil : microseconds.multipliedReportingOverflow(by: 1_000).partialValue
        return Needs(events: UInt32(max(events, 0)), deadline: deadline)
    }

    /// Handles one message or timeout (sd_bus_process(3)).
    /// - Returns: whether there may be more to do.
    func step() throws(BusError) -> Bool {
        let result = unsafe sd_bus_process(bus, nil)
        try check(result)
        return result > 0
    }

    func call(_ call: BusCall, _ onAnswer: @escaping MessageBus.Answer) throws(BusError) {
        var message: OpaquePointer?
        try unsafe check(
            sd_bus_message_new_method_call(
                bus, &message, call.destination, call.path, call.interface, call.method))
        guard let message = unsafe message else { return }
        defer { _ = unsafe sd_bus_message_unref(message) }
        if !call.startsService { try unsafe check(sd_bus_message_set_auto_start(message, 0)) }
        try unsafe BusWriter(message).write(call.arguments)
        let held = unsafe Unmanaged.passRetained(Held(onAnswer))
        do {
            let timeout = UInt64(call.timeout / .microseconds(1))
            try unsafe check(sd_bus_call_async(bus, nil, message, takeAnswer, held.toOpaque(), timeout))
        } catch {
            unsafe held.release()
            throw error
        }
    }

    /// Receives signals for as long as the connection lives.
    func receive(_ rule: String, _ receiver: @escaping MessageBus.Receiver) throws(BusError) {
        receivers.append(Held(receiver))
        guard let held = receivers.last else { return }
        try unsafe check(
            sd_bus_add_match_async(bus, nil, rule, takeSignal, nil, Unmanaged.passUnretained(held).toOpaque()))
    }

    private var receivers: [Held<MessageBus.Receiver>] = []
}

/// A closure in an object, to which C can hold a pointer.
private final class Held<Closure> {
    let closure: Closure

    init(_ closure: Closure) {
        self.closure = closure
    }
}

/// Called once for each call: with the answer, with an error, or when the connection ends.
private let takeAnswer: sd_bus_message_handler_t = { message, held, _ in
    guard let message = unsafe message, let held = unsafe held else { return 0 }
    let answer = unsafe Unmanaged<Held<MessageBus.Answer>>.fromOpaque(held).takeRetainedValue().closure
    let reader = unsafe BusReader(message)
    answer(reader.error().map { .failure($0) } ?? .success(reader.whole()))
    return 1
}

private let takeSignal: sd_bus_message_handler_t = { message, held, _ in
    guard let message = unsafe message, let held = unsafe held else { return 0 }
    let receiver = unsafe Unmanaged<Held<MessageBus.Receiver>>.fromOpaque(held).takeUnretainedValue().closure
    receiver(unsafe BusReader(message).whole())
    // Zero lets other rules match the signal too.
    return 0
}
