"""One server for all tests."""
import pytest

from portico_server import program, running
from world import World


@pytest.fixture(scope="session")
def world():
    with running(program()) as server:
        yield World(server)
