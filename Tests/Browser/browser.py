"""Headless Chromium, controlled by keyboard, and checked as a user and a screen reader see it."""

import json
import os
import pathlib

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from world import until

PICTURES = pathlib.Path(os.environ["SMARTPUSH_PICTURES"])
AXE = pathlib.Path(os.environ["SMARTPUSH_AXE"]).read_text(encoding="utf-8")
# The guidelines that a public service in Europe must meet, and axe's own recommendations.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [
    (f"{width}-{scheme}", size, scheme)
    for width, size in (("desktop", (1280, 800)), ("phone", (375, 740)), ("narrow", (320, 640)))
    for scheme in ("light", "dark")
]


class Browser:
    def __init__(self, *options):
        settings = Options()
        for option in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", *options):
            settings.add_argument(option)
        settings.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=settings)
        self.driver.set_page_load_timeout(60)

    def close(self):
        self.driver.quit()

    def open(self, url):
        self.driver.get(url)

    def press(self, *keys):
        """Types these keys into the element that has the focus."""
        for key in keys:
            webdriver.ActionChains(self.driver).send_keys(key).perform()

    def press_back(self):
        """Moves the focus back by one element."""
        webdriver.ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()

    # What the page shows.

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector).text

    def view(self):
        """The view that is shown, or None on a page without views."""
        return self.driver.execute_script(
            "return document.querySelector('[data-view]:not([hidden])')?.dataset.view ?? null")

    def await_view(self, name):
        until(lambda: self.view() == name, lambda: f"view {name}, but {self.view()}: {self.text('main')}")

    def await_text(self, selector, words):
        until(lambda: words in self.text(selector), lambda: f"'{words}' in {selector}, but '{self.text(selector)}'")

    def focused(self):
        """The focused element, as a screen reader announces it."""
        element = self.driver.switch_to.active_element
        return element.aria_role, element.accessible_name

    def focus_order(self, count):
        """The elements that the next presses of the tab key lead to."""
        order = []
        for _ in range(count):
            self.press(Keys.TAB)
            order.append(self.focused())
        return order

    # The checks of every state.

    def examine(self, name):
        """Takes pictures of the state, and returns the problems for users who see or hear the page."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        wrong = []
        for look, (width, height), scheme in LOOKS:
            self.appear(width, height, scheme)
            self.driver.save_screenshot(str(PICTURES / f"{name}-{look}.png"))
            if self.driver.execute_script("return document.documentElement.scrollWidth > window.innerWidth"):
                wrong.append(f"{name} {look}: it has to be scrolled sideways")
            wrong += [f"{name} {look}: {problem}" for problem in self.violations()]
        self.appear(1280, 800, "light")
        return wrong

    def appear(self, width, height, scheme):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    def violations(self):
        if not self.driver.execute_script("return 'axe' in window"):
            self.driver.execute_script(AXE)
        found = self.driver.execute_async_script(
            "const [rules, done] = arguments;"
            "axe.run({ runOnly: rules }).then((result) => done(result.violations));", RULES)
        return [
            f"{each['id']}: {each['help']}: {[node['html'] for node in each['nodes']]}" for each in found
        ]

    # What the page did.

    def forget(self):
        """Leaves the page and forgets its messages and requests."""
        self.open("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")

    def complaints(self):
        """The errors on the console since the last call."""
        return [each["message"] for each in self.driver.get_log("browser") if each["level"] == "SEVERE"]

    def sent(self, path):
        """The bodies that were sent to a path since the last call."""
        bodies = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            request = message.get("params", {}).get("request", {})
            if message["method"] == "Network.requestWillBeSent" and request["url"].endswith(path):
                bodies.append(request.get("postData", ""))
        return bodies
