"""One server for all tests but those of rights dealt by chance. SEED, OPERATIONS and TENANTS choose what is asked, and a
table at the end tells what it came to."""
import os
from contextlib import contextmanager

import pytest

from portico_server import program, running
from tally import Tally
from world import World, fill

SEED = int(os.environ.get("SEED", "1"))
OPERATIONS = int(os.environ.get("OPERATIONS", "400"))
TENANTS = int(os.environ.get("TENANTS", "2"))
TALLY = Tally()


@contextmanager
def patient():
    """A server with all data."""
    # The reference has no clock: what is refused for its time on a busy machine would look like another answer.
    patience = {f"PORTICO_LIMIT_{name}": "60" for name in ("STATEMENT_SECONDS", "DEADLINE_SECONDS")}
    patience |= {f"PORTICO_LIMIT_{name}": "5000" for name in ("PLANNING_MILLISECONDS", "VALIDATION_MILLISECONDS")}
    with running(program(), **patience) as server:
        fill(server)
        yield server


@pytest.fixture(scope="session")
def world():
    with patient() as server:
        yield World(server)


def pytest_report_header():
    return f"SEED={SEED} OPERATIONS={OPERATIONS} TENANTS={TENANTS}"


def pytest_terminal_summary(terminalreporter):
    if TALLY.operations:
        for line in (*TALLY.lines(), f"SEED={SEED}: {TALLY.operations} operations"):
            terminalreporter.write_line(line)
