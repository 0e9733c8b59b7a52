#!/usr/bin/python3
"""A screen saver that is active while it runs, and shows nothing.

usage: saver.py
"""

import signal

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"
INTERFACE = f"""<node><interface name="{NAME}">
<method name="GetActive"><arg type="b" direction="out"/></method><signal name="ActiveChanged"><arg type="b"/></signal>
</interface></node>"""


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    loop = GLib.MainLoop()

    def tell(active):
        bus.emit_signal(None, PATH, NAME, "ActiveChanged", GLib.Variant("(b)", (active,)))

    def unlock():
        tell(False)
        bus.flush_sync()
        loop.quit()

    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object(
        PATH, interface, lambda *call: call[-1].return_value(GLib.Variant("(b)", (True,))), None, None)
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, None, None)
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, unlock)
    tell(True)
    loop.run()


main()
