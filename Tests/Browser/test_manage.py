"""Settings, manage customers: an administrator adds customers, gives them portals, hands these over, and ends them."""
import re
import uuid

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER, MARKETING, PORTAL_USER, USER, Portal
from portico_server import running

FIND = """query ($name: String!) { customers(filter: {name: {eq: $name}}) { nodes { id name email status version
    portal { slug enabled disabledReason admin { email state } } } } }"""


@pytest.fixture
def manage(signed_in):
    portal = signed_in(ADMIN)
    portal.open("/settings/customers")
    expect(portal.page.locator(".row-link").first).to_be_visible()
    portal.find = lambda name: portal.ask(FIND, {"name": name})["data"]["customers"]["nodes"][0]
    return portal


@pytest.fixture
def customer(manage, page):
    """The row of somebody new without a portal."""
    manage.name = f"Nordlicht {uuid.uuid4().hex[:8]}"
    manage.email = f"{manage.name[-8:]}@nordlicht.test"
    made = manage.ask(
        """mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { message } } }""",
        {"input": {"partnershipId": mssp(manage), "name": manage.name, "email": manage.email}})
    assert made["data"]["createCustomer"]["userErrors"] == []
    return show(manage, manage.name)


def mssp(portal):
    query = "{ partnerships(filter: {type: {eq: MSSP}}) { nodes { id } } }"
    return portal.ask(query)["data"]["partnerships"]["nodes"][0]["id"]


def show(portal, name):
    portal.open(f"/settings/customers?q={name}")
    expect(portal.page.locator(".row-link")).to_have_text([name])
    return portal


def test_d1_03_d1_04_d1_22_a_customer_is_added_with_a_portal(manage, page):
    name = f"Ålesund {uuid.uuid4().hex[:8]}"
    page.get_by_role("button", name="Add customer").click()
    dialog = page.get_by_role("dialog", name="Add a customer")
    expect(dialog.get_by_label("Name")).to_be_focused()
    dialog.get_by_role("button", name="Add customer").click()
    expect(dialog.get_by_text("Choose a partnership.")).to_be_visible()
    dialog.get_by_label("Partnership").select_option(label="Nordlys Managed Detection")
    dialog.get_by_role("button", name="Add customer").click()
    expect(dialog.get_by_text("The name can't be empty.")).to_be_visible()
    expect(dialog.get_by_text("The e-mail can't be empty.")).to_be_visible()
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("E-mail").fill(f"{name[-8:]}@alesund.test")
    dialog.get_by_label("Enable customer login portal").check()
    dialog.get_by_label("Portal address").fill("fjord")
    dialog.get_by_role("button", name="Add customer").click()
    expect(dialog.get_by_text("This address is taken. Choose another one.")).to_be_visible()
    dialog.get_by_label("Portal address").fill("")
    dialog.get_by_role("button", name="Add customer").click()
    said = page.get_by_role("status").filter(has_text=f"{name} is added, and {name[-8:]}@alesund.test is invited")
    expect(said).to_be_visible()
    expect(dialog).to_have_count(0)
    found = manage.find(name)
    assert found["portal"] == {
        "slug": f"alesund-{name[-8:]}", "enabled": True, "disabledReason": None,
        "admin": {"email": f"{name[-8:]}@alesund.test", "state": "UNCONFIRMED"}}


