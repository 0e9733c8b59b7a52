"""The login page, with the real daemon as the device."""

import json
import unittest

from browser import Browser
from selenium.webdriver.common.keys import Keys
from world import World, until

NAME = "someone@example.com"


class LoginPageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def world(self, *options):
        return self.enterContext(World(*options))

    def setUp(self):
        self.browser.forget()

    # The steps of a user who controls the page by keyboard.

    def identify(self, world, query=""):
        self.browser.open(f"{world.url}/{query}")
        self.browser.await_view("identify")
        self.browser.press(NAME, Keys.ENTER)
        self.browser.await_view("choose")

    def begin(self, world, query=""):
        """Goes to the number, and returns it and the device's id of the sign-in."""
        self.identify(world, query)
        self.browser.press(Keys.ENTER)
        self.browser.await_view("wait")
        sign_in = world.open_sign_in("acknowledged")
        self.browser.await_text("#state", "Allow the sign-in there")
        return self.browser.text(".number"), sign_in["id"]

    def expect_fine(self, name):
        self.assertEqual(self.browser.examine(name), [])

    def expect_end(self, name, title, words):
        """Expects the last view with this text, and a button in it that starts over."""
        self.browser.await_view("end")
        self.assertEqual(self.browser.text("[data-view=end] h1"), title)
        self.assertIn(words, self.browser.text("[data-view=end]"))
        self.assertEqual(self.browser.focused(), ("heading", title))
        self.assertEqual(self.browser.driver.title, title)
        self.expect_fine(name)
        self.assertEqual(self.browser.focus_order(1), [("button", "Start over")])
        self.browser.press(Keys.ENTER)
        self.browser.await_view("identify")
        self.assertEqual(self.browser.driver.title, "Sign in to Demo Shop")

    # The ends of a sign-in.

    def test_signs_in_by_keyboard_alone(self):
        world = self.world()
        self.browser.open(world.url)
        self.browser.await_view("identify")
        self.assertEqual(self.browser.focused(), ("textbox", "User name"))
        self.expect_fine("1-identify")
        self.assertEqual(self.browser.focus_order(1), [("button", "Continue")])
        self.browser.press_back()
        self.browser.press(NAME, Keys.ENTER)

        self.browser.await_view("choose")
        self.assertEqual(self.browser.focused(), ("radio", "Linux desktop"))
        self.assertIn(NAME, self.browser.text("[data-view=choose]"))
        self.expect_fine("2-choose")
        self.assertEqual(
            self.browser.focus_order(2), [("button", "Send the push"), ("button", "Use another name")])
        self.browser.press_back()
        self.browser.press_back()
        self.browser.press(Keys.ENTER)

        self.browser.await_view("wait")
        number = self.browser.text(".number")
        self.assertRegex(number, r"^\d\d$")
        self.assertEqual(self.browser.focused(), ("heading", f"Pick this number on Linux desktop {number}"))
        self.assertEqual(self.browser.driver.title, f"Pick {number}")
        self.assertRegex(self.browser.text("#left"), r"^(5:00|4:\d\d)$")
        sign_in = world.open_sign_in("acknowledged")
        self.browser.await_text("#state", "Linux desktop has it. Allow the sign-in there.")
        self.assertEqual(self.browser.all("#state")[0].aria_role, "status")
        self.expect_fine("3-acknowledged")
        self.assertEqual(self.browser.focus_order(1), [("button", "Cancel this sign-in")])

        allowed = json.loads(world.smartpush("allow", sign_in["id"], "--json").stdout)
        self.assertIn(number, allowed["choices"])
        self.browser.await_text("#state", f"Now pick {number} there")
        self.assertEqual(self.browser.text("[aria-current=step]"), "Allowed")
        self.expect_fine("4-allowed")

        world.smartpush("verify", sign_in["id"], number)
        until(lambda: "/sim/landing?code=" in self.browser.driver.current_url, "redirect")
        code = self.browser.driver.current_url.split("code=")[1]
        self.assertEqual(self.browser.text("h1"), "Signed in")
        self.assertEqual(self.browser.text("#code"), code)
        self.assertEqual(world.results("finish"), ["ok"])
        self.expect_fine("5-landing")
        self.assertEqual(self.browser.focus_order(1), [("link", "Sign in again")])
        self.browser.press(Keys.ENTER)
        self.browser.await_view("identify")
        self.assertEqual(self.browser.complaints(), [])

    def test_carries_the_request_of_the_authorization_call(self):
        world = self.world()
        number, sign_in = self.begin(world, "?requestId=request-42")
        initiated = self.browser.sent("/verification-srv/authentication/push/initiation")
        self.assertEqual(json.loads(initiated[0])["request_id"], "request-42")
        self.assertEqual(json.loads(initiated[0])["email"], NAME)
        world.smartpush("allow", sign_in)
        world.smartpush("verify", sign_in, number)
        until(lambda: "code=" in self.browser.driver.current_url, "redirect")
        self.assertIn("requestId=request-42&", self.browser.sent("/login-srv/verification/login")[0])

    def test_sends_the_push_to_the_device_that_is_chosen(self):
        world = self.world()
        other = world.device(key_name="Pixel 7 (Google, Pixel 7)")
        self.identify(world)
        self.assertEqual(len(self.browser.all("input[type=radio]")), 2)
        self.browser.press(Keys.ARROW_DOWN)
        self.assertEqual(self.browser.focused(), ("radio", "Pixel 7 (Google, Pixel 7)"))
        self.expect_fine("2-choose-of-two")
        self.browser.press(Keys.ENTER)
        self.browser.await_view("wait")
        self.assertIn("Pixel 7 (Google, Pixel 7)", self.browser.text("[data-view=wait] h1"))
        self.assertEqual(self.browser.text("[aria-current=step]"), "Push sent")
        self.expect_fine("3-sent")
        waiting = world.call("POST", "/verification-actions-srv/setup/devices/notifications", other)["data"]
        self.assertEqual(len(waiting), 1)
        self.assertEqual(json.loads(world.smartpush("list", "--json").stdout), [])

    def test_shows_every_method_and_offers_what_it_can_do(self):
        world = self.world()
        # The guide's own example, with a method that has no devices.
        methods = [
            {"type": "PATTERN", "mediums": [{"id": "m-1", "key_name": "Pixel 7(Google, Pixel 7)"}]},
            {"type": "PUSH", "mediums": [{"id": "m-2", "key_name": "Pixel 7(Google, Pixel 7)"}]},
            {"type": "TOUCHID", "mediums": [{"id": "m-3", "key_name": "Pixel 7(Google, Pixel 7)"}]},
            {"type": "PASSWORD"},
        ]
        world.answer("methods", {"configured_list": methods})
        self.identify(world)
        legends = [legend.text for legend in self.browser.all("legend")]
        self.assertEqual(legends, [
            "PATTERN (not on this page)", "Smart PUSH", "TOUCHID (not on this page)", "PASSWORD (not on this page)"])
        usable = self.browser.all("input[type=radio]:enabled")
        self.assertEqual([each.get_attribute("value") for each in usable], ["m-2"])
        self.assertTrue(self.browser.all("input[value=m-2]")[0].is_selected())
        self.expect_fine("2-choose-of-the-guide")

        world.answer("methods", {"configured_list": methods[:1]})
        self.browser.open(world.url)
        self.browser.await_view("identify")
        self.browser.press(NAME, Keys.ENTER)
        self.browser.await_text("[data-view=identify] .problem", "This user has no device for Smart PUSH.")

    # Other ends.

    def test_denied(self):
        world = self.world()
        _, sign_in = self.begin(world)
        world.smartpush("deny", sign_in)
        self.expect_end("6-denied", "Denied", "denied on Linux desktop")
        # The name is still there, and a second sign-in works like the first.
        self.browser.press(Keys.ENTER)
        self.browser.await_view("choose")
        self.browser.press(Keys.ENTER)
        self.browser.await_view("wait")
        number = self.browser.text(".number")
        second = world.open_sign_in("acknowledged")
        world.smartpush("allow", second["id"])
        world.smartpush("verify", second["id"], number)
        until(lambda: "code=" in self.browser.driver.current_url, "redirect")

    def test_cancelled_on_the_page(self):
        world = self.world()
        _, sign_in = self.begin(world)
        self.browser.press(Keys.TAB, Keys.ENTER)
        self.expect_end("6-cancelled-here", "Cancelled", "You have cancelled the sign-in")
        until(lambda: json.loads(world.smartpush("show", sign_in, "--json").stdout)["state"] == "cancelled",
              "cancellation on the device")

    def test_given_up_by_leaving_the_page(self):
        world = self.world()
        _, sign_in = self.begin(world)
        self.browser.open("about:blank")
        until(lambda: json.loads(world.smartpush("show", sign_in, "--json").stdout)["state"] == "cancelled",
              "cancellation on the device")

    def test_cancelled_on_the_device(self):
        world = self.world()
        _, sign_in = self.begin(world)
        world.smartpush("cancel", sign_in)
        self.expect_end("6-cancelled-there", "Cancelled", "cancelled on Linux desktop")

    def test_expired(self):
        self.identify(self.world("--ttl", "4"))
        self.browser.press(Keys.ENTER)
        self.expect_end("6-expired", "Out of time", "did not answer in time")

    def test_wrong_number(self):
        world = self.world()
        number, sign_in = self.begin(world)
        choices = json.loads(world.smartpush("allow", sign_in, "--json").stdout)["choices"]
        wrong = next(choice for choice in choices if choice != number)
        self.assertEqual(world.smartpush("verify", sign_in, wrong, check=False).returncode, 4)
        self.expect_end("6-wrong-number", "Wrong number", f"Another number than {number}")

    def test_server_that_has_forgotten(self):
        world = self.world()
        self.begin(world)
        world.restart_simulator()
        self.expect_end("6-unknown", "Not known any more", "does not know this sign-in")

    # Errors on the way.

    def test_server_that_does_not_answer(self):
        world = self.world()
        world.fault("methods", "cut")
        self.browser.open(world.url)
        self.browser.await_view("identify")
        self.browser.press(NAME, Keys.ENTER)
        self.browser.await_text("[data-view=identify] .problem", "The server does not answer. Try again.")
        self.expect_fine("7-no-answer")
        self.browser.press(Keys.ENTER)
        self.browser.await_view("choose")

        world.fault("initiate", "status=503")
        self.browser.press(Keys.ENTER)
        self.browser.await_text("[data-view=choose] .problem", "The server answered with status 503.")
        self.browser.press(Keys.ENTER)
        self.browser.await_view("wait")

        world.fault("status", "cut", times=6)
        self.browser.await_text("[data-view=wait] .problem", "The server does not answer. Asking again.")
        self.expect_fine("7-asking-again")
        until(lambda: self.browser.text("[data-view=wait] .problem") == "", "end of the problem")

        world.fault("cancel", "status=503")
        self.browser.press(Keys.TAB, Keys.ENTER)
        self.browser.await_text("[data-view=wait] .problem", "The server answered with status 503.")
        # A cancellation counts even if its answer is lost.
        world.fault("cancel", "cut", when="after")
        self.browser.press(Keys.ENTER)
        self.expect_end("7-cancelled-unheard", "Cancelled", "You have cancelled the sign-in")

    def test_cancels_what_has_ended_already(self):
        world = self.world()
        _, sign_in = self.begin(world)
        world.fault("status", "cut", times=4)
        self.browser.await_text("[data-view=wait] .problem", "Asking again.")
        world.smartpush("deny", sign_in)
        self.browser.press(Keys.TAB, Keys.ENTER)
        self.browser.await_view("end")
        self.assertEqual(self.browser.text("[data-view=end] h1"), "Denied")

    def test_answers_that_make_no_sense(self):
        world = self.world()
        for fault in ("html", "empty", "not-json", "missing-fields", "wrong-types"):
            world.fault("initiate", fault)
            self.identify(world)
            self.browser.press(Keys.ENTER)
            self.browser.await_text("[data-view=choose] .problem", "can't be read. Try again.")

    def test_names_that_are_none(self):
        world = self.world()
        self.browser.open(world.url)
        self.browser.await_view("identify")
        self.browser.press("   ", Keys.ENTER)
        self.browser.await_text("[data-view=identify] .problem", "Enter a user name.")
        self.assertEqual(world.results("methods"), [])

    def test_names_are_not_markup(self):
        world = self.world()
        world.device(key_name="<img src=x onerror=alert(1)>")
        self.browser.open(world.url)
        self.browser.await_view("identify")
        self.browser.press("<b>me</b>", Keys.ENTER)
        self.browser.await_view("choose")
        self.assertIn("<b>me</b>", self.browser.text("[data-view=choose]"))
        self.assertIn("<img src=x onerror=alert(1)>", self.browser.text("#methods"))
        self.assertEqual(self.browser.complaints(), [])

    def test_without_scripts(self):
        world = self.world()
        self.browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        self.addCleanup(
            self.browser.driver.execute_cdp_cmd, "Emulation.setScriptExecutionDisabled", {"value": False})
        self.browser.open(world.url)
        self.assertEqual(
            self.browser.text("main"), "This page needs JavaScript: it asks the server how the sign-in goes on.")

    def test_list_of_paths(self):
        world = self.world()
        self.browser.open(f"{world.url}/sim/paths")
        self.assertIn("/verification-srv/authentication/push/initiation", self.browser.text("table"))
        self.expect_fine("8-paths")


if __name__ == "__main__":
    unittest.main()
