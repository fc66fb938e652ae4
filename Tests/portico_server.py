"""Starts the real server with demonstration data in a home of its own, and stops it by its process id."""
import json
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

import pytest

PATIENCE = 120
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PASSWORD = "portico-demo"
SIGN_IN = """mutation ($email: String!, $password: String!, $realm: Realm!, $portal: String) {
  signIn(input: {email: $email, password: $password, realm: $realm, portal: $portal}) { token } }"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(url, query, variables=None, token=None, operation_name=None):
    """The whole answer, as it was read from JSON."""
    body = {"query": query, "variables": variables or {}, "operationName": operation_name}
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(f"{url}/graphql", json.dumps(body).encode(), headers)
    try:
        answer = urllib.request.urlopen(request, timeout=PATIENCE)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        return json.load(answer)


def sign_in(url, email, realm="PARTNER", portal=None, password=PASSWORD):
    """The token of a new session; `portal` is the last part of the address of a customer's portal."""
    who = {"email": email, "password": password, "realm": realm, "portal": portal}
    return ask(url, SIGN_IN, who)["data"]["signIn"]["token"]


class Server:
    """A running `portico serve`. Its home is short: a socket's path may have 107 bytes."""

    def __init__(self, binary, settings, scale=0):
        self.home = tempfile.mkdtemp(prefix="pb-", dir="/tmp")
        self.log = open(os.path.join(self.home, "server.log"), "w+")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        others = ("PORTICO_", "DATABASE_")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        environment |= {"DEMO": "1", "PORTICO_HOME": self.home, "PORTICO_FILES": ROOT, "PORT": str(self.port)}
        environment |= settings
        self.command, self.environment = [binary, "serve"], environment
        if scale:
            subprocess.run([binary, "demo", "--scale", str(scale)], env=environment, check=True, stdout=self.log)
        self.start()

    def start(self):
        """Starts the program; once more, after it was killed, with what it has left."""
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=self.log, stderr=subprocess.STDOUT)

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

    def sql(self, text):
        """Runs SQL as the superuser of the private database, whom no policy holds back."""
        with open(os.path.join(self.home, "password")) as file:
            password = file.read().strip()
        login = {"PGHOST": os.path.join(self.home, "s"), "PGUSER": "portico_admin", "PGDATABASE": "portico",
                 "PGPASSWORD": password, "PGTZ": "UTC"}
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        return subprocess.run(command, input=text, env={**os.environ, **login}, check=True, text=True,
                              stdout=subprocess.PIPE).stdout.strip()

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


def program():
    """The program that PORTICO_BINARY names."""
    return os.environ.get("PORTICO_BINARY") or pytest.exit(
        "Set PORTICO_BINARY to the server to test: .build/release/portico", returncode=2)


@contextmanager
def running(binary, scale=0, **settings):
    """A server that is ready, with so many steps of bulk data, and with these settings beside the usual ones."""
    server = Server(binary, settings, scale)
    try:
        server.wait()
        yield server
    finally:
        server.stop()
