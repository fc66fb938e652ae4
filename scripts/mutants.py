#!/usr/bin/env python3
"""Takes away what must be open, one thing at a time, and runs the tests that should notice.

What must be closed is weakened by the tests themselves: each role and row rule of the schema in AccessRuleTests and
EveryRowTests, each policy of the app's role in WeakenedPolicyTests. This is for the rest, which a running process can't
change: what is public, and the policies of the roles that the server's functions, its worker and its owner run as.

    scripts/mutants.py              all of them, with what was built last (swift build --build-tests)
    scripts/mutants.py --list       what would be weakened
    scripts/mutants.py session      only those whose name contains one of these words

A mutant is a copy of schema.graphql, Migrations/ and Mails/ in which one of these is gone. The tests read them as they
run (Tests/TestSupport/SourceTree.swift), so nothing is built again. A mutant is killed by a test that behaves
otherwise; PermissionTests, which only compares a file with the schema, is not asked. Whoever survives is printed, and
the exit status is 1.
"""

import argparse
import concurrent.futures
import dataclasses
import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Suites that ask a running engine or a database who sees what. Those that one of the first kills never see the rest.
ROLE_SUITES = ["ExecutionTests.AccessRuleTests/together", "ExecutionTests.AccessRuleTests/alone"]
WRITE_SUITE = "PortalTests.SignInTests|PortalTests.WriteAccessTests|ExecutionTests.LeakTests|ExecutionTests.PageTests"
# What is public for those who aren't in yet, and what its functions write.
DOOR_SUITES = [
    "PortalTests.InvitationTests|PortalTests.PasswordTests|PortalTests.EmailChangeTests",
    "PortalTests.ConfirmSignInTests|PortalTests.SecondFactorTests|PortalTests.SweeperTests|"
    "PortalTests.MailDispatcherTests|PortalTests.SingleSignOnTests",
]
# What functions read and write who manage people.
PEOPLE_SUITE = (
    "PortalTests.EraseUserTests|PortalTests.ExportPersonalDataTests|PortalTests.ErasePortalUserTests|"
    "PortalTests.ViewAsTests|PortalTests.WhoLookedTests|PortalTests.IdentityProviderTests|"
    "PortalTests.TemporaryPasswordTests|PortalTests.CustomerSwitchTests|PortalTests.MailAdministrationTests|"
    "PortalTests.SummaryTests|PortalTests.NotificationPreferencesTests"
)
POLICY_SUITES = [
    "DatabaseTests.PolicyTests|DatabaseTests.WritePolicyTests|DatabaseTests.ViewerTests",
    "ExecutionTests.EveryRowTests",
    "DatabaseTests|PortalTests.SignInTests|PortalTests.UpdateCustomerTests",
]
# The suite that is nearest to a mutant by a word of its name is asked first: most are killed there, in seconds.
NEAREST = {
    "Invitation": "Invitation", "0026": "Invitation", "PasswordReset": "Password", "esetPassword": "Password",
    "EmailChange": "EmailChange", "onfirmSignIn": "ConfirmSignIn", "0035": "ConfirmSignIn",
    "SingleSignOn": "SingleSignOn", "0037": "SingleSignOn", "TemporaryPassword": "TemporaryPassword",
    "0041": "TemporaryPassword", "mail.definer": "MailAdministration", "0027": "MailDispatcher",
    "0029": "CustomerSwitch", "0033": "Sweeper", "0038": "ViewAs", "0039": "WhoLooked", "0040": "Erase",
    "0043": "Summary",
}


EVERY_SUITE = {*ROLE_SUITES, WRITE_SUITE, *POLICY_SUITES, *DOOR_SUITES, PEOPLE_SUITE}


@dataclasses.dataclass(frozen=True)
class Mutant:
    name: str
    file: str
    text: str
    suites: tuple[str, ...]


