import PromptModel
import Systemd

/// Calls to `org.freedesktop.Notifications` (Desktop Notifications Specification).
enum NotificationCalls {
    static let name = "org.freedesktop.Notifications"
    static let rule = "type='signal',path='/org/freedesktop/Notifications',interface='\(name)'"

    /// The reason of `NotificationClosed` if the user closed it.
    static let dismissedByUser: UInt32 = 2

    static let information = call("GetServerInformation")
    static let capabilities = call("GetCapabilities")

    static func close(_ notification: NotificationID) -> BusCall {
        call("CloseNotification", [.uint32(notification)], startsService: false)
    }

    static func show(
        _ content: NotificationContent, replacing replaced: NotificationID, _ service: NotificationService
    ) -> BusCall {
        let urgency: BusValue = .byte(content.isResident ? 2 : 1)
        var hints: [String: BusValue] = ["urgency": urgency]
        if !content.isResident { hints["transient"] = .boolean(true) }
        return call(
            "Notify",
            [
                .string("smartpush"), .uint32(replaced), .string("dialog-password"), .string(content.summary),
                .string(service.body(content.lines)),
                .strings(content.actions), .options(hints),
                // 0 shows it until it is closed. The end of a sign-in is shown for some seconds.
                .int32(content.isResident ? 0 : 8_000),
            ])
    }

    private static func call(_ method: String, _ arguments: [BusValue] = [], startsService: Bool = true) -> BusCall {
        BusCall(name, "/org/freedesktop/Notifications", name, method, arguments, startsService: startsService)
    }
}
