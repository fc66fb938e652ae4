"""A server with bulk data for the length of a measurement: its own folder, port and private database."""
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


class Installation:
    def __init__(self, portico, scale, home=None, patience=10):
        """Makes one, or takes the one of a folder, which then stays; a statement may take `patience` seconds."""
        self.patience = patience
        self.portico = os.path.abspath(portico)
        self.keeps = home is not None
        is_made = self.keeps and os.path.exists(home)
        self.home = os.path.abspath(home) if home else tempfile.mkdtemp(prefix="portico-bench-", dir="/tmp")
        os.makedirs(self.home, exist_ok=True)
        os.chmod(self.home, 0o711)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, "PORTICO_HOME": self.home, "PORT": str(self.port),
                            "PORTICO_REQUEST_LOG": "0",
                            # One viewer asks over many connections here, and some queries take five seconds.
                            "PORTICO_LIMIT_REQUESTS_PER_VIEWER": "1000",
                            "PORTICO_LIMIT_STATEMENT_SECONDS": str(patience),
                            "PORTICO_LIMIT_DEADLINE_SECONDS": str(patience * 3 // 2)}
        self.environment.pop("DATABASE_URL", None)
        if not is_made:
            subprocess.run([self.portico, "demo", "--scale", str(scale)], env=self.environment, check=True,
                           stdout=subprocess.DEVNULL)
        self.log = open(os.path.join(self.home, "server.log"), "w")
        self.server = subprocess.Popen([self.portico, "serve"], env=self.environment, stdout=self.log,
                                       stderr=self.log)
        self.wait()

    def wait(self):
        for _ in range(600):
            try:
                with urllib.request.urlopen(self.url + "/readyz", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise SystemExit("the server did not become ready; see " + self.log.name)

    def stop(self):
        self.server.terminate()
        self.server.wait(30)
        if not self.keeps:
            shutil.rmtree(self.home, ignore_errors=True)

    def ask(self, query, variables=None, token=None):
        result = json.loads(self.text(query, variables, token))
        if "errors" in result:
            raise SystemExit(f"the server answered {result['errors']}")
        return result["data"]

    def text(self, query, variables=None, token=None):
        """The body of an answer."""
        headers = {"content-type": "application/json"}
        if token:
            headers["authorization"] = "Bearer " + token
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        with urllib.request.urlopen(urllib.request.Request(self.url + "/graphql", body, headers),
                                    timeout=self.patience * 3) as answer:
            return answer.read()

    def sign_in(self, email, realm="PARTNER", portal=None):
        variables = {"input": {"email": email, "password": "portico-demo", "realm": realm}}
        if portal:
            variables["input"]["portal"] = portal
        return self.ask("mutation ($input: SignInInput!) { signIn(input: $input) { token } }",
                        variables)["signIn"]["token"]

    def viewer(self, token):
        """Who a session's person is to the policies, as the server says it."""
        return self.sql(f"select viewer from viewer_found(sha256('{token}'))")

    # The database behind the server.

    def database(self, user):
        with open(os.path.join(self.home, "password")) as file:
            password = file.read().strip()
        return {**os.environ, "PGHOST": os.path.join(self.home, "s"), "PGUSER": user, "PGDATABASE": "portico",
                "PGPASSWORD": password}

    def sql(self, text):
        """Runs SQL as the superuser, whom no policy holds back."""
        answer = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", text], check=True, text=True,
                                env=self.database("portico_admin"), stdout=subprocess.PIPE)
        return answer.stdout.strip()

    def timed(self, statements):
        """How long statements of the superuser take together, in milliseconds, by psql's clock."""
        text = "\n".join(["set jit = off;", "\\timing on", *(statement + ";" for statement in statements)])
        answer = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1"], check=True, text=True, input=text,
                                env=self.database("portico_admin"), stdout=subprocess.PIPE)
        return sum(float(found) for found in re.findall(r"^Time: ([\d.]+) ms", answer.stdout, re.MULTILINE))