def test_d1_12_d1_18_d1_19_a_portal_is_enabled_with_one_click_and_its_address_copied(
    customer, page, context, base_url
):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    assert customer.find(customer.name)["portal"] is None
    page.get_by_role("button", name=f"Enable the customer portal of {customer.name}").click()
    expect(page.get_by_role("status").filter(has_text=f"{customer.email} is invited.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=customer.name)
    expect(row).to_contain_text(f"Waits for {customer.email}")
    copy = row.get_by_role("button", name="Copy the portal's address")
    expect(copy).to_be_focused()
    copy.click()
    address = base_url + "/portal/" + customer.find(customer.name)["portal"]["slug"]
    assert page.evaluate("navigator.clipboard.readText()") == address
    # D1-20 What was copied opens the portal's sign-in.
    page.goto(address)
    expect(page.get_by_label("Password", exact=True)).to_be_visible()


def edit(page, name):
    page.get_by_role("button", name=f"Edit {name}").click()
    return page.get_by_role("dialog", name=f"Edit {name}")


def test_d1_11_nothing_changes_before_update(customer, page):
    dialog = edit(page, customer.name)
    dialog.get_by_label("Enable customer login portal").check()
    expect(dialog.locator("#portal-hint")).to_have_text(f"{customer.email} is invited by mail, and may invite others.")
    assert customer.find(customer.name)["portal"] is None
    dialog.get_by_role("button", name="Update").click()
    expect(page.get_by_role("status").filter(has_text=f"{customer.name} is saved.")).to_be_visible()
    assert customer.find(customer.name)["portal"]["enabled"]
    dialog = edit(page, customer.name)
    dialog.get_by_label("Enable customer login portal").uncheck()
    dialog.get_by_role("button", name="Update").click()
    question = dialog.get_by_role("alertdialog")
    expect(question).to_contain_text("Nobody can sign in at the portal until it is enabled again.")
    expect(question.get_by_role("button", name="No, go back")).to_be_focused()
    assert customer.find(customer.name)["portal"]["enabled"]
    question.get_by_role("button", name="Yes, update").click()
    expect(dialog).to_have_count(0)
    assert customer.find(customer.name)["portal"]["disabledReason"] == "MANUAL"
    # D1-17 The admin stays while the portal is disabled.
    dialog = edit(page, customer.name)
    dialog.get_by_label("E-mail").fill("new@nordlicht.test")
    dialog.get_by_role("button", name="Update").click()
    expect(dialog.get_by_text("The portal is disabled, and this e-mail is that of its admin.")).to_be_visible()


def test_d1_15_another_e_mail_hands_the_portal_over_once_confirmed(customer, page):
    page.get_by_role("button", name=f"Enable the customer portal of {customer.name}").click()
    expect(page.get_by_role("row").filter(has_text=f"Waits for {customer.email}")).to_be_visible()
    dialog = edit(page, customer.name)
    dialog.get_by_label("E-mail").fill(f"next.{customer.email}")
    dialog.get_by_role("button", name="Update").click()
    question = dialog.get_by_role("alertdialog")
    expect(question).to_contain_text(f"next.{customer.email} becomes the admin of the portal and is invited by mail.")
    question.get_by_role("button", name="Yes, update").click()
    expect(page.get_by_role("row").filter(has_text=f"Waits for next.{customer.email}")).to_be_visible()
    assert customer.find(customer.name)["portal"]["admin"]["email"] == f"next.{customer.email}"


def test_d1_14_g_07_a_customer_is_disabled_with_its_portal_and_comes_back_with_it(customer, page):
    page.get_by_role("button", name=f"Enable the customer portal of {customer.name}").click()
    expect(page.get_by_role("row").filter(has_text=f"Waits for {customer.email}")).to_be_visible()
    page.get_by_role("button", name=f"Disable {customer.name}").click()
    dialog = page.get_by_role("dialog", name=f"Disable {customer.name}?")
    expect(dialog).to_contain_text("Its portal is disabled with it.")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="Disable", exact=True).click()
    expect(page.get_by_role("status").filter(has_text=f"{customer.name} is disabled.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=customer.name)
    expect(row).to_contain_text("With the customer")
    dialog = edit(page, customer.name)
    expect(dialog.get_by_label("Enable customer login portal")).to_be_disabled()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=f"Enable {customer.name}", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Enable", exact=True).click()
    expect(row).to_contain_text("Waits for")
    found = customer.find(customer.name)
    assert (found["status"], found["portal"]["enabled"]) == ("ENABLED", True)


@pytest.fixture
def fjord(binary):
    """A server of its own: the sessions that others keep at the portal would end with it."""
    with running(binary) as server:
        yield server.url


def test_d1_14_whoever_is_signed_in_at_a_disabled_portal_is_signed_out_at_once(
    fjord, page, browser, browser_context_args
):
    context = browser.new_context(**browser_context_args)
    other = Portal(context.new_page(), fjord)
    other.sign_in(PORTAL_USER)
    manage = Portal(page, fjord)
    manage.sign_in(ADMIN)
    assert "errors" not in other.ask("{ viewer { name } }", realm="PORTAL/fjord")
    name = other.ask("{ viewer { customer { name } } }", realm="PORTAL/fjord")["data"]["viewer"]["customer"]["name"]
    show(manage, name)
    dialog = edit(page, name)
    dialog.get_by_label("Enable customer login portal").uncheck()
    expect(dialog.locator("#portal-hint")).to_contain_text("Sessions end when you press Update.")
    dialog.get_by_role("button", name="Update").click()
    dialog.get_by_role("alertdialog").get_by_role("button", name="Yes, update").click()
    expect(dialog).to_have_count(0)
    said = other.ask("{ viewer { name } }", realm="PORTAL/fjord")
    assert said["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    page.get_by_role("button", name=f"Enable the customer portal of {name}").click()
    expect(page.get_by_role("status").filter(has_text=f"The portal of {name} is enabled.")).to_be_visible()
    context.close()


def test_who_was_slower_sees_the_customer_as_it_is_now(customer, page):
    dialog = edit(page, customer.name)
    dialog.get_by_label("Phone").fill("1")
    change = "mutation ($id: ID!) { updateCustomer(input: {id: $id, phone: \"2\"}) { userErrors { message } } }"
    customer.ask(change, {"id": customer.find(customer.name)["id"]})
    dialog.get_by_role("button", name="Update").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else has changed this customer meanwhile.")
    expect(dialog.get_by_label("Phone")).to_have_value("2")


def test_what_was_typed_is_not_lost_unasked(customer, page):
    dialog = edit(page, customer.name)
    dialog.get_by_label("Phone").fill("1")
    page.keyboard.press("Escape")
    question = dialog.get_by_role("alertdialog", name="Leave without saving?")
    question.get_by_role("button", name="Keep editing").click()
    expect(dialog.get_by_label("Phone")).to_have_value("1")
    page.keyboard.press("Escape")
    question.get_by_role("button", name="Leave", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name=f"Edit {customer.name}")).to_be_focused()


def test_the_list_is_searched_filtered_and_sorted_in_the_address(manage, page):
    page.get_by_label("Status").select_option("DISABLED")
    page.wait_for_url("**/settings/customers?status=DISABLED")
    expect(page.locator("tbody .badge").first).to_have_text("Disabled")
    page.get_by_role("button", name=re.compile("^E-mail")).click()
    page.wait_for_url("**/settings/customers?status=DISABLED&sort=EMAIL")
    page.reload()
    expect(page.get_by_label("Status")).to_have_value("DISABLED")


@pytest.mark.parametrize("who", [USER, MARKETING])
def test_g_10_nobody_but_administrators_gets_there(signed_in, page, who):
    portal = signed_in(who)
    portal.open("/settings/customers")
    expect(page.get_by_role("heading", name="Not for this account")).to_be_visible()
    expect(page.get_by_role("link", name="Manage customers")).to_have_count(0)


def test_a_partner_without_customers_is_told_so(signed_in, page):
    signed_in(BUYER).open("/settings/customers")
    expect(page.get_by_role("heading", name="No customers yet")).to_be_visible()
