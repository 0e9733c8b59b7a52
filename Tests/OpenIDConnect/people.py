"""What the user has: a browser with the server's login page, and a desktop with the command line."""

import json
import subprocess
import time
from urllib.parse import parse_qs, urlsplit

import requests


class Desktop:
    """The device, through its command line."""

    def __init__(self, program):
        self.program = program

    def say(self, *words):
        answer = subprocess.run([self.program, *words, "--json"], capture_output=True, text=True, timeout=60)
        assert answer.returncode == 0, f"smartpush {words[0]}: {answer.stderr}"
        return json.loads(answer.stdout)

    def waiting(self):
        """The id of the only sign-in that waits for an answer."""
        return until(lambda: [x["id"] for x in self.say("list") if x["state"] == "acknowledged"])[0]

    def allow(self, number):
        identifier = self.waiting()
        assert number in self.say("allow", identifier)["choices"]
        assert self.say("verify", identifier, number)["state"] == "authenticated"

    def deny(self):
        self.say("deny", self.waiting(), "--reason", "not me")


class Browser:
    """The requests that a browser with the login page makes, in the order of the guide."""

    def __init__(self, server):
        self.server = server
        self.session = requests.Session()

    def go(self, url):
        """Follows redirects to a page of the login server, or back to the application."""
        return self.session.get(url, timeout=30)

    def sign_in(self, shop, answer):
        """Signs in at an application; `answer` is what the user does with the number that the page shows."""
        page = self.go(shop.start)
        assert page.url.startswith(f"{self.server}/?"), page.url
        request_id = parse_qs(urlsplit(page.url).query)["requestId"][0]
        methods = self.call(
            "public/graph/user/setup", {"request_id": request_id, "identifier": "someone@example.com"})
        medium = methods["configured_list"][0]["mediums"][0]["id"]
        started = self.call(
            "authentication/push/initiation",
            {"usage_type": "PASSWORDLESS_AUTHENTICATION", "request_id": request_id, "medium_id": medium,
             "email": "someone@example.com"})
        answer(started["push_selected_number"])
        until(lambda: self.status(started["status_id"]) in ("AUTHENTICATED", "DENIED"))
        form = {"requestId": request_id, "verificationType": "PUSH", "sub": started["sub"],
                "status_id": started["status_id"]}
        return self.session.post(f"{self.server}/login-srv/verification/login", data=form, timeout=30)

    def status(self, status_id):
        url = f"{self.server}/verification-srv/verificationstatus/{status_id}"
        return self.session.get(url, timeout=30).json()["data"]["status"]

    def call(self, path, body):
        answer = self.session.post(f"{self.server}/verification-srv/{path}", json=body, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]


def until(happens):
    """Calls `happens` until it returns something, and returns that."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if result := happens():
            return result
        time.sleep(0.05)
    raise AssertionError("it did not happen within a minute")
