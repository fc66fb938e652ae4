#!/usr/bin/env python3
"""What hostile documents cost: instructions, allocations and memory, beside a harmless document of the same size.

Counts, not times: they hardly differ from run to run, on whatever machine. valgrind counts.

    Benchmarks/hostile.py [--portico .build/release/portico] [--record]
"""
import argparse
import json
import os
import re
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCHEMA = os.path.join(ROOT, "schema.graphql")
RESULTS = os.path.join(ROOT, "Benchmarks", "HOSTILE.md")
FIELDS = "id name phone address country version createdAt updatedAt externalRef __typename"
# No hostile document may cost more than so many times what a harmless one may, nor hold more than so many bytes for each
# of its own: reading the schema, which comes first, holds more than most documents do, so that of those nothing shows.
BOUND = 4
HELD = 32

INTRODUCTION = """# What hostile documents cost

What `portico graphql validate --as-server` spends beyond what it spends on `{__typename}`: reading, checking and
refusing, with the limits that the server has by itself. Beside each stands a document of about its size that is taken
and asks for as much as it may. The peak is counted beyond that of reading the schema. valgrind's DHAT counts;
`Benchmarks/hostile.py --record` writes this anew.
"""


def chain(count, body="...f{next}"):
    definitions = [f"fragment f{n} on Query {{{body.format(next=n + 1)}}}" for n in range(count)]
    return "{...f0}" + "".join(definitions) + f"fragment f{count} on Query{{__typename}}"


HOSTILE = {
    "B1 open braces": "{" * 65_536,
    "B1 selection sets": "{a" * 32_768,
    "B1 lists": "{a(b:" + "[" * 65_000,
    "B1 objects": "{a(b:" + "{a:" * 21_000,
    "B1 list types": "query($a:" + "[" * 65_000,
    "B2 a ring of fragments": "{...f0}" + "".join(
        f"fragment f{n} on Query{{...f{(n + 1) % 190}}}" for n in range(190)),
    "B2 a chain of fragments": chain(190),
    "B2 a chain of 1,900": chain(1_900),
    "B2 fragments that double": chain(60, "...f{next} ...f{next}"),
    "B2 aliases that double": chain(60, "viewer{{name}} ...f{next} ...f{next}"),
    "B3 equal fields in fragments": "{customers{nodes{" + ("...{" + "name " * 100 + "}") * 19 + "}}}",
    "B3 equal fields": "{customers{nodes{" + "name " * 3_000 + "}}}",
    "B3 equal fields with arguments": "{" + 'customers(first:1){totalCount} ' * 400 + "}",
    "B3 directives on one field": "{viewer{name " + "@aa " * 1_950 + "}}",
    "B3 directives everywhere": "{viewer{" + "name @aa " * 1_300 + "}}",
    "B4 unknown fields": "{" + "".join(f"a{n} " for n in range(3_900)) + "}",
    "B4 introspection in circles": "{__schema{types{" + "fields{type{" * 25 + "name" + "}}" * 25 + "}}}",
    "long name": "{" + "a" * 65_000 + "}",
    "long text": '{customer(id:"' + "a" * 65_000 + '"){id}}',
    "long comment": "{__typename}#" + "a" * 65_000,
    "commas": "{__typename" + "," * 65_000 + "}",
    "an open block string": '{a(b:"""' + "\n " * 32_000,
}


def harmless(size):
    """A document that the server takes and that asks for as much as it may: the rest of a longer one is comment."""
    text = ""
    for fragments in range(1, 181):
        roots = "".join(
            f"a{root}:customers(first:1){{nodes{{" + "".join(f"...f{n} " for n in range(root, fragments, 20)) + "}}"
            for root in range(min(20, fragments)))
        whole = f"{{{roots}}}" + "".join(f"fragment f{n} on Customer{{{FIELDS}}}" for n in range(fragments))
        if text and len(whole) > size:
            break
        text = whole
    return text + "#" + "x" * max(0, size - len(text) - 1)


# valgrind 3.19 writes into the mask that the dispatch library waits with, which lies in memory that can't be written.
SHIM = """
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, 8);
}
"""


