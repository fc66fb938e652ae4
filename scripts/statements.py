#!/usr/bin/env python3
"""Lists which tests prove which statements of the product's specification.

    scripts/statements.py                         every statement that a test names, with the tests
    scripts/statements.py D1-01..D1-22 G-07       these, and which of them no test names: then the exit status is 1

A test names what it proves: "D2-10 the last active admin can't be removed", test_d2_10_…. Statements are D0-01 and so
on, decisions G-01.
"""

import argparse
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Where tests are, and how their names are written.
NAMES = [
    ("Tests", "*.swift", re.compile(r'@(?:Test|Suite)\(\s*"((?:[^"\\]|\\.)*)"')),
    ("Tests", "*.py", re.compile(r"^\s*(?:async )?def (test_\w+)", re.MULTILINE)),
    ("web/test", "*.js", re.compile(r'^\s*test\(\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)),
]
STATEMENT = re.compile(r"\b(D\d|G)-(\d\d)\b")
IN_FUNCTION = re.compile(r"(?<=_)(d\d|g)_(\d\d)(?=_|$)")


def ids(name):
    """The statements that a test's name names."""
    if name.startswith("test_"):
        return [f"{part.upper()}-{number}" for part, number in IN_FUNCTION.findall(name)]
    return [f"{part}-{number}" for part, number in STATEMENT.findall(name)]


def tests():
    """Every statement with the tests that name it: file, line and name."""
    found = collections.defaultdict(list)
    for folder, pattern, named in NAMES:
        for path in sorted((ROOT / folder).rglob(pattern)):
            text = path.read_text(encoding="utf-8")
            for match in named.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                for statement in ids(match[1]):
                    found[statement].append((path.relative_to(ROOT), line, match[1]))
    return found


def wanted(ranges):
    """The statements of ranges such as D1-01..D1-22, in their order."""
    for text in ranges:
        ends = [STATEMENT.fullmatch(end) for end in text.split("..")]
        if not 1 <= len(ends) <= 2 or None in ends or len({end[1] for end in ends}) > 1:
            sys.exit(f"{text} is neither a statement, such as D1-01, nor a range of them, such as D1-01..D1-22.")
        for number in range(int(ends[0][2]), int(ends[-1][2]) + 1):
            yield f"{ends[0][1]}-{number:02}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ranges", nargs="*", metavar="STATEMENT", help="D1-01, or D1-01..D1-22")
    found = tests()
    asked = list(wanted(parser.parse_args().ranges)) or sorted(found)
    for statement in asked:
        for path, line, name in found.get(statement, []):
            print(f"{statement}  {path}:{line}  {name}")
    missing = [statement for statement in asked if statement not in found]
    if missing:
        print(f"\nNo test names {len(missing)} of {len(asked)}: {' '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
