"""The account page, with the real daemon as the device that is enrolled."""

import json
import socket
import subprocess
import unittest

from browser import PICTURES, Browser
from selenium.webdriver.common.keys import Keys
from world import World, until


class AccountPageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def world(self, *options):
        """A world whose daemon has removed its first device."""
        world = self.enterContext(World(*options))
        enrolled = json.loads(world.smartpush("enrollments", "--json").stdout)
        world.smartpush("unenroll", enrolled[0]["id"])
        until(lambda: world.results("unenroll") == ["ok"], "word to the server")
        return world

    def setUp(self):
        self.browser.forget()

    def begin(self, world):
        """Goes to the link by keyboard and returns the link."""
        self.browser.open(f"{world.url}/account")
        self.browser.await_view("start")
        self.browser.await_text("#devices", "none yet")
        self.assertEqual(self.browser.focus_order(1), [("button", "Enroll a device")])
        self.browser.press(Keys.ENTER)
        self.browser.await_view("link")
        return self.browser.all("#link")[0].get_property("value")

    def expect_fine(self, name):
        self.assertEqual(self.browser.examine(name), [])

    def expect_end(self, name, title, words):
        self.browser.await_view("end")
        self.assertEqual(self.browser.focused(), ("heading", title))
        self.assertIn(words, self.browser.text("[data-view=end]"))
        self.expect_fine(name)
        self.assertEqual(self.browser.focus_order(1), [("button", "Back to your account")])
        self.browser.press(Keys.ENTER)
        self.browser.await_view("start")

    def test_enrolls_by_the_code_on_the_screen(self):
        world = self.world()
        self.browser.open(world.url)
        self.browser.await_view("identify")
        self.assertEqual(
            self.browser.focus_order(2), [("button", "Continue"), ("link", "Your account, to enroll a device")])
        link = self.begin(world)
        self.assertEqual(self.browser.focused(), ("heading", "Scan this with the device"))
        until(lambda: self.browser.all("#code")[0].is_displayed(), "code")
        self.expect_fine("account-2-link")
        self.assertEqual(
            self.browser.focus_order(3),
            [("textbox", "Or give it this link"), ("button", "Copy the link"), ("button", "Leave it")])

        # A user who has the page on the same screen pipes a screenshot to the command.
        picture = PICTURES / "account-2-link-desktop-light.png"
        scanned = subprocess.run(
            ["sh", "-c", f'"$0" enroll --json --server "$1" < "{picture}"', str(world.program("smartpush")), world.url],
            env=world.environment, text=True, capture_output=True, check=True)
        scan = json.loads(scanned.stdout)
        self.browser.await_view("number")
        number = self.browser.text("[data-view=number] .number")
        self.assertIn(number, scan["choices"])
        self.assertEqual(self.browser.focused(), ("heading", f"Pick this number on the device {number}"))
        self.expect_fine("account-3-number")
        world.smartpush("enroll", "--server", world.url, "--number", number, input=link)
        self.expect_end("account-4-enrolled", "Enrolled", "yours now")
        # The device has this machine's name, and can be removed.
        self.browser.await_text("#devices", socket.gethostname())
        self.assertEqual([button.text for button in self.browser.all("#devices button")], ["Remove"])
        self.expect_fine("account-1-start")
        self.assertEqual(self.browser.complaints(), [])

    def test_removes_a_device(self):
        world = self.world()
        world.device(key_name="Lost phone")
        self.browser.open(f"{world.url}/account")
        self.browser.await_text("#devices", "Lost phone")
        self.expect_fine("account-1-devices")
        self.assertEqual(
            self.browser.focus_order(2), [("button", "Remove Lost phone"), ("button", "Enroll a device")])
        self.browser.press_back()
        self.browser.press(Keys.ENTER)
        self.browser.await_text("#devices", "none yet")
        self.assertEqual(self.browser.focused(), ("heading", "Your account"))
        self.assertEqual(self.browser.complaints(), [])

    def test_given_up_on_the_device(self):
        world = self.world()
        self.begin(world)
        exchange = self.browser.all("#link")[0].get_property("value").split("exchange_id=")[1]
        world.call(
            "POST", "/verification-actions-srv/setup/push/cancellation",
            {"exchange_id": exchange, "reason": "another account"})
        self.expect_end("account-7-given-up", "Given up", "given up on the device")

    def test_says_what_the_link_lacks(self):
        world = self.world("--link-form", "bare")
        link = self.begin(world)
        self.assertEqual(len(link), 36)
        hint = self.browser.text("#link-hint")
        self.assertIn(f"wl-paste | smartpush enroll --server {world.url} --client-id ", hint)
        self.expect_fine("account-2-bare")

    def test_wrong_number(self):
        world = self.world()
        link = self.begin(world)
        scan = json.loads(world.smartpush("enroll", "--server", world.url, "--json", input=link).stdout)
        self.browser.await_view("number")
        number = self.browser.text("[data-view=number] .number")
        wrong = next(each for each in scan["choices"] if each != number)
        failed = world.smartpush("enroll", "--server", world.url, "--number", wrong, input=link, check=False)
        self.assertEqual(failed.returncode, 4, failed.stderr)
        self.expect_end("account-5-wrong", "Wrong number", "one try")

    def test_out_of_time(self):
        world = self.world("--ttl", "2")
        self.begin(world)
        self.expect_end("account-6-expired", "Out of time", "not good any more")

    def test_answers_that_make_no_sense(self):
        world = self.world()
        untimely = {
            "status_id": "s", "enrollment_url": "https://example.com/#e", "push_selected_number": "12",
            "exchange_id": {"exchange_id": "e", "expires_at": "soon"}}
        faults = ("html", "empty", "not-json", "missing-fields", "wrong-types")
        for arm in [*(lambda each=each: world.fault("setup", each) for each in faults),
                    lambda: world.answer("setup", untimely)]:
            arm()
            self.browser.open(f"{world.url}/account")
            self.browser.await_view("start")
            self.browser.await_text("#devices", "none yet")
            self.browser.press(Keys.TAB, Keys.ENTER)
            self.browser.await_text("[data-view=start] .problem", "can't be read.")

    def test_a_link_opened_in_a_browser_leaves_the_address(self):
        for form in ("fragment", "query", "path"):
            world = self.world("--link-form", form)
            link = self.begin(world)
            self.browser.open("about:blank")
            self.browser.open(link)
            self.browser.await_view("start")
            self.assertEqual(self.browser.driver.current_url, f"{world.url}/account")


if __name__ == "__main__":
    unittest.main()
