#!/usr/bin/python3
"""An imitation of logind with one session of this user, and one of somebody else, on the system bus.

A second interface, `test.Hand`, plays the user and the machine: Set (property, boolean) changes the session, Remove ends
it, Sleep (boolean) announces that the machine sleeps, or woke.
"""

import os
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
INTERFACES = """<node>
<interface name="org.freedesktop.login1.Manager">
<method name="ListSessions"><arg type="a(susso)" direction="out"/></method>
</interface>
<interface name="test.Hand">
<method name="Set"><arg type="s" direction="in"/><arg type="b" direction="in"/></method>
<method name="Remove"/>
<method name="Sleep"><arg type="b" direction="in"/></method>
</interface>
<interface name="org.freedesktop.DBus.Properties">
<method name="GetAll"><arg type="s" direction="in"/><arg type="a{sv}" direction="out"/></method>
</interface>
</node>"""


class Logind:
    def __init__(self, bus):
        self.bus = bus
        self.user = os.getuid()
        self.sessions = {"1": {"LockedHint": False, "IdleHint": False}, "c2": {"LockedHint": False, "IdleHint": False}}

    def owner(self, session):
        return self.user if session == "1" else self.user + 1

    def answer(self, path, method, arguments):
        if method == "ListSessions":
            rows = [(name, self.owner(name), "me", "seat0", self.path(name)) for name in self.sessions]
            return GLib.Variant("(a(susso))", (rows,))
        if method == "GetAll":
            return GLib.Variant("(a{sv})", (self.properties(path.rsplit("/", 1)[1]),))
        if method == "Set":
            name, value = arguments
            self.sessions["1"][name] = value
            changed = ("org.freedesktop.login1.Session", {name: GLib.Variant("b", value)}, [])
            self.signal(self.path("1"), "org.freedesktop.DBus.Properties", "PropertiesChanged", "(sa{sv}as)", changed)
        elif method == "Remove":
            del self.sessions["1"]
            self.signal(PATH, f"{NAME}.Manager", "SessionRemoved", "(so)", ("1", self.path("1")))
        elif method == "Sleep":
            self.signal(PATH, f"{NAME}.Manager", "PrepareForSleep", "(b)", arguments)
        return None

    def properties(self, name):
        properties = {key: GLib.Variant("b", value) for key, value in self.sessions[name].items()}
        return properties | {
            "Active": GLib.Variant("b", True), "Class": GLib.Variant("s", "user"),
            "User": GLib.Variant("(uo)", (self.owner(name), PATH + "/user/_1")),
            "IdleSinceHint": GLib.Variant("t", 7), "Audit": GLib.Variant("u", 1),
        }

    def path(self, name):
        return f"{PATH}/session/{name}"

    def signal(self, path, interface, name, kind, arguments):
        self.bus.emit_signal(None, path, interface, name, GLib.Variant(kind, tuple(arguments)))


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SYSTEM)
    logind = Logind(bus)

    def called(_bus, _sender, path, _interface, method, arguments, invocation):
        invocation.return_value(logind.answer(path, method, arguments.unpack()))

    manager, hand, properties = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces
    for interface in [manager, hand]:
        bus.register_object(PATH, interface, called, None, None)
    for name in logind.sessions:
        bus.register_object(logind.path(name), properties, called, None, None)
    Gio.bus_own_name_on_connection(
        bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: print("ready", flush=True), None)
    GLib.MainLoop().run()


sys.exit(main())
