#!/usr/bin/python3
"""Reads the screen as a screen reader does (AT-SPI), and clicks buttons by their names.

usage: screen.py texts | buttons | area WORDS | click LABEL | pick CHOICE LABEL
"""

import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

TIMEOUT = 20
# The replacements of these calls are not in every version yet.
warnings.simplefilter("ignore", DeprecationWarning)


def everything():
    """Yields everything that is shown now, with its role and name."""
    waiting = [Atspi.get_desktop(0)]
    while waiting:
        node = waiting.pop()
        try:
            children = [node.get_child_at_index(index) for index in range(node.get_child_count())]
            waiting += [child for child in reversed(children) if child is not None]
            if node.get_state_set().contains(Atspi.StateType.SHOWING):
                yield node, node.get_role_name(), node.get_name() or ""
        except gi.repository.GLib.Error:
            continue  # It disappeared in the meantime.


def texts():
    for node, role, name in everything():
        text = node.get_text_iface()
        words = Atspi.Text.get_text(text, 0, -1) if text and role != "push button" else name
        if words:
            yield words.replace("\n", " / ")


def area(words):
    """The position and size of the window that contains these words."""
    for node, role, name in everything():
        text = node.get_text_iface()
        if words in (Atspi.Text.get_text(text, 0, -1) if text else name):
            window = node
            while window.get_parent() and window.get_parent().get_role_name() != "application":
                window = window.get_parent()
            box = window.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
            return f"{box.x},{box.y},{box.width},{box.height}"
    sys.exit(f"there is no {words} on the screen, but: {list(texts())}")


def find(roles, label):
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        for node, role, name in everything():
            if role in roles and name == label:
                return node
        time.sleep(0.01)
    sys.exit(f"there is no {label} on the screen, but: {list(texts())}")


def click(label):
    find(["push button"], label).get_action_iface().do_action(0)


def pick(choice, label):
    cell = find(["table cell"], choice)
    cell.get_parent().get_selection_iface().select_child(cell.get_index_in_parent())
    click(label)


def main():
    match sys.argv[1:]:
        case ["texts"]:
            print(*texts(), sep="\n")
        case ["buttons"]:
            print(*[name for _, role, name in everything() if role == "push button"], sep="\n")
        case ["area", words]:
            print(area(words))
        case ["click", label]:
            click(label)
        case ["pick", choice, label]:
            pick(choice, label)
        case _:
            sys.exit(__doc__)


main()
