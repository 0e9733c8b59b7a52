"""A login page from another origin: the requests to the simulator that a browser allows it."""

import http.server
import threading
import unittest
import urllib.parse

from browser import Browser
from world import World, until

PAGE = b"<!doctype html><html lang=en><title>A login page of somebody's own</title><h1>Shop</h1>"

# The requests of the published SDK: XMLHttpRequest, JSON, and headers that make the browser send a preflight.
ASK = """
const [url, body, headers, done] = arguments;
const http = new XMLHttpRequest();
http.onreadystatechange = () => { if (http.readyState === 4) done([http.status, http.responseText]); };
http.open("POST", url);
http.setRequestHeader("Content-type", "application/json");
for (const [name, value] of Object.entries(headers)) http.setRequestHeader(name, value);
http.send(body);
"""

# A request that a browser sends without a preflight; the page can't read the answer.
SEND = """
const [url, body, done] = arguments;
fetch(url, { method: "POST", mode: "no-cors", body }).then(() => done());
"""

# The last request of the published SDK: a form that it fills in and submits.
FINISH = """
const [url, fields] = arguments;
const form = Object.assign(document.createElement("form"), { action: url, method: "post" });
for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
}
document.body.append(form);
form.submit();
"""


class Shop(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        pass


class CrossOriginTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
        cls.addClassCleanup(shop.server_close)
        cls.addClassCleanup(shop.shutdown)
        threading.Thread(target=shop.serve_forever, daemon=True).start()
        cls.port = shop.server_port
        cls.browser = Browser("--host-resolver-rules=MAP *.example 127.0.0.1")
        cls.addClassCleanup(cls.browser.close)

    def world(self, *options):
        return self.enterContext(World(*options))

    def ask(self, world, path, body="{}"):
        headers = {
            "Authorization": "Bearer an.access.token", "accept-language": "de-de", "acceptlanguage": "de-de",
            "requestId": "request-7", "lat": "48.8486", "lon": "8.8267",
        }
        return self.browser.driver.execute_async_script(ASK, world.url + path, body, headers)

    def test_signs_in_from_another_port_of_this_machine(self):
        world = self.world()
        self.browser.open(f"http://localhost:{self.port}/")
        list_ = self.ask(
            world, "/verification-srv/v2/setup/public/configured/list",
            '{"request_id": "request-7", "email": "someone@example.com"}')
        self.assertEqual(list_[0], 200)
        status, answer = self.ask(
            world, "/verification-srv/v2/authenticate/initiate/push",
            '{"usage_type": "INITIAL_AUTHENTICATION", "request_id": "request-7", "type": "push",'
            ' "email": "someone@example.com"}')
        self.assertEqual(status, 200)
        signing = self.browser.driver.execute_script("return JSON.parse(arguments[0]).data", answer)
        exchange = world.open_sign_in("acknowledged")["id"]
        world.smartpush("allow", exchange)
        world.smartpush("verify", exchange, signing["push_selected_number"])
        status, answer = self.ask(world, f"/verification-srv/v2/notification/status/{signing['status_id']}")
        self.assertEqual((status, '"AUTHENTICATED"' in answer), (200, True))

        self.browser.driver.execute_script(FINISH, f"{world.url}/login-srv/verification/login", {
            "requestId": "request-7", "verificationType": "PUSH", "sub": signing["sub"],
            "status_id": signing["status_id"],
        })
        until(lambda: "/sim/landing" in self.browser.driver.current_url, "redirect")
        self.assertTrue(urllib.parse.parse_qs(urllib.parse.urlsplit(self.browser.driver.current_url).query)["code"])

    def test_reads_refusals(self):
        world = self.world()
        self.browser.open(f"http://127.0.0.1:{self.port}/")
        status, answer = self.ask(world, "/verification-srv/authentication/push/cancel", '{"exchange_id": "unknown"}')
        self.assertEqual((status, "VER_0032" in answer), (400, True))

    def test_gets_nothing_elsewhere_unless_it_is_named(self):
        origin = f"http://shop.example:{self.port}"
        initiation = "/verification-srv/authentication/push/initiation"
        body = '{"usage_type": "INITIAL_AUTHENTICATION", "request_id": "request-7"}'
        self.browser.open(f"{origin}/")
        world = self.world()
        self.assertEqual(self.ask(world, initiation, body), [0, ""])
        # No header causes a preflight, so the browser sends the request, but the request has no effect.
        self.browser.driver.execute_async_script(SEND, world.url + initiation, body)
        self.assertEqual(world.results("initiate"), [])
        self.assertEqual(self.ask(self.world("--origin", origin), initiation, body)[0], 200)

    def test_gets_nothing_of_what_is_for_devices_and_tests(self):
        world = self.world()
        self.browser.open(f"http://localhost:{self.port}/")
        for path in ("/verification-srv/authentication/push/allow", "/sim/faults", "/sim/devices"):
            self.assertEqual(self.ask(world, path), [0, ""], path)


if __name__ == "__main__":
    unittest.main()
