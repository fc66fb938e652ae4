"""Passwords that administrators hand out, where their company wants that: on a server of its own, for people choose
others here."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, USER, Portal
from portico_server import running

OWN = "nine green bicycles by a well"
ALLOW = "UPDATE organization SET allows_temporary_passwords = {} WHERE name LIKE 'Nordlys%'"


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def door(page, server):
    server.sql("DELETE FROM sign_in_attempt;" + ALLOW.format("true"))
    return Portal(page, server.url)


def dialog(page):
    return page.get_by_role("dialog")


def read(page):
    """The password that the dialog shows, once it is made."""
    dialog(page).get_by_role("button", name="Make the password").click()
    shown = dialog(page).get_by_label("Password")
    expect(shown).to_be_focused()
    expect(shown).to_have_value(re.compile(r"^[a-z2-7]{4}(-[a-z2-7]{4}){3}$"))
    expect(dialog(page).get_by_text("Works until")).to_be_visible()
    return shown.input_value()


def choose(page, password):
    expect(page.get_by_role("heading", level=1, name="Choose your password")).to_be_visible()
    page.get_by_label("New password", exact=True).fill(password)
    page.get_by_role("button", name="Save and sign in").click()


def test_g_04_an_administrator_says_whether_the_company_wants_them(server, door, page):
    server.sql(ALLOW.format("false"))
    door.sign_in(ADMIN)
    door.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    expect(page.get_by_role("button", name="Reset password")).to_be_visible()
    expect(page.get_by_role("button", name="Temporary password")).to_have_count(0)
    door.open("/settings/account")
    company = page.get_by_role("region", name="Company")
    expect(company).to_contain_text("Not used")
    company.get_by_role("button", name="Change company").click()
    company.get_by_role("checkbox", name="Temporary passwords").check()
    company.get_by_role("button", name="Save").click()
    expect(company).to_contain_text("Handed out by administrators")
    door.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    expect(page.get_by_role("button", name="Temporary password")).to_be_visible()


def test_d2_26_a_user_is_handed_a_password_and_chooses_another_one(server, door, page, browser, browser_context_args):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    door.sign_in(ADMIN)
    door.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Temporary password").click()
    expect(dialog(page)).to_contain_text("password of now works no more")
    password = read(page)
    dialog(page).get_by_role("button", name="Copy").click()
    expect(dialog(page).get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == password
    dialog(page).get_by_role("button", name="Done").click()
    expect(dialog(page)).to_have_count(0)
    with browser.new_context(**browser_context_args) as there:
        user = Portal(there.new_page(), server.url)
        user.open("/partner/login")
        user.submit(USER, password)
        expect(user.page.get_by_label("New password", exact=True)).to_be_focused()
        choose(user.page, "short")
        expect(user.page.get_by_text("10 more characters are needed.")).to_be_visible()
        choose(user.page, "nordlys nordlys nordlys")
        expect(user.page.get_by_text("This is guessed early")).to_be_visible()
        choose(user.page, OWN)
        expect(user.page.get_by_role("button", name="Account of Jonas Berg")).to_be_visible()
    with browser.new_context(**browser_context_args) as there:
        user = Portal(there.new_page(), server.url)
        user.open("/partner/login")
        user.submit(USER, password)
        expect(user.page.get_by_text("E-mail or password is wrong.")).to_be_visible()
        user.submit(USER, OWN)
        expect(user.page.get_by_role("button", name="Account of Jonas Berg")).to_be_visible()


def test_d4_07_who_is_new_is_handed_a_password_instead_of_a_mail(server, door, page, browser, browser_context_args):
    door.sign_in(ADMIN)
    door.open("/settings/users")
    page.get_by_role("button", name="Add user").click()
    dialog(page).get_by_label("Name").fill("Nina Lund")
    dialog(page).get_by_label("E-mail").fill("nina@lund.test")
    dialog(page).get_by_role("radio", name=re.compile("^Marketing")).check()
    dialog(page).get_by_role("checkbox", name="Hand over a temporary password").check()
    dialog(page).get_by_role("button", name="Add user").click()
    expect(dialog(page).get_by_role("heading", name="A temporary password for Nina Lund")).to_be_visible()
    password = read(page)
    dialog(page).get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", level=1, name="Nina Lund")).to_be_visible()
    assert server.sql("SELECT count(*) FROM mail WHERE recipient = 'nina@lund.test'") == "0"
    with browser.new_context(**browser_context_args) as there:
        user = Portal(there.new_page(), server.url)
        user.open("/partner/login")
        user.submit("nina@lund.test", password)
        # Whoever begins anew shows the same password once more.
        expect(user.page.get_by_role("heading", level=1, name="Choose your password")).to_be_visible()
        user.page.get_by_role("button", name="Start again").click()
        user.submit("nina@lund.test", password)
        choose(user.page, OWN)
        expect(user.page.get_by_role("button", name="Account of Nina Lund")).to_be_visible()
    assert server.sql("SELECT status FROM app_user WHERE email = 'nina@lund.test'") == "ACTIVE"


def test_a_challenge_that_is_over_leads_back_to_the_beginning(server, door, page):
    door.sign_in(ADMIN)
    door.open("/settings/users?q=wide@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Temporary password").click()
    password = read(page)
    page.context.clear_cookies()
    door.open("/partner/login")
    door.submit("wide@nordlys.test", password)
    expect(page.get_by_role("heading", level=1, name="Choose your password")).to_be_visible()
    server.sql("UPDATE password_challenge SET expires_at = now()")
    choose(page, OWN)
    expect(page.get_by_text("This sign-in is over. Sign in again.")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_be_visible()
