"""API keys: the list that administrators see, and what a program gets with one."""
import hashlib
import time

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, MARKETING, USER
from portico_server import ask, program, running

KEYS = """{ apiKeys(first: 50, orderBy: [{field: CREATED_AT, direction: DESC}]) { totalCount
  nodes { name prefix state scopes partnership { name } } } }"""
STATES = {"Active": "ACTIVE", "Being replaced": "GRACE", "Replaced": "RETIRED", "Revoked": "REVOKED",
          "Expired": "EXPIRED"}
SECRET = "pk_" + "k" * 43
PATIENCE = 30


@pytest.fixture
def keys(signed_in, page):
    """The list as the administrator sees it, and what the API says about it."""
    portal = signed_in(ADMIN)
    portal.open("/settings/api-keys")
    expect(page.locator("tbody .badge").first).to_be_visible()
    return portal.ask(KEYS)["data"]["apiKeys"]


def test_the_list_shows_each_key_by_its_beginning(keys, page):
    expect(page.locator(".page-head__count")).to_have_text(str(keys["totalCount"]))
    assert page.locator("tbody code").all_inner_texts() == [f"{key['prefix']}…" for key in keys["nodes"]]
    assert {key["state"] for key in keys["nodes"]} == set(STATES.values())


@pytest.mark.parametrize("label", STATES)
def test_section_4_2_a_state_is_filtered_by_the_address(keys, page, label):
    page.get_by_label("State", exact=True).select_option(label=label)
    page.wait_for_url(f"**/settings/api-keys?state={STATES[label]}")
    names = [key["name"] for key in keys["nodes"] if key["state"] == STATES[label]]
    expect(page.locator("tbody .badge")).to_have_text([label] * len(names))


@pytest.mark.parametrize("who", [USER, MARKETING])
def test_only_administrators_open_the_keys(signed_in, page, who):
    signed_in(who).open("/settings/api-keys")
    expect(page.get_by_role("heading", name="Not for this account")).to_be_visible()


@pytest.fixture(scope="module")
def server():
    """A server with a key of Nordlys' reseller partnership."""
    with running(program()) as server:
        digest = hashlib.sha256(SECRET.encode()).hexdigest()
        server.sql(f"""with k as (
            insert into api_key (organization_id, partnership_id, partnership_type, name, prefix, scopes)
            select organization_id, id, type, 'Mine', 'pk_kkkkkk', array['ME_READ', 'CUSTOMERS_READ']
            from partnership where name = 'Nordlys Resale' returning id)
            insert into api_key_secret select id, '\\x{digest}' from k;""")
        yield server


def test_d0_20_d0_23_a_key_reads_the_customers_of_its_partnership(server):
    told = ask(server.url, "{ viewer { role name } customers(first: 100) { totalCount nodes { name } } }", token=SECRET)
    expected = server.sql("""select c.name from customer c join partnership p on p.id = c.partnership_id
        where p.name = 'Nordlys Resale' order by c.id""").splitlines()
    assert told["data"]["viewer"] == {"role": "INTEGRATION", "name": "Mine"}
    assert sorted(node["name"] for node in told["data"]["customers"]["nodes"]) == sorted(expected)


def test_its_use_is_noted(server):
    ask(server.url, "{ viewer { name } }", token=SECRET)
    end = time.monotonic() + PATIENCE
    while server.sql("select last_used_ip from api_key where name = 'Mine'") != "127.0.0.1":
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize("end", ["revoked_at = now()", "expires_at = now()", "grace_ends_at = now()"])
def test_a_key_that_has_ended_is_refused_with_the_next_request_like_one_that_never_was(server, end):
    question = "{ customers(first: 1) { totalCount } }"
    assert ask(server.url, question, token=SECRET)["data"]["customers"]["totalCount"]
    server.sql(f"update api_key set {end} where name = 'Mine';")
    refused = ask(server.url, question, token=SECRET)
    server.sql("update api_key set revoked_at = null, expires_at = null, grace_ends_at = null where name = 'Mine';")
    stranger = ask(server.url, question, token="pk_" + "x" * 43)
    assert "data" not in refused
    assert [error["message"] for error in refused["errors"]] == [error["message"] for error in stranger["errors"]]
    assert ask(server.url, question, token=SECRET)["data"]["customers"]["totalCount"]
