import PromptModel
import Systemd

/// `org.freedesktop.Notifications`, as the Desktop Notifications Specification has it.
enum NotificationCalls {
    static let name = "org.freedesktop.Notifications"
    static let rule = "type='signal',path='/org/freedesktop/Notifications',interface='\(name)'"

    static let information = call("GetServerInformation")
    static let capabilities = call("GetCapabilities")

    static func close(_ number: UInt32) -> BusCall {
        call("CloseNotification", [.uint32(number)], startsService: false)
    }

    static func show(_ notice: Notice, replacing number: UInt32, _ service: NotificationService) -> BusCall {
        let urgency: BusValue = .byte(notice.waits ? 2 : 1)
        var hints: [String: BusValue] = ["urgency": urgency]
        if !notice.waits { hints["transient"] = .boolean(true) }
        return call(
            "Notify",
            [
                .string("smartpush"), .uint32(number), .string("dialog-password"), .string(notice.title),
                .string(service.body(notice.lines)),
                .strings(notice.buttons.flatMap { [$0.press.word, $0.label] }), .options(hints),
                // Zero: until it is answered. The end of one is told for some seconds.
                .int32(notice.waits ? 0 : 8_000),
            ])
    }

    private static func call(_ method: String, _ arguments: [BusValue] = [], startsService: Bool = true) -> BusCall {
        BusCall(name, "/org/freedesktop/Notifications", name, method, arguments, startsService: startsService)
    }
}
