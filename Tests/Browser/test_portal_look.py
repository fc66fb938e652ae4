"""A customer's portal on the customer's page: what it is called, its colour and its address, and who changes them.

A server of their own: the portal moves to another address.
"""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, USER, Portal
from portico_server import ask, running, sign_in
from test_accessibility import findings

FIND = """query ($name: String!) { customers(first: 1, filter: {search: $name}) { nodes { id } } }"""
CHANGE = """mutation ($id: ID!) { updateCustomerPortal(input: {customerId: $id, brandName: "Theirs"}) {
    userErrors { message } } }"""
BEFORE = "brand_name = 'Fjord Security Desk', brand_color = '#0b5c7a', slug = 'fjord'"


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def tab(page, server):
    """Opens the portal's tab as somebody of the partner; afterwards the portal is as it was."""
    portal = server.sql("select id from customer_portal where slug = 'fjord'")

    def show(who):
        door = Portal(page, server.url)
        door.sign_in(who)
        found = ask(server.url, FIND, {"name": "Fjord Shipping"}, sign_in(server.url, who))
        door.id = found["data"]["customers"]["nodes"][0]["id"]
        door.open(f"/customers/{door.id}?tab=portal")
        expect(page.get_by_role("region", name="Portal")).to_contain_text("Fjord Security Desk")
        return door

    server.look = lambda: server.sql(f"select brand_name, brand_color, slug from customer_portal where id = '{portal}'")
    yield show
    server.sql(f"update customer_portal set {BEFORE} where id = '{portal}'")


@pytest.fixture
def dialog(tab, page):
    tab(ADMIN)
    page.get_by_role("button", name="Change look or address").click()
    return page.get_by_role("dialog", name="Portal of Fjord Shipping AS")


def test_whoever_sees_the_customer_sees_the_look_and_copies_the_address(tab, page, context, server):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    tab(USER)
    facts = page.get_by_role("region", name="Portal")
    expect(facts).to_contain_text("#0b5c7a")
    expect(facts.get_by_role("button", name="Change look or address")).to_have_count(0)
    facts.get_by_role("button", name="Copy address").click()
    expect(page.get_by_role("status").filter(has_text="Address copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == server.url + "/portal/fjord"


def test_an_administrator_changes_name_and_colour(dialog, page, server):
    expect(dialog.get_by_label("Shown as")).to_be_focused()
    dialog.get_by_label("Shown as").fill("Fjord Help")
    dialog.get_by_label("Pick a colour").fill("#aa3300")
    expect(dialog.get_by_label("Colour", exact=True)).to_have_value("#aa3300")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="The portal of Fjord Shipping AS is saved.")).to_be_visible()
    facts = page.get_by_role("region", name="Portal")
    expect(facts).to_contain_text("Fjord Help")
    expect(facts).to_contain_text("#aa3300")
    expect(page.get_by_role("button", name="Change look or address")).to_be_focused()
    assert server.look() == "Fjord Help|#aa3300|fjord"
    page.get_by_role("button", name="Change look or address").click()
    dialog.get_by_label("Shown as").fill("")
    dialog.get_by_label("Colour", exact=True).fill("")
    dialog.get_by_role("button", name="Save").click()
    expect(facts).to_contain_text("The name of your company")
    assert server.look() == "||fjord"


def test_another_address_is_confirmed_before_links_end(dialog, page, server):
    dialog.get_by_label("Address").fill("fjord-help")
    dialog.get_by_role("button", name="Save").click()
    question = dialog.get_by_role("alertdialog", name="Move the portal?")
    expect(question).to_contain_text("The portal moves to /portal/fjord-help. Links to /portal/fjord work no more")
    expect(question.get_by_role("button", name="No, go back")).to_be_focused()
    assert server.look().endswith("|fjord")
    page.keyboard.press("Enter")
    expect(question).to_have_count(0)
    dialog.get_by_role("button", name="Save").click()
    question.get_by_role("button", name="Yes, move it").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("region", name="Portal").locator("code").first).to_have_text(
        server.url + "/portal/fjord-help")
    assert server.look().endswith("|fjord-help")


def test_what_is_wrong_stands_at_its_field(dialog, page, server):
    dialog.get_by_label("Colour", exact=True).fill("blue")
    dialog.get_by_label("Address").fill("no!")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_label("Colour", exact=True)).to_have_accessible_description(
        re.compile("The colour must be six hexadecimal digits"))
    expect(dialog.get_by_label("Address")).to_have_accessible_description(re.compile("The address has 3 to 60 letters"))
    dialog.get_by_label("Colour", exact=True).fill("")
    dialog.get_by_label("Address").fill("")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Address")).to_have_accessible_description(re.compile("The address"))
    dialog.get_by_label("Address").fill("admin")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Address")).to_have_accessible_description(re.compile("This address is reserved"))
    assert server.look() == "Fjord Security Desk|#0b5c7a|fjord"


def test_escape_loses_nothing_unasked_and_the_keyboard_is_enough(dialog, page, server):
    expect(dialog.get_by_label("Shown as")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Keys")
    page.keyboard.press("Escape")
    question = dialog.get_by_role("alertdialog", name="Leave without saving?")
    expect(question.get_by_role("button", name="Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(question).to_have_count(0)
    expect(dialog.get_by_label("Shown as")).to_have_value("Keys")
    dialog.get_by_label("Shown as").focus()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert server.look().startswith("Keys|")


def test_who_was_slower_sees_the_portal_as_it_is_now(tab, page):
    door = tab(ADMIN)
    page.get_by_role("button", name="Change look or address").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Shown as").fill("Mine")
    assert door.ask(CHANGE, {"id": door.id})["data"]["updateCustomerPortal"]["userErrors"] == []
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else has changed this portal meanwhile.")
    expect(dialog.get_by_label("Shown as")).to_have_value("Theirs")


def test_every_colour_stays_legible_where_it_is_shown(dialog, page):
    found = {}
    for colour in ("#ffee00", "#000000", "#ffffff", "#ff00ff"):
        dialog.get_by_label("Colour", exact=True).fill(colour)
        expect(dialog.locator(".look")).to_have_count(2)
        if problems := findings(page):
            found[colour] = problems
    assert not found, found
