"""Settings, users: an administrator is told why somebody sees a customer, or doesn't (G-01)."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, USER

FIND = "query ($email: String!) { users(filter: {email: {eq: $email}}) { nodes { id name } } }"


@pytest.fixture
def explain(signed_in, page):
    """Opens the dialog on somebody's page."""
    def start(email):
        portal = signed_in(ADMIN)
        portal.open("/settings/users")
        expect(page.locator(".row-link").first).to_be_visible()
        user = portal.ask(FIND, {"email": email})["data"]["users"]["nodes"][0]
        portal.open(f"/settings/users/{user['id']}")
        expect(page.get_by_role("heading", level=1, name=user["name"])).to_be_visible()
        page.get_by_role("button", name="Explain access").click()
        return page.get_by_role("dialog")
    return start


def choose(dialog, text, name):
    dialog.get_by_label("Customer", exact=True).fill(text)
    dialog.get_by_role("radio", name=name).check()


def test_g_01_who_sees_a_customer_by_an_assignment_is_told_who_made_it_and_when(explain, page):
    dialog = explain(USER)
    expect(dialog.get_by_role("heading", level=2)).to_have_text("What Jonas Berg sees, and why")
    expect(dialog.get_by_label("Customer", exact=True)).to_be_focused()
    choose(dialog, "fjord", re.compile("^Fjord"))
    reason = dialog.locator("#explain-reason")
    expect(reason).to_contain_text(re.compile(
        r"^Jonas Berg sees Fjord.* as a user of Nordlys.*, limited to selected customers: "
        r"Ingrid Solberg assigned it on \d+ \w+ \d{4}\.$"))
    expect(dialog.locator(".steps li")).to_have_count(5)
    expect(dialog.locator(".steps li").first).to_have_text("Holds: The account is confirmed and enabled.")


def test_g_01_who_doesn_t_see_it_is_told_what_is_missing(explain, page):
    dialog = explain(USER)
    dialog.get_by_label("Customer", exact=True).fill("a")
    others = dialog.get_by_role("radio")
    expect(others).to_have_count(6)
    expect(dialog.get_by_text("Type more of the name.")).to_be_visible()
    reason = dialog.locator("#explain-reason")
    said = []
    for place in range(6):
        others.nth(place).check()
        name = others.nth(place).locator("xpath=..").locator("span").first.evaluate("node => node.firstChild.data")
        expect(reason).to_contain_text(name)
        said.append(reason.inner_text())
    assert any("doesn't see" in text for text in said), said
    dialog.get_by_label("Customer", exact=True).fill("nobody is called like this")
    expect(dialog.get_by_text("No customer fits.")).to_be_visible()
    expect(reason).to_have_count(0)


@pytest.mark.parametrize("email, sentence", [
    (ADMIN, r"as an administrator, who sees every customer of Nordlys"),
    ("wide@nordlys.test", r"as a user of Nordlys.*, who sees all of its customers\.$"),
    ("marketing@nordlys.test", r"doesn't see Fjord.*: whoever works in marketing sees no customers\.$"),
    ("per@nordlys.test", r"doesn't see Fjord.*, nor anything else: the account is disabled\.$"),
])
def test_d4_37_g_01_every_role_and_state_has_its_reason(explain, email, sentence):
    dialog = explain(email)
    choose(dialog, "fjord", re.compile("^Fjord"))
    expect(dialog.locator("#explain-reason")).to_have_text(re.compile(sentence))


def test_g_01_the_dialog_works_by_keyboard_and_on_a_narrow_dark_page(explain, page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme="dark")
    dialog = explain(USER)
    search = dialog.get_by_label("Customer", exact=True)
    expect(search).to_be_focused()
    page.keyboard.type("fjord")
    expect(dialog.get_by_role("radio").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(dialog.locator("#explain-reason")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert dialog.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    dialog.locator(".steps").scroll_into_view_if_needed()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Explain access")).to_be_focused()
