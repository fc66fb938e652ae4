"""One server for all tests. SEED and OPERATIONS choose what is asked, and a table at the end tells what it came to."""
import os

import pytest

from portico_server import program, running
from tally import Tally
from world import World

SEED = int(os.environ.get("SEED", "1"))
OPERATIONS = int(os.environ.get("OPERATIONS", "400"))
TALLY = Tally()


@pytest.fixture(scope="session")
def world():
    # The reference has no clock: what is refused for its time on a busy machine would look like another answer.
    patience = {f"PORTICO_LIMIT_{name}": "60" for name in ("STATEMENT_SECONDS", "DEADLINE_SECONDS")}
    patience |= {f"PORTICO_LIMIT_{name}": "5000" for name in ("PLANNING_MILLISECONDS", "VALIDATION_MILLISECONDS")}
    with running(program(), **patience) as server:
        yield World(server)


def pytest_report_header():
    return f"SEED={SEED} OPERATIONS={OPERATIONS}"


def pytest_terminal_summary(terminalreporter):
    if TALLY.operations:
        for line in (*TALLY.lines(), f"SEED={SEED}: {TALLY.operations} operations"):
            terminalreporter.write_line(line)
