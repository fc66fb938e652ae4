"""One customer: what is shown, how it is changed, and who wins when two change it."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, USER

FIND = """{ customers(first: 25, orderBy: [{field: NAME}]) { nodes { id name email phone
    contacts(orderBy: [{field: NAME}]) { totalCount nodes { name } } invoices { totalCount nodes { number } } } } }"""
IDS = "{ customers(first: 100) { nodes { id } } }"
CHANGE = """mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) {
    customer { version } userErrors { code message } } }"""


@pytest.fixture
def customer(signed_in, page):
    """A customer that has contacts and invoices, opened."""
    portal = signed_in(ADMIN)
    portal.open("/customers")
    nodes = portal.ask(FIND)["data"]["customers"]["nodes"]
    found = next(n for n in nodes if n["contacts"]["totalCount"] and n["invoices"]["totalCount"])
    page.get_by_role("link", name=found["name"], exact=True).click()
    expect(page.get_by_role("heading", name=found["name"], level=1)).to_be_visible()
    return found


@pytest.fixture
def dialog(customer, page):
    page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit customer")
    expect(dialog).to_be_visible()
    return dialog


def test_the_page_shows_facts_contacts_and_invoices(customer, page):
    expect(page.get_by_role("link", name=customer["email"])).to_be_visible()
    for contact in customer["contacts"]["nodes"][:4]:
        expect(page.get_by_text(contact["name"], exact=True).first).to_be_visible()
    page.get_by_role("tab", name="Invoices").click()
    for invoice in customer["invoices"]["nodes"][:10]:
        row = page.get_by_role("row").filter(has_text=invoice["number"])
        expect(row).to_have_text(re.compile(r"(Paid|Pending|Overdue).*\d"))
    expect(page).to_have_title(re.compile(re.escape(customer["name"])))


def test_a_foreign_customer_is_told_like_one_that_does_not_exist(signed_in, page):
    portal = signed_in(ADMIN)
    portal.open("/explorer")
    everybody = portal.ask(IDS)["data"]["customers"]["nodes"]
    portal = signed_in(USER)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    own = portal.ask(IDS)["data"]["customers"]["nodes"]
    foreign = next(node["id"] for node in everybody if node not in own)
    texts = []
    for address in (foreign, foreign[:-4] + "AAAA", "unknown"):
        portal.open(f"/customers/{address}")
        expect(page.get_by_role("heading", name="No such customer")).to_be_visible()
        texts.append(page.get_by_role("main").inner_text())
    assert len(set(texts)) == 1


def test_a_change_is_saved_and_shown(dialog, customer, page):
    phone = "+47 555 010 203" if customer["phone"] != "+47 555 010 203" else "+47 555 010 204"
    dialog.get_by_label("Phone").fill(phone)
    with page.expect_request("**/graphql") as sent:
        dialog.get_by_role("button", name="Save").click()
    given = sent.value.post_data_json["variables"]["input"]
    assert sorted(given) == ["expectedVersion", "id", "idempotencyKey", "phone"]
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("link", name=phone)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Customer saved.")).to_be_visible()
    expect(page.get_by_role("button", name="Edit")).to_be_focused()


def test_an_empty_name_is_refused_beside_its_field(dialog, page):
    dialog.get_by_label("Name").fill("")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_role("alert")).to_be_focused()


def test_a_conflict_offers_to_overwrite(dialog, customer, portal, page):
    change(portal, customer, address="Changed elsewhere 1")
    dialog.get_by_label("Address").fill("Mine 1")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody changed this customer")
    expect(dialog.get_by_role("row").filter(has_text="Address")).to_contain_text("Changed elsewhere 1")
    dialog.get_by_role("button", name="Overwrite with mine").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Mine 1")).to_be_visible()


def test_a_conflict_offers_to_reload(dialog, customer, portal, page):
    change(portal, customer, address="Changed elsewhere 2")
    dialog.get_by_label("Address").fill("Mine 2")
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_role("button", name="Reload and drop mine").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Changed elsewhere 2")).to_be_visible()


def change(portal, customer, **values):
    answer = portal.ask(CHANGE, {"input": {"id": customer["id"], **values}})
    assert answer["data"]["updateCustomer"]["userErrors"] == [], answer


def test_unsaved_changes_are_guarded_against_escape(dialog, page):
    dialog.get_by_label("Name").fill("Something else")
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("alertdialog", name="Leave without saving?")).to_be_visible()
    dialog.get_by_role("button", name="Keep editing").click()
    expect(dialog.get_by_label("Name")).to_have_value("Something else")
    dialog.get_by_role("button", name="Close").click()
    dialog.get_by_role("button", name="Leave").click()
    expect(dialog).to_be_hidden()


def test_unsaved_changes_are_guarded_against_back(dialog, page):
    address = page.url
    dialog.get_by_label("Name").fill("Something else")
    page.evaluate("history.back()")
    expect(dialog.get_by_role("alertdialog")).to_be_visible()
    dialog.get_by_role("button", name="Keep editing").click()
    assert page.url == address
    page.evaluate("history.back()")
    dialog.get_by_role("button", name="Leave").click()
    page.wait_for_url("**/customers")


def test_without_changes_escape_just_closes(dialog, page):
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Edit")).to_be_focused()


def test_saving_twice_at_once_sends_once(dialog, page):
    sent = []
    page.on("request", lambda r: sent.append(r) if "UpdateCustomer" in (r.post_data or "") else None)
    dialog.get_by_label("Reference").fill("TWICE-1")
    dialog.get_by_role("button", name="Save").dblclick()
    expect(dialog).to_be_hidden()
    assert len(sent) == 1


def test_control_s_saves(dialog, page):
    dialog.get_by_label("Reference").fill("KEYS-1")
    page.keyboard.press("Control+s")
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("KEYS-1")).to_be_visible()
