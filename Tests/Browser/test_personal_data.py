"""What is kept of people: everybody has the own, administrators that of others, and erase whom they have to. On a server
of its own, for people are gone afterwards."""
import json

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, MARKETING, OPERATOR, PORTAL_ADMIN, PORTAL_USER, USER, Portal
from portico_server import running

ACCOUNTS = [(USER, "/settings/account"), (OPERATOR, "/admin/account"), (PORTAL_USER, "/portal/fjord/account")]
TRACES = """SELECT count(*) FROM (
    SELECT to_jsonb(t)::text AS row FROM app_user t UNION ALL SELECT to_jsonb(t)::text FROM audit_detail t
    UNION ALL SELECT to_jsonb(t)::text FROM audit_change t UNION ALL SELECT to_jsonb(t)::text FROM portal_user t
    UNION ALL SELECT to_jsonb(t)::text FROM contact t) r WHERE position('{name}' IN r.row) > 0"""


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        server.traces = lambda name: int(server.sql(TRACES.format(name=name)))
        yield server


@pytest.fixture
def door(page, server):
    server.sql("DELETE FROM sign_in_attempt")
    return Portal(page, server.url)


def file_of(page, button):
    """The JSON of the file that a button saves, and what it is called."""
    with page.expect_download() as saved:
        button.click()
    with open(saved.value.path(), encoding="utf-8") as file:
        return json.load(file), saved.value.suggested_filename


@pytest.mark.parametrize("email, path", ACCOUNTS)
def test_c22_everybody_has_what_is_kept_of_them_as_a_file(door, page, email, path):
    door.sign_in(email)
    door.open(path)
    button = page.get_by_role("region", name="Your data").get_by_role("button", name="Download my data")
    found, name = file_of(page, button)
    assert found["person"]["email"] == email
    assert found["sessions"][0]["address"] == "127.0.0.1"
    assert name.endswith(".json") and name.startswith(found["person"]["name"].replace(" ", "-"))
    expect(page.get_by_text("The file is saved. The audit log says that it was made.")).to_be_visible()


def dialog(page):
    return page.get_by_role("dialog")


def erase(page, name):
    """From the open dialog on: a wrong name is told, the right one erases."""
    expect(dialog(page).get_by_role("heading", name=f"Personal data of {name}")).to_be_visible()
    dialog(page).get_by_role("button", name="Erase…").click()
    expect(dialog(page).get_by_role("heading", name=f"Erase {name}?")).to_be_visible()
    consequences = dialog(page).get_by_text("In the audit log only facts stay").or_(
        dialog(page).get_by_text("is removed for good from the contacts"))
    expect(consequences).to_be_focused()
    typed = dialog(page).get_by_role("textbox", name="Name", exact=True)
    typed.fill("Somebody")
    dialog(page).get_by_role("button", name="Erase for good").click()
    expect(dialog(page).get_by_text(f"Type the name exactly as it is written: {name}")).to_be_visible()
    expect(typed).to_have_attribute("aria-invalid", "true")
    typed.fill(name)
    typed.press("Enter")
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_text(f"{name} is erased.")).to_be_visible()


def test_c22_an_administrator_has_a_users_data_and_erases_the_user(server, door, page):
    name = server.sql(f"SELECT name FROM app_user WHERE email = '{MARKETING}'")
    assert server.traces(name) > 1
    door.sign_in(ADMIN)
    door.open("/settings/users")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    opening = page.get_by_role("button", name="Personal data")
    opening.click()
    found, _ = file_of(page, dialog(page).get_by_role("button", name="Download as a file"))
    assert found["person"]["email"] == MARKETING
    # What was begun by mistake changes nothing.
    dialog(page).get_by_role("button", name="Erase…").click()
    dialog(page).get_by_role("button", name="Cancel").click()
    expect(dialog(page)).to_have_count(0)
    expect(opening).to_be_focused()
    assert server.traces(name) > 1
    opening.click()
    erase(page, name)
    page.wait_for_url("**/settings/users")
    expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    assert server.traces(name) == 0
    door.open("/settings/audit")
    expect(page.get_by_role("link", name="User erased").first).to_be_visible()
    # The facts of whoever is gone have no name any more.
    expect(page.get_by_role("cell", name="Erased", exact=True).first).to_be_visible()


def test_c22_an_administrator_erases_whom_only_the_audit_log_still_tells_of(server, door, page):
    door.sign_in(ADMIN)
    name = server.sql("SELECT name FROM app_user WHERE email = 'wide@nordlys.test'")
    door.open("/settings/users?q=" + "wide@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(dialog(page)).to_contain_text("for good")
    dialog(page).get_by_role("button", name="Remove for good").click()
    page.wait_for_url("**/settings/users")
    assert server.traces(name) > 1
    door.open("/settings/audit?action=user.removed")
    page.get_by_role("link", name="User removed").first.click()
    page.get_by_role("button", name="Personal data").click()
    expect(dialog(page).get_by_role("button", name="Download as a file")).to_have_count(0)
    erase(page, name)
    expect(page.get_by_text("Personal details of this event were erased.").first).to_be_visible()
    expect(page.get_by_role("button", name="Personal data")).to_have_count(0)
    assert server.traces(name) == 0


def test_c22_nobody_is_offered_the_own_user_or_what_the_server_would_refuse(door, page):
    door.sign_in(ADMIN)
    door.open("/settings/users")
    page.get_by_role("link", name="Ingrid Solberg", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Ingrid Solberg")).to_be_visible()
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Personal data")).to_have_count(0)


def test_c22_a_portals_administrator_erases_a_user_of_the_portal(server, door, page):
    door.sign_in(PORTAL_ADMIN)
    door.open("/portal/fjord/people")
    expect(page.get_by_role("button", name="Personal data of Maja Öberg")).to_have_count(0)
    page.get_by_role("button", name="Personal data of Odd Strand").click()
    erase(page, "Odd Strand")
    expect(page.get_by_text("Odd Strand", exact=True)).to_have_count(0)
    assert server.traces("Odd Strand") == 0


def test_c22_an_administrator_erases_a_contact_and_a_user_is_not_offered_to(server, door, page):
    customer = server.sql("SELECT global_id(6, customer_id) FROM customer_portal WHERE slug = 'fjord'")
    name = server.sql("""SELECT name FROM contact WHERE customer_id = (
        SELECT customer_id FROM customer_portal WHERE slug = 'fjord') ORDER BY name LIMIT 1""")
    door.sign_in(USER)
    door.open(f"/customers/{customer}?tab=contacts")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=f"Personal data of {name}")).to_have_count(0)
    page.context.clear_cookies()
    door.sign_in(ADMIN)
    door.open(f"/customers/{customer}?tab=contacts")
    page.get_by_role("button", name=f"Personal data of {name}").click()
    erase(page, name)
    expect(page.get_by_role("heading", name=name, exact=True)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
