import Systemd

/// Whether the screen is locked, according to the desktops' screen savers and logind.
struct ScreenLock {
    /// Each desktop uses its own name for the same interface.
    static let savers = ["freedesktop", "gnome", "cinnamon", "mate", "xfce"].map { "org.\($0).ScreenSaver" }
    static let saverRule = "type='signal',member='ActiveChanged'"
    static let loginRule =
        "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.DBus.Properties',"
        + "member='PropertiesChanged',path_namespace='/org/freedesktop/login1/session',"
        + "arg0='org.freedesktop.login1.Session'"

    /// `auto` is the user's graphical session.
    static let loginQuestion = BusCall(
        "org.freedesktop.login1", "/org/freedesktop/login1/session/auto", "org.freedesktop.DBus.Properties", "Get",
        [.string("org.freedesktop.login1.Session"), .string("LockedHint")])

    static func saverQuestion(_ name: String) -> BusCall {
        let path = "/" + name.split(separator: ".").joined(separator: "/")
        return BusCall(name, path, name, "GetActive", startsService: false)
    }

    private var locked: Set<String> = []

    var isLocked: Bool { !locked.isEmpty }

    mutating func note(_ isLocked: Bool, by source: String) {
        if isLocked { locked.insert(source) } else { locked.remove(source) }
    }
}
