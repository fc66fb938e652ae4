"""What the owner of an installation learns of the audit log at the machine: the whole program, on a database of its own."""
import os
import re
import subprocess
import time

import pytest

from portico_server import program, running, sign_in

PATIENCE = 30
NORDLYS = "organization_id = (select id from organization where name = 'Nordlys Security AS')"


@pytest.fixture(scope="module")
def installation():
    with running(program()) as server:
        sign_in(server.url, "admin@nordlys.test")
        yield server


def portico(server, *arguments, **streams):
    """Runs the program on the server's database, as the owner of the installation."""
    with open(os.path.join(server.home, "password")) as file:
        password = file.read().strip()
    database = f"postgresql://portico_admin:{password}@/portico?host={server.home}/s"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PORTICO_", "DATABASE_"))}
    environment |= {"DATABASE_URL": database, "PORTICO_SECRET": "x" * 64, "PORTICO_FILES": os.getcwd()}
    return subprocess.run([program(), *arguments], env=environment, text=True, stdout=subprocess.PIPE, **streams)


def doctor(server):
    """Its exit status, and what it says of the chains."""
    done = portico(server, "doctor", "--audit")
    lines = done.stdout.splitlines()
    first = next(place for place, line in enumerate(lines) if " audit of " in line)
    return done.returncode, lines[first:]


def test_d4_32_what_was_just_done_is_sealed_a_moment_later(installation):
    end = time.monotonic() + PATIENCE
    while installation.sql("select count(*) from audit_event where seq is null") != "0":
        assert time.monotonic() < end
        time.sleep(0.1)
    status, lines = doctor(installation)
    assert status == 0, lines
    [line] = [line for line in lines if "Nordlys Security AS" in line]
    assert re.fullmatch(r"ok     audit of Nordlys Security AS: \d+ events sealed, 0 waiting, 0 with the personal part "
                        r"erased; the newest is [0-9a-f]{64}", line)
    newest = installation.sql(f"select hash from audit_event where {NORDLYS} order by seq desc limit 1")
    assert line.endswith(newest)


@pytest.mark.parametrize(("change", "undo", "told"), [
    ("update audit_event set action = 'x.y' where {here} and seq = 5",
     "update audit_event set action = 'session.created' where {here} and seq = 5",
     "broken at event 5: it is not the one that was sealed there"),
    ("create table kept as select * from audit_event where {here} and seq = 7; "
     "delete from audit_event where {here} and seq = 7", None, "broken at event 7: it is missing"),
])
def test_invariant_17_a_change_from_below_is_noticed_and_the_place_is_said(installation, change, undo, told):
    before = installation.sql(f"select action from audit_event where {NORDLYS} and seq = 5")
    installation.sql("set session_replication_role = replica; " + change.format(here=NORDLYS) + ";")
    status, lines = doctor(installation)
    assert status == 1
    wrong = [place for place, line in enumerate(lines) if line.startswith("WRONG")]
    assert [lines[place + 1].strip() for place in wrong] == [told]
    assert "Nordlys Security AS" in lines[wrong[0]]
    if undo:
        undo = undo.replace("session.created", before).format(here=NORDLYS)
        installation.sql(f"set session_replication_role = replica; {undo};")
        assert doctor(installation)[0] == 0


@pytest.mark.parametrize("password, status", [("fourteen chars", 1), ("fifteen chars, ", 0)])
def test_d4_38_a_password_set_at_the_machine_has_as_many_characters_as_the_portal_asks_for(installation, password, status):
    done = portico(installation, "user", "set-password", "--email", "marketing@nordlys.test", input=password + "\n",
                   stderr=subprocess.PIPE)
    assert (done.returncode, "15 characters" in done.stderr) == (status, status != 0), done.stderr
