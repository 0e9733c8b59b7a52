#!/usr/bin/python3
"""Measures how long after a push, and after the server's answer, the notification is on the screen.

usage: measure.py SIM.JSON TIMES

A sign-in starts on the web page. The daemon's document says when the server's answer was stored, and the screen says when a
window appeared. Each sign-in is then cancelled.
"""

import datetime
import http.client
import json
import os
import select
import socket
import statistics
import sys
import time
import urllib.request

from Xlib import X, display

GOAL = 0.150


class Daemon(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(os.environ["XDG_RUNTIME_DIR"] + "/smartpush/api.sock")

    def call(self, method, path):
        self.request(method, path)
        document = json.load(self.getresponse())
        self.close()
        return document


def windows(screen):
    """Yields the wall-clock time, in seconds, at which each window appeared."""
    while select.select([screen], [], [], 10)[0]:
        while screen.pending_events():
            if screen.next_event().type == X.MapNotify:
                yield time.time()
    sys.exit("no window appeared")


def initiate(server):
    body = json.dumps(
        {"usage_type": "PASSWORDLESS_AUTHENTICATION", "email": "someone@example.com", "request_id": "measure"})
    request = urllib.request.Request(
        server + "/verification-srv/authentication/push/initiation", body.encode(),
        {"content-type": "application/json"})
    urllib.request.urlopen(request).read()


def once(daemon, server, screen):
    began = time.time()
    initiate(server)
    came = next(windows(screen))
    exchange = daemon.call("GET", "/v1/exchanges?state=open")["exchanges"][0]
    answered = datetime.datetime.fromisoformat(exchange["updated_at"].replace("Z", "+00:00")).timestamp()
    daemon.call("POST", f"/v1/exchanges/{exchange['id']}/cancel")
    time.sleep(1)
    while screen.pending_events():
        screen.next_event()
    return came - began, came - answered


def main():
    server = json.load(open(sys.argv[1]))["base_url"]
    screen = display.Display()
    screen.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
    screen.sync()
    pairs = [once(Daemon("localhost"), server, screen) for _ in range(int(sys.argv[2]))]
    from_web, from_answer = (statistics.median(column) for column in zip(*pairs))
    worst = max(answer for _, answer in pairs)
    print(f"from the web page's click to the notification: {from_web * 1000:.0f} ms (median of {len(pairs)})")
    print(f"from the server's answer to the notification: {from_answer * 1000:.0f} ms, at most {worst * 1000:.0f} ms")
    if from_answer > GOAL:
        sys.exit(f"that is more than {GOAL * 1000:.0f} ms")


main()
