"""An application that sends its user to sign in: how a browser follows the redirects there and back."""

import base64
import hashlib
import http.server
import json
import threading
import unittest
import urllib.parse

from browser import Browser
from selenium.webdriver.common.keys import Keys
from world import World, until

VERIFIER = "a verifier that is long enough to be one at all"


class Application(http.server.BaseHTTPRequestHandler):
    """The page of the application to which the browser returns."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><html lang=en><title>Shop</title><h1>Back in the shop</h1>")

    def log_message(self, *_):
        pass


class AuthorizationTests(unittest.TestCase):
    def setUp(self):
        self.browser = Browser()
        self.addCleanup(self.browser.close)
        self.world = self.enterContext(World())
        shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Application)
        threading.Thread(target=shop.serve_forever, daemon=True).start()
        self.addCleanup(shop.server_close)
        self.addCleanup(shop.shutdown)
        self.callback = f"http://127.0.0.1:{shop.server_port}/callback"

    def choose(self):
        """Goes to the choice of how to sign in."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
        query = urllib.parse.urlencode({
            "client_id": "shop", "redirect_uri": self.callback, "response_type": "code", "scope": "openid",
            "state": "a state: +&=", "code_challenge": challenge, "code_challenge_method": "S256"})
        self.browser.open(f"{self.world.url}/authz-srv/authz?{query}")
        self.browser.await_view("identify")
        self.browser.press("someone@example.com", Keys.ENTER)
        self.browser.await_view("choose")

    def begin(self):
        """Goes to the push and returns the device's id of the sign-in."""
        self.choose()
        self.browser.press(Keys.ENTER)
        self.browser.await_view("wait")
        return self.world.open_sign_in("acknowledged")["id"]

    def came_back_with(self):
        """The parameters that the application received."""
        until(lambda: self.browser.driver.current_url.startswith(self.callback), "way back")
        self.assertEqual(self.browser.text("h1"), "Back in the shop")
        self.assertEqual(self.browser.complaints(), [])
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.browser.driver.current_url).query))

    def test_leads_through_the_login_page_and_back_to_the_application(self):
        sign_in = self.begin()
        self.world.smartpush("allow", sign_in)
        self.world.smartpush("verify", sign_in, self.browser.text(".number"))
        got = self.came_back_with()
        self.assertEqual(got["state"], "a state: +&=")
        self.assertEqual(got["iss"], self.world.url)
        self.assertEqual(len(got["code"]), 43)

    def test_signs_in_with_a_password(self):
        self.choose()
        self.assertEqual(self.browser.examine("2-choose-for-an-application"), [])
        self.assertEqual(self.browser.focus_order(3)[2][1], "Or a password")
        self.browser.press("any password", Keys.ENTER)
        self.assertEqual(len(self.came_back_with()["code"]), 43)
        self.assertEqual(self.world.results("password"), ["ok"])

    def test_needs_no_device_for_a_password(self):
        for enrolled in json.loads(self.world.smartpush("enrollments", "--json").stdout):
            self.world.smartpush("unenroll", enrolled["id"])
        until(lambda: self.world.results("unenroll") == ["ok"], "word to the server")
        self.choose()
        self.assertEqual(self.browser.focused()[1], "Or a password")
        self.browser.press("any password", Keys.ENTER)
        self.assertEqual(len(self.came_back_with()["code"]), 43)

    def test_goes_back_with_the_news_that_the_user_said_no(self):
        self.world.smartpush("deny", self.begin())
        self.browser.await_view("end")
        self.assertEqual(self.browser.examine("6-denied-for-an-application"), [])
        order = [("button", "Start over"), ("button", "Back to the application")]
        self.assertEqual(self.browser.focus_order(2), order)
        self.browser.press(Keys.ENTER)
        got = self.came_back_with()
        self.assertEqual((got["error"], got["state"]), ("access_denied", "a state: +&="))


if __name__ == "__main__":
    unittest.main()
