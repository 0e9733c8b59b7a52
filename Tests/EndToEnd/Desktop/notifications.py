#!/usr/bin/python3
"""A notification service that shows nothing, and prints each notification as a line of JSON.

usage: notifications.py NAME CAPABILITY...

A second interface, `test.Hand`, plays the user: Press (number, word), after the time that reading takes, PressAtOnce, and
Close (number, reason). Lock (boolean) locks and unlocks the screen.
"""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PATH = "/org/freedesktop/Notifications"
INTERFACES = """<node>
<interface name="org.freedesktop.Notifications">
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
</interface>
<interface name="test.Hand">
<method name="Press"><arg type="u" direction="in"/><arg type="s" direction="in"/></method>
<method name="PressAtOnce"><arg type="u" direction="in"/><arg type="s" direction="in"/></method>
<method name="Close"><arg type="u" direction="in"/><arg type="u" direction="in"/></method>
<method name="Lock"><arg type="b" direction="in"/></method>
</interface>
<interface name="org.freedesktop.ScreenSaver"><method name="GetActive"><arg type="b" direction="out"/></method></interface>
</node>"""


class Service:
    def __init__(self, name, capabilities):
        self.name = name
        self.capabilities = capabilities
        self.open = set()
        self.last = 0
        self.locked = False

    def say(self, **fields):
        print(json.dumps(fields), flush=True)

    def answer(self, bus, method, arguments):
        if method == "GetServerInformation":
            return GLib.Variant("(ssss)", (self.name, "test", "1", "1.2"))
        if method == "GetCapabilities":
            return GLib.Variant("(as)", (self.capabilities,))
        if method == "Notify":
            return GLib.Variant("(u)", (self.notify(arguments),))
        if method == "GetActive":
            return GLib.Variant("(b)", (self.locked,))
        if method == "CloseNotification":
            self.close(bus, arguments[0], 3)
        elif method == "Press":
            GLib.timeout_add(1500, self.press, bus, *arguments)
        elif method == "PressAtOnce":
            self.press(bus, *arguments)
        elif method == "Close":
            self.close(bus, *arguments)
        elif method == "Lock":
            self.locked = arguments[0]
            bus.emit_signal(
                None, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged",
                GLib.Variant("(b)", (self.locked,)))
        return None

    def notify(self, arguments):
        _, replaced, _, title, body, actions, hints, timeout = arguments
        number = replaced if replaced in self.open else self.last + 1
        self.last = max(self.last, number)
        self.open.add(number)
        words = dict(zip(actions[::2], actions[1::2]))
        self.say(
            number=number, replaced=replaced, title=title, body=body, buttons=list(words), labels=list(words.values()),
            urgency=hints.get("urgency"), timeout=timeout, open=len(self.open))
        return number

    def press(self, bus, number, word):
        self.signal(bus, "ActionInvoked", GLib.Variant("(us)", (number, word)))
        self.close(bus, number, 2)

    def close(self, bus, number, reason):
        if number in self.open:
            self.open.remove(number)
            self.say(closed=number, open=len(self.open))
            self.signal(bus, "NotificationClosed", GLib.Variant("(uu)", (number, reason)))

    def signal(self, bus, name, arguments):
        bus.emit_signal(None, PATH, "org.freedesktop.Notifications", name, arguments)


def main():
    service = Service(sys.argv[1], sys.argv[2:])
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def called(_bus, _sender, _path, _interface, method, arguments, invocation):
        invocation.return_value(service.answer(bus, method, arguments.unpack()))

    for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
        path = "/org/freedesktop/ScreenSaver" if interface.name.endswith("ScreenSaver") else PATH
        bus.register_object(path, interface, called, None, None)
    for name in ["org.freedesktop.ScreenSaver", "org.freedesktop.Notifications"]:
        Gio.bus_own_name_on_connection(
            bus, name, Gio.BusNameOwnerFlags.NONE,
            (lambda *_: service.say(ready=True)) if name.endswith("Notifications") else None, None)
    GLib.MainLoop().run()


main()
