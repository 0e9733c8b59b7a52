#!/usr/bin/python3
"""Measures what polling costs an idle machine: wake-ups, CPU and bytes.

usage: polling.py FOLDER SECONDS [SCHEME] RATE...

FOLDER has the built programs. For each rate (seconds between two polls) one daemon polls its own simulator, and nobody
signs in. The bytes are counted on their way through a relay: those of HTTP, or of TLS if the scheme is https.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time


class Relay:
    """Passes on connections to a port, and counts them and their bytes."""

    def __init__(self, port):
        self.port = port
        self.connections = 0
        self.bytes = 0

    async def start(self):
        server = await asyncio.start_server(self.join, "127.0.0.1", 0)
        return server.sockets[0].getsockname()[1]

    async def join(self, reader, writer):
        self.connections += 1
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            await asyncio.gather(self.copy(reader, there_writer), self.copy(there_reader, writer))
        except (ConnectionError, asyncio.CancelledError):
            writer.close()

    async def copy(self, reader, writer):
        while data := await reader.read(65536):
            self.bytes += len(data)
            writer.write(data)
            await writer.drain()
        writer.close()


def usage(process):
    """The voluntary context switches of all threads, and the CPU time in seconds (proc_pid_stat(5))."""
    switches = 0
    for thread in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{thread}/status") as status:
            switches += next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
    with open(f"/proc/{process}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return switches, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def call(socket, method, path, body=None):
    command = ["curl", "-sS", "--unix-socket", socket, "-X", method, f"http://localhost{path}"]
    if body is not None:
        command += ["-H", "Content-Type: application/json", "-d", json.dumps(body)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


async def measure(programs, seconds, scheme, rate):
    folder = tempfile.mkdtemp(prefix="sp-", dir="/tmp")
    tls = []
    environment = os.environ | {
        "SMARTPUSH_STATE_DIR": f"{folder}/state", "SMARTPUSH_RUNTIME_DIR": f"{folder}/run",
        "SMARTPUSH_CONFIG": f"{folder}/config.json", "SMARTPUSH_POLL_SECONDS": str(rate),
        "SMARTPUSH_POLL_IDLE_SECONDS": str(rate), "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/none",
    }
    if scheme == "https":
        tls = ["--cert", f"{folder}/cert.pem", "--key", f"{folder}/key.pem"]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-keyout", tls[3], "-out", tls[1], "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
        environment["SMARTPUSH_CA_FILE"] = tls[1]
    simulator = subprocess.Popen(
        [f"{programs}/smartpush-sim", "--inbox", f"{folder}/run/inbox.sock", *tls], stdout=subprocess.PIPE, text=True)
    ready = json.loads(simulator.stdout.readline())
    relay = Relay(int(ready["base_url"].rsplit(":", 1)[1]))
    port = await relay.start()
    with open(f"{folder}/daemon.log", "w") as log:
        daemon = subprocess.Popen([f"{programs}/smartpushd"], env=environment, stderr=log)
    socket = f"{folder}/run/api.sock"
    while not os.path.exists(socket):
        await asyncio.sleep(0.1)
    enrollment = ready["enrollment"] | {"base_url": ready["base_url"].rsplit(":", 1)[0] + f":{port}"}
    # In a thread: the daemon polls through this process at once.
    await asyncio.to_thread(call, socket, "POST", "/v1/enrollments", enrollment)
    await asyncio.sleep(15)
    before = (*usage(daemon.pid), relay.bytes, relay.connections)
    begun = time.monotonic()
    await asyncio.sleep(seconds)
    length = time.monotonic() - begun
    after = (*usage(daemon.pid), relay.bytes, relay.connections)
    switches, cpu, count, connections = (b - a for a, b in zip(before, after))
    simulator_log = await asyncio.to_thread(
        subprocess.run, ["curl", "-ksS", f"{ready['base_url']}/sim/log"], capture_output=True, text=True)
    polls = sum(1 for entry in json.loads(simulator_log.stdout)["requests"] if entry["step"] == "pending")
    hours = length / 3600
    print(json.dumps({
        "scheme": scheme, "seconds_between_polls": rate, "measured_seconds": round(length),
        "wake_ups_per_hour": round(switches / hours), "cpu_seconds_per_hour": round(cpu / hours, 2),
        "polls_in_all": polls, "bytes_per_hour": round(count / hours),
        "bytes_per_poll": round(count / max(length / rate, 1)), "new_connections": connections,
    }), flush=True)
    for process in [daemon, simulator]:
        process.terminate()
        process.wait()


async def main():
    programs, seconds, *rest = sys.argv[1:]
    scheme = rest.pop(0) if rest[0].startswith("http") else "http"
    await asyncio.gather(*(measure(programs, int(seconds), scheme, int(rate)) for rate in rest))


asyncio.run(main())