def schema_mutants():
    """One for each element that is public: it is for nobody."""
    file = "schema.graphql"
    text = (ROOT / file).read_text()
    type_name = element = ""
    start = 0
    for line in text.splitlines(keepends=True):
        if head := re.match(r"(type|interface|input|enum) (\w+)", line):
            type_name = element = head[2]
        elif field := re.match(r"  (\w+)", line):
            element = f"{type_name}.{field[1]}"
        if not line.startswith("directive "):
            for rule in re.finditer(r"@public\b", line):
                at = start + rule.start()
                yield Mutant(
                    f"{element} is for nobody", file, text[:at] + "@auth(roles: [])" + text[at + len(rule[0]):],
                    (*ROLE_SUITES, WRITE_SUITE, *DOOR_SUITES, PEOPLE_SUITE))
        start += len(line)


def policy_mutants():
    """One for each policy of another role than the app's: it isn't there."""
    paths = sorted((ROOT / "Migrations").glob("*.sql"))
    for place, path in enumerate(paths):
        text = path.read_text()
        later = "".join(other.read_text() for other in paths[place + 1:])
        for found in re.finditer(r"create policy (\w+) on (\w+) (?:for \w+ )?to (\w+)\s[^;]*;", text):
            rest = text[found.end():] + later
            if found[3] == "portico_app" or f"drop policy {found[1]} on {found[2]};" in rest:
                continue  # tested elsewhere, or another one has taken its place
            yield Mutant(
                f"{path.name} {found[2]}.{found[1]} to {found[3]} is gone", f"Migrations/{path.name}",
                text[:found.start()] + text[found.end():], (*POLICY_SUITES, *DOOR_SUITES, PEOPLE_SUITE))


def nearest(name):
    return [f"PortalTests.{suite}.*Tests" for word, suite in NEAREST.items() if word in name][:1]


def run(mutant, timeout):
    """The suite that noticed, or None; and the seconds that it took."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="portico-mutant-") as folder:
        tree = pathlib.Path(folder)
        for kept in ("Migrations", "Mails"):
            shutil.copytree(ROOT / kept, tree / kept)
        shutil.copy(ROOT / "schema.graphql", tree)
        if mutant:
            (tree / mutant.file).write_text(mutant.text)
        suites = [*nearest(mutant.name), *mutant.suites] if mutant else sorted(EVERY_SUITE)
        for suite in suites:
            if not passes(suite, tree, timeout):
                return suite, time.monotonic() - start
    return None, time.monotonic() - start


def passes(suite, tree, timeout):
    # What `swift test --skip-build` starts, without the lock that lets only one of those run at a time.
    command = [tests(), "--testing-library", "swift-testing", "--no-parallel", "--filter", suite]
    environment = {**os.environ, "PORTICO_SOURCE_TREE": str(tree)}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return False
    if done.returncode == os.EX_UNAVAILABLE or "Test run with 0 tests" in done.stdout + done.stderr:
        raise SystemExit(f"no test is called {suite}")
    return done.returncode == 0


@functools.cache
def tests():
    for binary in (ROOT / ".build" / "debug").glob("*.xctest"):
        return binary
    raise SystemExit("there are no tests; run swift build --build-tests first")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only mutants whose name contains one of these")
    parser.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at once (default: %(default)s)")
    parser.add_argument("--timeout", type=int, default=600, help="seconds for one suite (default: %(default)s)")
    options = parser.parse_args()
    mutants = [
        mutant for mutant in [*schema_mutants(), *policy_mutants()]
        if not options.words or any(word in mutant.name for word in options.words)
    ]
    if options.list:
        print("\n".join(mutant.name for mutant in mutants))
        return 0
    # Without a mutant everything must pass, or every mutant would look killed.
    if noticed := run(None, options.timeout)[0]:
        raise SystemExit(f"the tests fail without a mutant: {noticed}")
    return judge(mutants, options)


def judge(mutants, options):
    start = time.monotonic()
    survivors = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for mutant, (noticed, seconds) in zip(mutants, pool.map(lambda m: run(m, options.timeout), mutants)):
            print(f"{'killed  ' if noticed else 'SURVIVED'} {seconds:5.0f} s  {mutant.name}", flush=True)
            if not noticed:
                survivors.append(mutant.name)
    minutes = (time.monotonic() - start) / 60
    print(f"\n{len(mutants)} mutants, {len(survivors)} survivors, {minutes:.0f} minutes")
    print("\n".join(survivors))
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
