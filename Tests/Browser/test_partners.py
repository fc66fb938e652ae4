"""The operator's day: partners are added, changed, suspended and reopened, and their admins invited and managed.

A server of its own, with a mail server: companies are made here, and one of the demonstration is suspended.
"""
import os
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR, USER, Portal
from portico_server import ask, running
from test_accessibility import findings as found_by_axe
from test_mails import parts, post_office, smtp, until

PASSWORD = "three wet hats behind a moped"
LOOKS = [("light", 1280), ("light", 320), ("dark", 1280), ("dark", 320)]


@pytest.fixture(scope="module")
def office():
    with post_office() as post:
        yield post


@pytest.fixture(scope="module")
def server(binary, office):
    with running(binary, **smtp(office)) as server:
        yield server


@pytest.fixture
def desk(page, server):
    """The list of partners, by the operator."""
    server.sql("DELETE FROM sign_in_attempt; UPDATE organization SET status = 'ACTIVE'")
    desk = Portal(page, server.url)
    desk.sign_in(OPERATOR)
    desk.open("/admin/partners")
    expect(page.get_by_role("row", name="Nordlys Security AS")).to_be_visible()
    return desk


def findings(page, name):
    """What axe says in every look; with SHOTS, a picture of each."""
    found = found_by_axe(page)
    if folder := os.environ.get("SHOTS"):
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=os.path.join(folder, f"{name}-{scheme}-{width}.png"), full_page=True)
        page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


def open_partner(page, name="Nordlys Security AS"):
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(page.get_by_role("region", name="Administrators").get_by_role("table")).to_be_visible()


def fill_addition(page, name, admin, email):
    page.get_by_role("button", name="Add partner").click()
    dialog = page.get_by_role("dialog", name="Add a partner")
    expect(dialog.get_by_label("Name", exact=True)).to_be_focused()
    dialog.get_by_label("Name", exact=True).fill(name)
    dialog.get_by_label("Time zone").select_option("Europe/Stockholm")
    dialog.get_by_role("checkbox", name="MSSP").check()
    dialog.get_by_role("group", name="MSSP").get_by_label("Currency").fill("sek")
    dialog.get_by_label("Name of the administrator").fill(admin)
    dialog.get_by_label("E-mail").fill(email)
    return dialog


def link_for(office, address):
    """The link of the newest mail to somebody."""
    def found():
        return [mail for _, recipients, mail in office.mails if recipients == [address]]
    until(found)
    text = parts(found()[-1])["text/plain"]
    return re.search(r"https?://\S+/welcome#[\w-]{43}", text)[0]


def test_d4_05_d4_06_d4_08_the_operators_day(desk, page, server, office, browser, browser_context_args):
    dialog = fill_addition(page, "Aurora Watch AB", "Astrid Ek", "astrid@aurora.test")
    dialog.get_by_role("button", name="Add partner").click()
    expect(page.get_by_role("heading", level=1, name="Aurora Watch AB")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Astrid Ek is invited by mail.")).to_be_visible()
    admins = page.get_by_role("region", name="Administrators")
    expect(admins.get_by_role("row", name="Astrid Ek")).to_contain_text("Invited")
    expect(page.get_by_role("region", name="Partnerships")).to_contain_text("SEK · Europe/Stockholm")

    # The mail's link, in another browser.
    context = browser.new_context(**browser_context_args)
    other = context.new_page()
    other.goto(link_for(office, "astrid@aurora.test"))
    expect(other.get_by_role("heading", level=1, name="Welcome, Astrid Ek")).to_be_visible()
    expect(other.get_by_role("main")).to_contain_text("Aurora Watch AB has invited you")
    other.get_by_role("textbox", name="New password").fill(PASSWORD)
    other.get_by_role("button", name="Start").click()
    door = Portal(other, server.url)
    if "/login" in other.url:
        door.submit("astrid@aurora.test", PASSWORD)
    expect(other.get_by_role("button", name="Account of Astrid Ek")).to_be_visible()
    door.open("/settings/audit")
    expect(other.get_by_role("row", name=re.compile("Company added"))).to_be_visible()

    # Suspended: the admin's next request is refused, and so is another sign-in.
    page.reload()
    expect(admins.get_by_role("row", name="Astrid Ek")).to_contain_text("Active")
    page.get_by_role("button", name="Suspend").click()
    question = page.get_by_role("dialog", name="Suspend Aurora Watch AB?")
    expect(question).to_contain_text("1 session ends at once.")
    expect(question.get_by_role("button", name="Cancel")).to_be_focused()
    question.get_by_role("button", name="Suspend").click()
    expect(page.get_by_role("status").filter(has_text="Aurora Watch AB is suspended.")).to_be_visible()
    expect(page.locator(".page-head .badge")).to_have_text("Suspended")
    other.get_by_role("navigation", name="Main").get_by_role("link", name="Users", exact=True).click()
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()
    door.submit("astrid@aurora.test", PASSWORD)
    expect(other.get_by_role("alert")).to_be_visible()

    # Reopened: signing in works again, with a new session.
    page.get_by_role("button", name="Reopen").click()
    page.get_by_role("dialog").get_by_role("button", name="Reopen").click()
    expect(page.locator(".page-head .badge")).to_have_text("Active")
    door.submit("astrid@aurora.test", PASSWORD)
    expect(other.get_by_role("button", name="Account of Astrid Ek")).to_be_visible()
    context.close()


def test_d4_05_what_is_wrong_stands_at_its_field_and_what_was_typed_is_not_lost(desk, page):
    dialog = fill_addition(page, " ", "Nora", ADMIN)
    dialog.get_by_role("checkbox", name="Lead buyer").check()
    terms = dialog.get_by_role("group", name="Lead buyer")
    terms.get_by_label("Currency").fill("QQQ")
    dialog.get_by_role("button", name="Add partner").click()
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_label("Name", exact=True)).to_have_accessible_description("The name can't be empty.")
    expect(terms.get_by_label("Currency")).to_have_accessible_description(re.compile("three letters, such as EUR"))
    assert findings(page, "add") == []
    dialog.get_by_label("Name", exact=True).fill("Aurora Lead AB")
    terms.get_by_label("Currency").fill("EUR")
    dialog.get_by_role("button", name="Add partner").click()
    expect(dialog.get_by_label("E-mail")).to_have_accessible_description("This e-mail address is taken.")
    dialog.get_by_role("checkbox", name="MSSP").uncheck()
    dialog.get_by_role("checkbox", name="Lead buyer").uncheck()
    dialog.get_by_role("button", name="Add partner").click()
    expect(dialog.get_by_text("Choose at least one partnership.")).to_be_visible()
    page.keyboard.press("Escape")
    question = page.get_by_role("alertdialog", name="Leave without saving?")
    expect(question.get_by_role("button", name="Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Name", exact=True)).to_have_value("Aurora Lead AB")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert desk.ask("{ organizations(filter: {search: \"lead ab\"}) { totalCount } }", realm="OPERATOR")[
        "data"]["organizations"]["totalCount"] == 0


