"""Running as somebody else, in the explorer: who may, whom they find, what they see meanwhile, and the way back.

A server of its own: who may look is changed here.
"""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR, PORTAL_ADMIN, USER, Portal
from explorer_page import open_explorer
from portico_server import running
from test_accessibility import findings

QUERY = "query Count { viewer { email role impersonator { name } } customers { totalCount } }"


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def portal(page, server):
    server.sql("DELETE FROM sign_in_attempt; UPDATE view_as SET ended_at = coalesce(ended_at, now());"
               "UPDATE organization SET support_access_until = NULL")
    return Portal(page, server.url)


def explorer_of(portal, page, email, path="/explorer"):
    portal.sign_in(email)
    explorer = open_explorer(portal, page, path)
    expect(page.get_by_text("Where operations start")).to_be_visible()
    return explorer


def search(page, label="Person or customer"):
    page.get_by_role("button", name="Run as…").click()
    field = page.get_by_role("combobox", name=label)
    expect(field).to_be_focused()
    return field


def confirm(page, name):
    dialog = page.get_by_role("dialog", name=f"View the portal as {name}?")
    expect(dialog).to_contain_text("audit log")
    dialog.get_by_role("button", name=f"View as {name}").click()
    expect(page.locator("#banner")).to_contain_text(f"You see the portal as {name}. Nothing can be changed.")


def own_name(server, email):
    table = "operator_user" if email == OPERATOR else "app_user"
    return server.sql(f"select name from {table} where email = '{email}'").strip()