class Probe:
    """The program under valgrind's DHAT, which counts instructions, allocations and the bytes held at the peak."""

    def __init__(self, portico, folder):
        self.folder = folder
        self.portico = os.path.join(folder, "portico")
        # Its reader of debug information gives up on that of Swift.
        subprocess.run(["strip", "-o", self.portico, portico], check=True)
        shim = os.path.join(folder, "shim.so")
        subprocess.run(["clang", "-shared", "-fPIC", "-x", "c", "-o", shim, "-"], input=SHIM, text=True, check=True)
        # Hashes are the same in each run, and so are the counts.
        self.environment = {**os.environ, "LD_PRELOAD": shim, "SWIFT_DETERMINISTIC_HASHING": "1"}

    def run(self, text):
        document, out = os.path.join(self.folder, "document.graphql"), os.path.join(self.folder, "out")
        with open(document, "w") as file:
            file.write(text)
        answer = subprocess.run(
            ["valgrind", "--tool=dhat", f"--dhat-out-file={out}", self.portico, "graphql", "validate", "--as-server",
             "--schema", SCHEMA, document], capture_output=True, text=True, env=self.environment)
        if answer.returncode not in (0, 1):
            raise SystemExit(f"exit code {answer.returncode}: {answer.stderr[-1000:]}")
        with open(out) as file:
            instructions = json.load(file)["te"]
        allocations = self.number(r"Total: +[\d,]+ bytes in ([\d,]+) blocks", answer.stderr)
        peak = self.number(r"At t-gmax: +([\d,]+) bytes", answer.stderr)
        said = [line for line in answer.stderr.splitlines() if line.startswith(document)]
        verdict = re.sub(r"^(:\d+:\d+)?:? ", "", said[0][len(document):]) if said else "taken"
        return (instructions, allocations, peak), verdict

    @staticmethod
    def number(pattern, text):
        found = re.search(pattern, text)
        if not found:
            raise SystemExit("valgrind said: " + text[-1000:])
        return int(found[1].replace(",", ""))


def rows(probe):
    """What each document costs beyond the shortest, beside a harmless one of its size."""
    nothing, _ = probe.run("{__typename}")
    # What is refused before it is checked costs less than the shortest that is taken.
    beyond = lambda cost: [max(0, value - base) for value, base in zip(cost, nothing)]
    usual = {}
    for name, text in HOSTILE.items():
        size = len(text)
        about = -(-size // 2048) * 2048
        if about not in usual:
            cost, verdict = probe.run(harmless(about))
            if verdict != "taken":
                raise SystemExit(f"the harmless document of {about} bytes is refused: {verdict}")
            usual[about] = [value / about for value in beyond(cost)]
        cost, verdict = probe.run(text)
        yield name, size, beyond(cost), [round(value * size) for value in usual[about]], verdict


def table(found):
    lines = ["| document | bytes | instructions a byte | harmless | allocations | harmless | KiB at the peak | harmless "
             "| verdict |", "|---|--:|--:|--:|--:|--:|--:|--:|---|"]
    for name, size, cost, usual, verdict in found:
        short = verdict if len(verdict) < 75 else verdict[:72] + "…"
        cells = [name, f"{size:,}", f"{cost[0] / size:,.0f}", f"{usual[0] / size:,.0f}", f"{cost[1]:,}",
                 f"{usual[1]:,}", f"{cost[2] // 1024:,}", f"{usual[2] // 1024:,}",
                 short.replace("|", "\\|")]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portico", default=os.path.join(ROOT, ".build/release/portico"))
    parser.add_argument("--record", action="store_true", help="write Benchmarks/HOSTILE.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portico-hostile-", dir="/tmp") as folder:
        found = list(rows(Probe(os.path.abspath(arguments.portico), folder)))
    ratios = [(cost[measure] / max(1, max(other[3][measure] for other in found)), what, name)
              for name, _, cost, _, _ in found
              for measure, what in enumerate(["instructions", "allocations"])]
    worst = [max(entry for entry in ratios if entry[1] == what) for what in dict.fromkeys(r[1] for r in ratios)]
    said = "\n".join(f"- {what}: at most {ratio:.1f} times the dearest harmless document ({name})"
                     for ratio, what, name in worst)
    held, name = max((cost[2] / size, name) for name, size, cost, _, _ in found)
    said += f"\n- bytes at the peak: at most {held:.1f} for each of the document ({name})"
    print(table(found) + "\n\n" + said)
    if arguments.record:
        with open(RESULTS, "w") as file:
            file.write(INTRODUCTION + "\n" + table(found) + "\n\n" + said + "\n")
    if max(worst)[0] > BOUND or held > HELD:
        raise SystemExit(f"that is more than {BOUND} times, or more than {HELD} bytes held for each")


if __name__ == "__main__":
    main()
