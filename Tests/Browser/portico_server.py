"""Starts the real server with demonstration data in a home of its own, and stops it by its process id."""
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

PATIENCE = 120
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running `portico serve`. Its home is short: a socket's path may have 107 bytes."""

    def __init__(self, binary, settings):
        self.home = tempfile.mkdtemp(prefix="pb-", dir="/tmp")
        self.log = open(os.path.join(self.home, "server.log"), "w+")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        others = ("PORTICO_", "DATABASE_")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        environment |= {"DEMO": "1", "PORTICO_HOME": self.home, "PORTICO_FILES": ROOT, "PORT": str(self.port)}
        environment |= settings
        self.process = subprocess.Popen([binary, "serve"], env=environment, stdout=self.log, stderr=subprocess.STDOUT)

    def wait(self):
        """Returns as soon as the server says that it is ready."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"portico stopped with {self.process.returncode}:\n{self.tail()}")
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass
            time.sleep(0.1)
        raise RuntimeError(f"portico isn't ready after {PATIENCE} s:\n{self.tail()}")

    def tail(self):
        self.log.flush()
        self.log.seek(0)
        return "".join(self.log.readlines()[-30:])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)


@contextmanager
def running(binary, **settings):
    """A server that is ready, with these settings beside the usual ones."""
    server = Server(binary, settings)
    try:
        server.wait()
        yield server
    finally:
        server.stop()