def test_an_admin_runs_the_query_as_a_user_sees_what_the_user_sees_and_comes_back(portal, page, server):
    explorer = explorer_of(portal, page, ADMIN)
    explorer.write(QUERY, "")
    explorer.run_by_key()
    expect(explorer.tree).to_contain_text(f'"{ADMIN}"')
    name = own_name(server, USER)
    field = search(page)
    field.fill(USER)
    option = page.get_by_role("option", name=name)
    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("option")).to_have_count(1)
    field.press("Enter")
    confirm(page, name)
    expect(page.locator("#banner")).to_contain_text(f"Signed in: {own_name(server, ADMIN)}.")
    # The request came along, and nobody ran it.
    expect(explorer.query).to_have_value(QUERY)
    expect(explorer.tree).to_have_count(0)
    explorer.is_valid()
    explorer.run()
    expect(explorer.tree).to_contain_text(f'"{USER}"')
    expect(explorer.tree).to_contain_text("totalCount: 3")
    # The schema is the user's: no fields that are an admin's.
    explorer.write("{ apiKeys { totalCount } auditEvents { totalCount } }", "")
    expect(explorer.verdict).to_have_text("2 problems")
    page.get_by_role("searchbox", name="Search the schema").fill("ApiKey")
    expect(page.get_by_role("button", name="ApiKey", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Run as…")).to_have_count(0)
    explorer.write('mutation { updateProfile(input: {name: "Mallory"}) { userErrors { code } } }', "")
    explorer.run()
    expect(page.get_by_role("list", name="Errors")).to_contain_text("READ_ONLY")
    page.get_by_role("button", name="Stop viewing").click()
    expect(page.locator("#banner")).to_be_empty()
    # Back in the explorer, as oneself, with what was open before and nothing of the other's.
    expect(explorer.query).to_have_value(QUERY)
    assert page.url.endswith("/explorer")
    page.get_by_role("button", name="History").click()
    expect(page.get_by_role("button", name="Star query Count")).to_have_count(1)
    assert "Mallory" not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    told = server.sql("select string_agg(action, ' ' order by occurred_at) from audit_event where action like 'view_as%'")
    assert "view_as" in told
    explorer.run()
    expect(explorer.tree).to_contain_text(f'"{ADMIN}"')


def test_the_operator_runs_as_people_of_companies_that_allow_it_alone(portal, page, server):
    explorer = explorer_of(portal, page, OPERATOR, "/admin/explorer")
    explorer.write("{ viewer { email } }", "")
    field = search(page, "Company of the person")
    field.fill("Nordlys")
    dialog = page.get_by_role("dialog", name="Run as somebody else")
    expect(dialog.get_by_role("status")).to_contain_text("allows no access by the operator")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Run as…")).to_be_focused()
    server.sql("UPDATE organization SET support_access_until = now() + interval '1 day' WHERE name LIKE 'Nordlys%'")
    search(page, "Company of the person").fill("Nordlys")
    name = own_name(server, USER)
    page.get_by_role("option", name=name).click()
    confirm(page, name)
    expect(page.locator("#banner")).to_contain_text(f"Signed in: {own_name(server, OPERATOR)}.")
    expect(explorer.query).to_have_value("{ viewer { email } }")
    explorer.run()
    expect(explorer.tree).to_contain_text(f'"{USER}"')
    page.get_by_role("button", name="Stop viewing").click()
    expect(page.locator("#banner")).to_be_empty()
    expect(page).to_have_url(f"{portal.base_url}/admin/explorer")
    expect(explorer.query).to_have_value("{ viewer { email } }")


def test_an_admin_runs_as_somebody_of_a_customers_portal(portal, page, server):
    explorer = explorer_of(portal, page, ADMIN)
    explorer.write("{ viewer { role email } }", "")
    field = search(page)
    field.fill("fjord")
    name = server.sql(f"select name from portal_user where email = '{PORTAL_ADMIN}'").strip()
    option = page.get_by_role("option", name=name)
    expect(option).to_contain_text("Portal, Fjord Shipping AS")
    option.click()
    confirm(page, name)
    expect(explorer.query).to_have_value("{ viewer { role email } }")
    assert "/portal/fjord/explorer" in page.url
    explorer.run()
    expect(explorer.tree).to_contain_text('"PORTAL_ADMIN"')
    explorer.write("{ leads { totalCount } customers { totalCount } }", "")
    expect(explorer.verdict).to_have_text("1 problem")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Explorer")).to_be_visible()
    assert findings(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Stop viewing").click()
    expect(page.locator("#banner")).to_be_empty()
    expect(page).to_have_url(f"{portal.base_url}/explorer")
    expect(explorer.query).to_have_value("{ viewer { role email } }")


def test_people_of_a_portal_have_no_explorer_of_their_own(portal, page):
    portal.sign_in(PORTAL_ADMIN)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Explorer")).to_have_count(0)
    portal.open("/portal/fjord/explorer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not for this account")


def test_a_user_is_offered_nobody(portal, page):
    explorer_of(portal, page, USER)
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Run as…")).to_have_count(0)


def test_people_are_found_by_keys_alone(portal, page):
    explorer_of(portal, page, ADMIN)
    field = search(page)
    options = page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.fill("nobody is called like this")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("No people.")
    field.press("Enter")
    expect(field).to_be_visible()


@pytest.mark.parametrize("state", ["the search", "somebody's explorer"])
def test_axe_finds_nothing_and_nothing_is_too_wide(portal, page, server, state):
    explorer_of(portal, page, ADMIN)
    field = search(page)
    field.fill(USER)
    name = own_name(server, USER)
    expect(page.get_by_role("option", name=name)).to_have_attribute("aria-selected", "true")
    if state != "the search":
        field.press("Enter")
        confirm(page, name)
        expect(page.get_by_text("Where operations start")).to_be_visible()
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_link_that_names_an_operation_has_the_caret_there(portal, page):
    portal.sign_in(ADMIN)
    explorer = open_explorer(
        portal, page, "/explorer#query=query+A+%7B+viewer+%7B+role+%7D+%7D+query+B+%7B+viewer+%7B+email+%7D+%7D&operationName=B")
    expect(page.get_by_role("combobox", name="Operation to run")).to_have_value("1")
    explorer.run()
    expect(explorer.tree).to_contain_text(f'"{ADMIN}"')
    expect(explorer.tree).not_to_contain_text("role")
