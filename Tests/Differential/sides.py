"""The two sides: `portico` and the reference implementation, each asked by lines of JSON and kept running."""
import json
import os
import subprocess
from functools import cache
from pathlib import Path
from threading import Thread, Timer

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = os.environ.get("NODE_PATH", "/usr/share/nodejs")
STACK_KIB = 7_000  # of the 8 MiB that a process is given
SECONDS = 120  # for a batch: a side that takes longer hangs


def binary():
    return os.environ.get("PORTICO_BINARY", str(ROOT / ".build/release/portico"))


def product_schema():
    """The schema of the product, as its clients see it."""
    # The program refuses settings that it doesn't know, such as PORTICO_BINARY.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTICO_")}
    environment["PORTICO_FILES"] = os.environ.get("PORTICO_FILES", str(ROOT))
    ran = subprocess.run([binary(), "schema", "print"], env=environment, check=True, capture_output=True)
    return ran.stdout.decode()


@cache
def sources():
    """The text of every schema by its name."""
    written = {path.stem: path.read_text() for path in sorted((HERE / "schemas").glob("*.graphql"))}
    return {"portico": product_schema(), **written}


def portico(command, *options):
    return Side([binary(), "graphql", command, "--batch", *map(str, options)])


def reference(schemas):
    # The reference recurses where Portico doesn't: its own stack ends at a ring of a hundred fragments.
    return Side(["node", f"--stack-size={STACK_KIB}", str(HERE / "reference.js"), str(schemas)], NODE_PATH=MODULES)


def line(question):
    """A question as bytes; the half characters by which Python stands for bytes that are no UTF-8 become those."""
    if question.pop("isBytes", False):
        return json.dumps(question, ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n"
    return json.dumps(question).encode() + b"\n"


class Side:
    """A process that answers each line with a line. One that ends or hangs is started anew for the next question."""

    def __init__(self, command, **environment):
        self.command = command
        self.environment = {**os.environ, **environment}
        self.process = None

    def ask(self, questions):
        """The answers, in order; the question at which the process ended is answered by how it did."""
        lines = [line(dict(question)) for question in questions]
        answers = []
        while len(answers) < len(lines):
            answers += self.told(lines[len(answers):])
        return answers

    def told(self, lines):
        """The answers up to the end of the lines, or of the process."""
        if self.process is None:
            self.process = subprocess.Popen(self.command, env=self.environment, stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process = self.process
        writer = Thread(target=write, args=(process.stdin, b"".join(lines)))
        watch = Timer(SECONDS, process.kill)
        watch.start()
        writer.start()
        answers = []
        for _ in lines:
            said = process.stdout.readline()
            if not said.endswith(b"\n"):
                answers.append({"errors": [{"message": f"Crash: {self.end()}", "locations": []}]})
                break
            answers.append(json.loads(said))
        watch.cancel()
        writer.join()
        return answers

    def end(self):
        """Ends the process; how it ended."""
        process, self.process = self.process, None
        if process is None:
            return None
        _, said = process.communicate()
        return f"exit {process.returncode}: {said.decode(errors='replace')[-400:]}"


def write(pipe, content):
    """Writes to a process, which may have ended."""
    try:
        pipe.write(content)
        pipe.flush()
    except BrokenPipeError:
        return
