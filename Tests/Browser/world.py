"""A simulator and a daemon that is enrolled there, in a temporary folder, for one test."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

PROGRAMS = pathlib.Path(os.environ["SMARTPUSH_BIN_DIR"])
TIMEOUT = 30


def until(condition, what):
    """Evaluates `condition` until it is true, and returns its value."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"within {TIMEOUT} s there was no {what() if callable(what) else what}")


class World:
    """Use it in a `with`, which ends the programs and removes the folder."""

    def __init__(self, *options):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sp-"))
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("SMARTPUSH_")
        } | {
            "SMARTPUSH_RUNTIME_DIR": str(self.folder / "run"),
            "SMARTPUSH_STATE_DIR": str(self.folder / "state"),
            "SMARTPUSH_CONFIG": str(self.folder / "config.json"),
        }
        self.running = []
        try:
            self.simulator = self.start_simulator(*options)
            self.start("smartpushd", [], subprocess.DEVNULL)
            until(lambda: self.smartpush("status", check=False).returncode == 0, "daemon")
            self.smartpush("enroll", "-", input=json.dumps(self.enrollment))
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for process in reversed(self.running):
            self.end(process)
        shutil.rmtree(self.folder)

    def start(self, program, options, output):
        process = subprocess.Popen(
            [PROGRAMS / program, *options], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.DEVNULL, text=True)
        self.running.append(process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait()
        if process.stdout:
            process.stdout.close()

    def start_simulator(self, *options):
        process = self.start(
            "smartpush-sim", ["--inbox", str(self.folder / "run" / "inbox.sock"), *options], subprocess.PIPE)
        announced = json.loads(process.stdout.readline())
        self.url = announced["base_url"]
        self.enrollment = announced["enrollment"]
        return process

    def restart_simulator(self):
        """Starts another simulator at the same address, without the data of the previous one."""
        self.end(self.simulator)
        self.simulator = self.start_simulator("--port", self.url.rsplit(":", 1)[1])

    # The device.

    @staticmethod
    def program(name):
        return PROGRAMS / name

    def smartpush(self, *arguments, check=True, input=None):
        return subprocess.run(
            [PROGRAMS / "smartpush", *arguments], cwd=self.folder, env=self.environment, input=input, text=True,
            capture_output=True, check=check)

    def open_sign_in(self, state):
        """Waits until the only open sign-in is in this state, and returns it."""
        def found():
            listed = json.loads(self.smartpush("list", "--json").stdout)
            return next((each for each in listed if each["state"] == state), None)
        return until(found, f"sign-in that is {state}")

    # The server's test support.

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path, data, {"content-type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            content = response.read()
            return json.loads(content) if content else None

    def device(self, **fields):
        return self.call("POST", "/sim/devices", fields)

    def fault(self, step, fault, times=1, when=None):
        fault = {"step": step, "fault": fault, "times": times}
        if when:
            fault["when"] = when
        self.call("POST", "/sim/faults", fault)

    def answer(self, step, data):
        """Makes the server answer the next request of a step with this."""
        body = json.dumps({"success": True, "status": 200, "data": data})
        self.call("POST", "/sim/faults", {
            "step": step, "fault": "answer", "status": 200, "headers": {"content-type": "application/json"},
            "body": body})

    def results(self, step):
        return [each["result"] for each in self.call("GET", "/sim/log")["requests"] if each["step"] == step]
