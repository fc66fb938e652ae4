"""One's own name, language and company, changed under Account: on a server of its own, for others read those names."""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN, MARKETING, OPERATOR, PORTAL_USER, USER, Portal
from portico_server import running

ACCOUNTS = [(USER, "/settings/account", "Change name or language"), (OPERATOR, "/admin/account", "Change name"),
            (PORTAL_USER, "/portal/fjord/account", "Change name")]


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def account(page, server):
    """Opens somebody's account page."""
    def start(email, path="/settings/account"):
        server.sql("DELETE FROM sign_in_attempt")
        door = Portal(page, server.url)
        door.sign_in(email)
        door.open(path)
        expect(page.get_by_role("region", name="Password")).to_be_visible()
        return door
    return start


def test_a_form_takes_the_focus_and_cancel_gives_it_back(account, page):
    account(ADMIN)
    for button in ["Change company", "Change name or language", "Change e-mail", "Change password", "Turn on"]:
        opener = page.get_by_role("button", name=button, exact=True)
        opener.click()
        expect(page.get_by_role("button", name="Cancel")).to_be_visible()
        expect(page.locator("form input:focus")).to_have_count(1)
        page.get_by_role("button", name="Cancel").click()
        expect(opener).to_be_focused()


def test_two_forms_that_ask_for_the_password_each_have_a_field_of_their_own(account, page):
    account(ADMIN)
    forms = {"Change e-mail": "Change e-mail", "Change password": "Change password", "Turn on": "Turn on"}
    for button, name in forms.items():
        page.get_by_role("button", name=button, exact=True).click()
        field = page.get_by_role("form", name=name).get_by_label("Current password", exact=True)
        field.fill(name)
        expect(field).to_have_value(name)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("email, path, button", ACCOUNTS)
def test_d2_04_everybody_changes_the_own_name_and_reads_it_everywhere_at_once(account, page, email, path, button):
    account(email, path)
    page.get_by_role("button", name=button, exact=True).click()
    name = page.get_by_role("textbox", name="Name", exact=True)
    expect(name).not_to_have_value("")
    name.fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Enter your name.")).to_be_visible()
    name.fill("Robin Vik")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Robin Vik")).to_be_focused()
    expect(page.get_by_text("Your account is changed.")).to_be_visible()
    expect(page.get_by_role("button", name="Account of Robin Vik")).to_be_visible()


def test_d2_04_a_partners_user_chooses_the_language_and_time_zone(account, page):
    account(MARKETING)
    page.get_by_role("button", name="Change name or language", exact=True).click()
    page.get_by_role("combobox", name="Language").select_option("de-DE")
    page.get_by_role("combobox", name="Time zone").select_option("Asia/Tokyo")
    page.get_by_role("button", name="Save", exact=True).click()
    facts = page.get_by_role("region", name="Your account")
    expect(facts).to_contain_text("Asia/Tokyo")
    expect(facts).to_contain_text("1.234,56")


def test_d4_26_an_administrator_changes_how_the_company_is_reached_and_nobody_else_may(account, page):
    account(ADMIN)
    company = page.get_by_role("region", name="Company")
    company.get_by_role("button", name="Change company").click()
    company.get_by_role("textbox", name="Phone").fill("+47 22 11 00 00")
    company.get_by_role("textbox", name="Address").fill("Nygata 4\n5015 Bergen")
    company.get_by_role("button", name="Save").click()
    expect(company.get_by_role("link", name="+47 22 11 00 00")).to_be_visible()
    expect(company).to_contain_text("5015 Bergen")
    expect(page.get_by_text("The company is changed.")).to_be_visible()
    page.context.clear_cookies()
    account(USER)
    expect(company).to_contain_text("5015 Bergen")
    expect(company.get_by_role("button")).to_have_count(0)
