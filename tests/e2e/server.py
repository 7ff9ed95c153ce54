"""A sambydd of its own for a test: started on a free loopback port, ended by its process id."""

import json
import os
import pathlib
import signal
import re
import socket
import subprocess
import time
import urllib.request

SAMBYDD = os.environ["SAMBYDD"]
CLI = os.environ["SAMBYD_CLI"]
SOURCE = pathlib.Path(os.environ["SAMBYD_SOURCE"])
SAMPLES = sorted((SOURCE / "tests/samples/notices").glob("*.xml"))
START_SECONDS = 120
DRAIN_SECONDS = 90  # sanitizer builds on a busy machine need it
STOP_SECONDS = 120


def generated_enterprises(count, seed=1):
    """NDJSON text, one import row a line."""
    return subprocess.run(
        ["/usr/bin/python3", SOURCE / "tools/generate-enterprises", "--count", str(count),
         "--seed", str(seed)], check=True, capture_output=True, text=True).stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Runs until `kill` or `stop`; the data directory `folder/data` outlives it."""

    def __init__(self, folder, flags=()):
        self.data = pathlib.Path(folder) / "data"
        self._log = open(pathlib.Path(folder) / "sambydd.log", "ab")
        port_file = pathlib.Path(folder) / "port"
        port_file.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [SAMBYDD, "--data", self.data, "--listen", "127.0.0.1:0", "--port-file", port_file,
             "--drain-seconds", str(DRAIN_SECONDS), *flags],
            stdout=self._log, stderr=self._log)
        self.address = f"127.0.0.1:{self._wait_for_port(port_file)}"

    def _wait_for_port(self, port_file):
        deadline = time.monotonic() + START_SECONDS
        while not port_file.exists():
            if self._process.poll() is not None:
                raise RuntimeError(f"sambydd ended with {self._process.returncode}: {self.log()}")
            if time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"sambydd does not listen: {self.log()}")
            time.sleep(0.01)
        return int(port_file.read_text())

    def log(self):
        return self.whole_log()[-2000:]

    def whole_log(self):
        return pathlib.Path(self._log.name).read_text()

    def log_lines(self):
        """The log's lines as dicts; the last one only when it is whole."""
        return [json.loads(line) for line in self.whole_log().splitlines(keepends=True)
                if line.startswith("{") and line.endswith("\n")]

    @property
    def pid(self):
        return self._process.pid

    @property
    def metrics_address(self):
        """Where --metrics-address, with port 0, came to listen."""
        told = [line for line in self.log_lines() if line["message"] == "serving metrics"]
        return f"127.0.0.1:{told[-1]['port']}"

    def metrics(self):
        """One scrape."""
        with urllib.request.urlopen(f"http://{self.metrics_address}/metrics", timeout=60) as answer:
            return answer.read().decode()

    def metric(self, name):
        """The value of a metric without labels."""
        return float(re.search(rf"^{name} (\S+)$", self.metrics(), re.M).group(1))

    def kill(self):
        """SIGKILL: nothing is flushed, nothing is said."""
        self._process.kill()
        self._process.wait()
        self._log.close()

    def terminate(self):
        """SIGTERM: asks it to drain and end."""
        self._process.send_signal(signal.SIGTERM)

    def stop(self):
        """Terminates and waits; returns the exit code."""
        self.terminate()
        try:
            return self._process.wait(timeout=STOP_SECONDS)
        finally:
            self.kill()