def test_d4_08_partners_are_searched_filtered_and_sorted_in_the_address(desk, page, server):
    assert findings(page, "list") == []
    page.get_by_role("searchbox").fill("nordlys")
    page.wait_for_url("**/admin/partners?q=nordlys")
    expect(page.locator(".page-head__count")).to_have_text("1")
    expect(page.get_by_role("row", name="Nordlys Security AS")).to_contain_text("MSSP")
    page.get_by_role("combobox", name="Status", exact=True).select_option("SUSPENDED")
    expect(page.get_by_role("heading", name="No partner matches")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
    expect(page.get_by_role("row", name="Nordlys Security AS")).to_be_visible()
    page.get_by_role("button", name="Since").click()
    page.wait_for_url("**sort=CREATED_AT*")
    assert server.sql("select count(*) from organization") == page.locator(".page-head__count").inner_text()


def test_d4_08_a_partner_and_its_partnerships_are_changed(desk, page):
    open_partner(page, "Kumo Networks K.K.")
    page.get_by_role("button", name="Edit", exact=True).first.click()
    dialog = page.get_by_role("dialog", name="Edit Kumo Networks K.K.")
    dialog.get_by_label("Legal name").fill("Kumo Networks Kabushiki Kaisha")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Facts")).to_contain_text("Kumo Networks Kabushiki Kaisha")
    page.get_by_role("button", name="Add partnership").click()
    dialog = page.get_by_role("dialog", name="Add a partnership to Kumo Networks K.K.")
    dialog.get_by_label("Kind").select_option("RESELLER")
    dialog.get_by_label("Name of the partnership").fill("Kumo resale")
    dialog.get_by_label("Reporting periods begin on day").fill("31")
    dialog.get_by_role("button", name="Add partnership").click()
    expect(dialog.get_by_label("Reporting periods begin on day")).to_have_accessible_description(
        re.compile("from 1 to 28"))
    dialog.get_by_label("Reporting periods begin on day").fill("5")
    dialog.get_by_role("button", name="Add partnership").click()
    partnerships = page.get_by_role("region", name="Partnerships")
    expect(partnerships.get_by_role("row", name="Kumo resale")).to_contain_text("Periods begin on day 5")
    page.get_by_role("button", name="Edit Kumo resale").click()
    dialog = page.get_by_role("dialog", name="Edit Kumo resale")
    dialog.get_by_label("Status").select_option("ENDED")
    dialog.get_by_role("button", name="Save").click()
    question = page.get_by_role("alertdialog", name="Are you sure?")
    expect(question).to_contain_text("No customer can be added to Kumo resale any more.")
    expect(question.get_by_role("button", name="No, go back")).to_be_focused()
    assert findings(page, "question") == []
    question.get_by_role("button", name="Yes, change it").click()
    expect(partnerships.get_by_role("row", name="Kumo resale")).to_contain_text("Ended")


def test_d4_08_admins_are_invited_and_users_managed_within_the_guards(desk, page, server, office):
    open_partner(page)
    assert findings(page, "partner") == []
    page.get_by_role("button", name="Invite administrator").click()
    dialog = page.get_by_role("dialog", name="Invite an administrator of Nordlys Security AS")
    dialog.get_by_label("Name of the administrator").fill("Bo Berg")
    dialog.get_by_label("E-mail").fill(USER)
    dialog.get_by_role("button", name="Invite").click()
    expect(dialog.get_by_label("E-mail")).to_have_accessible_description("This e-mail address is taken.")
    dialog.get_by_label("E-mail").fill("bo@nordlys.test")
    dialog.get_by_role("button", name="Invite").click()
    admins = page.get_by_role("region", name="Administrators")
    expect(admins.get_by_role("row", name="Bo Berg")).to_contain_text("Invited")
    first = link_for(office, "bo@nordlys.test")
    # Its time is over: another one.
    server.sql("UPDATE invitation SET created_at = created_at - interval '8 days',"
               "expires_at = expires_at - interval '8 days' WHERE ending IS NULL")
    page.reload()
    expect(admins.get_by_role("row", name="Bo Berg")).to_contain_text("The link works no more")
    page.get_by_role("button", name="Invite Bo Berg again").click()
    expect(admins.get_by_role("row", name="Bo Berg")).to_contain_text("The link works until")
    until(lambda: link_for(office, "bo@nordlys.test") != first)
    # What was written wrongly is put right, and no e-mail is shown (K6).
    page.get_by_role("button", name="Edit Bo Berg").click()
    dialog = page.get_by_role("dialog", name="Edit Bo Berg")
    expect(dialog.get_by_label("Another e-mail")).to_have_value("")
    dialog.get_by_label("Another e-mail").fill("bo.berg@nordlys.test")
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("alertdialog", name="Are you sure?").get_by_role("button", name="Yes, change it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    link_for(office, "bo.berg@nordlys.test")
    expect(page.get_by_text("@nordlys.test")).to_have_count(0)

    # The only active admin stays one, and active.
    admin = server.sql(f"select name from app_user where email = '{ADMIN}'")
    page.get_by_role("button", name=f"Disable {admin}").click()
    dialog = page.get_by_role("dialog", name=f"Disable {admin}?")
    expect(dialog.get_by_role("alert")).to_contain_text("The company needs an active admin")
    dialog.get_by_role("button", name="Cancel").click()
    # Somebody else is disabled, enabled, and made an admin.
    user = server.sql(f"select name from app_user where email = '{USER}'")
    page.get_by_role("button", name=f"Disable {user}").click()
    page.get_by_role("dialog").get_by_role("button", name="Disable").click()
    page.get_by_role("button", name=f"Enable {user}").click()
    page.get_by_role("dialog").get_by_role("button", name="Enable").click()
    expect(page.get_by_role("button", name=f"Disable {user}")).to_be_visible()
    page.get_by_role("button", name=f"Edit {user}").click()
    dialog = page.get_by_role("dialog", name=f"Edit {user}")
    expect(dialog.get_by_role("combobox", name="Role")).to_be_visible()
    expect(dialog.get_by_label("Another e-mail")).to_have_count(0)
    dialog.get_by_label("Role").select_option("ADMIN")
    dialog.get_by_role("button", name="Save").click()
    question = page.get_by_role("alertdialog", name="Are you sure?")
    expect(question).to_contain_text("An admin sees and changes everything of the company")
    question.get_by_role("button", name="Yes, change it").click()
    expect(admins.get_by_role("row", name=user)).to_contain_text("Active")


def test_d4_08_who_was_slower_is_told_and_finds_how_it_is_now(desk, page, server):
    open_partner(page, "Leadhaus GmbH")
    page.get_by_role("button", name="Edit", exact=True).first.click()
    dialog = page.get_by_role("dialog", name="Edit Leadhaus GmbH")
    dialog.get_by_label("Name", exact=True).fill("Leadhaus AG")
    server.sql("UPDATE organization SET legal_name = 'Leadhaus Holding' WHERE name = 'Leadhaus GmbH'")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else has changed this partner")
    expect(dialog.get_by_label("Name", exact=True)).to_have_value("Leadhaus AG")
    dialog.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_role("region", name="Facts")).to_contain_text("Leadhaus Holding")
    page.get_by_role("button", name="Edit", exact=True).first.click()
    dialog.get_by_label("Name", exact=True).fill("Leadhaus AG")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="Leadhaus AG")).to_be_visible()


def test_d4_31_a_partner_at_the_operators_partners_is_a_stranger(page, server):
    server.sql("DELETE FROM sign_in_attempt; UPDATE organization SET status = 'ACTIVE'")
    portal = Portal(page, server.url)
    portal.sign_in(ADMIN)
    portal.open("/admin/partners")
    page.wait_for_url("**/admin/login?*")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    refused = ask(server.url, "{ organizations { totalCount } }")
    assert refused["errors"]
