"""View as: an admin sees the portal as somebody of the company or of a customer's portal, the operator with consent.

A server of its own: who may look is changed here.
"""
import os
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR, PORTAL_ADMIN, USER, Portal
from portico_server import running
from test_accessibility import findings as found_by_axe


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def portal(page, server):
    server.sql("DELETE FROM sign_in_attempt; UPDATE view_as SET ended_at = coalesce(ended_at, now());"
               "UPDATE organization SET support_access_until = NULL")
    return Portal(page, server.url)


def findings(page):
    """What axe says in every look; the page is as wide as before afterwards."""
    found = found_by_axe(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


def open_user(portal, email):
    """The page of a user of the company, by an admin."""
    told = portal.ask("query ($email: String!) { users(filter: {email: {eq: $email}}) { nodes { id name } } }",
                      {"email": email})["data"]["users"]["nodes"][0]
    portal.open(f"/settings/users/{told['id']}")
    expect(portal.page.get_by_role("heading", level=1, name=told["name"])).to_be_visible()
    return told["name"]


def start(page, name):
    dialog = page.get_by_role("dialog", name=f"View the portal as {name}?")
    expect(dialog).to_contain_text("can't change anything")
    dialog.get_by_role("button", name=f"View as {name}").click()
    expect(banner(page)).to_contain_text(f"You see the portal as {name}. Nothing can be changed.")


def banner(page):
    return page.locator("#banner")


def stop(page):
    banner(page).get_by_role("button", name="Stop viewing").click()
    expect(banner(page)).to_be_empty()


def test_an_admin_sees_the_portal_as_a_user_and_comes_back(portal, page):
    portal.sign_in(ADMIN)
    name = open_user(portal, USER)
    path = page.url
    page.get_by_role("button", name="View as").click()
    assert findings(page) == []
    start(page, name)
    expect(page.get_by_role("button", name=f"Account of {name}")).to_be_visible()
    viewer = portal.ask("{ viewer { email impersonator { realm } } customers { totalCount } }")["data"]
    assert viewer["viewer"] == {"email": USER, "impersonator": {"realm": "PARTNER"}}
    assert viewer["customers"]["totalCount"] == 3
    nav = page.get_by_role("navigation", name="Main")
    expect(nav.get_by_role("link", name="Customers", exact=True)).to_be_visible()
    expect(nav.get_by_role("link", name="Account", exact=True)).to_have_count(0)
    assert findings(page) == []
    portal.open("/settings/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not for this account")
    expect(banner(page)).to_contain_text(name)
    refused = portal.ask('mutation { updateProfile(input: {name: "Mallory"}) { userErrors { code } } }')
    assert refused["errors"][0]["extensions"]["code"] == "READ_ONLY"
    stop(page)
    assert page.url == path
    assert portal.ask("{ viewer { email } }")["data"]["viewer"]["email"] == ADMIN


def test_what_is_tried_meanwhile_is_refused_by_clear_words(portal, page):
    portal.sign_in(ADMIN)
    customer = portal.ask("{ customers(first: 1) { nodes { id } } }")["data"]["customers"]["nodes"][0]["id"]
    portal.open(f"/customers/{customer}")
    page.get_by_role("button", name="Edit", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Phone").fill("+47 1")
    # Begun in another tab, while a form stands open in this one.
    door = Portal(page.context.new_page(), portal.base_url)
    door.open("/settings/users")
    name = open_user(door, USER)
    door.page.get_by_role("button", name="View as").click()
    start(door.page, name)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("You are viewing as somebody else: nothing can be changed.")


def test_whoever_only_looks_is_offered_nothing_that_would_be_refused(portal, page, server):
    server.sql("UPDATE organization SET support_access_until = now() + interval '1 day'")
    portal.sign_in(OPERATOR)
    portal.open("/admin/users?role=ADMIN")
    button = page.get_by_role("row", name="Nordlys").get_by_role("button", name=re.compile("^View as ")).first
    name = button.get_attribute("aria-label").removeprefix("View as ")
    button.click()
    start(page, name)
    main = page.get_by_role("main")
    for path in ["/settings/users", "/settings/customers?q=fjord"]:
        portal.open(path)
        expect(page.locator(".row-link").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        expect(main.get_by_role("checkbox")).to_have_count(0)
        expect(main.get_by_role("button", name=re.compile("^(Add|Edit|Disable|Enable)"))).to_have_count(0)
    portal.open("/settings/single-sign-on")
    expect(page.get_by_role("heading", name="Nobody signs in elsewhere yet")).to_be_visible()
    expect(main.get_by_role("button")).to_have_text(["Copy the address"])
    portal.open("/customers?q=fjord")
    page.get_by_role("link", name="Fjord Shipping AS").click()
    page.get_by_role("tab", name="Portal").click()
    expect(page.get_by_role("row").filter(has_text="Kari Lunde")).to_be_visible()
    expect(main.get_by_role("button")).to_have_text(["Copy address"])


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_banner_fits_and_stays_on_every_screen(portal, page, width, scheme):
    portal.sign_in(ADMIN)
    name = open_user(portal, USER)
    page.get_by_role("button", name="View as").click()
    start(page, name)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 640})
    for path in ["/", "/customers", "/tasks", "/invoices", "/kit"]:
        portal.open(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(banner(page).get_by_role("button", name="Stop viewing")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/viewing-{scheme}-{width}.png")


def test_an_admin_sees_a_customers_portal_as_its_admin_at_the_portals_own_door(portal, page, server):
    portal.sign_in(ADMIN)
    told = portal.ask('{ portalUsers(filter: {email: {eq: "admin@fjord.test"}}) { nodes { name portal { slug } } } '
                      'customers(filter: {email: {eq: "admin@fjord.test"}}) { nodes { id } } }')["data"]
    name = told["portalUsers"]["nodes"][0]["name"]
    portal.open(f"/customers/{told['customers']['nodes'][0]['id']}?tab=portal")
    page.get_by_role("button", name=f"View as {name}").click()
    start(page, name)
    expect(page).to_have_url(re.compile("/portal/fjord$"))
    # What would change several at once isn't offered to whoever only looks.
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Kari Lunde")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("main").get_by_role("button", name=re.compile("Invite|Disable|Rename"))).to_have_count(0)
    expect(page.get_by_role("link", name="People", exact=True)).to_be_visible()
    assert findings(page) == []
    # The partner's own side is as it was.
    assert portal.ask("{ viewer { email } }")["data"]["viewer"]["email"] == ADMIN
    page.get_by_role("button", name=f"Account of {name}").click()
    page.locator("#account-menu").get_by_role("button", name="Stop viewing").click()
    expect(page).to_have_url(re.compile("tab=portal"))
    expect(banner(page)).to_be_empty()


def test_what_is_over_is_told_and_the_own_session_goes_on(portal, page, server, complaints):
    portal.sign_in(ADMIN)
    name = open_user(portal, USER)
    page.get_by_role("button", name="View as").click()
    start(page, name)
    server.sql("UPDATE view_as SET ended_at = now()")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Customers", exact=True).click()
    expect(page.get_by_role("button", name="View as")).to_be_visible()
    expect(banner(page)).to_be_empty()
    assert portal.ask("{ viewer { email } }")["data"]["viewer"]["email"] == ADMIN
    complaints.clear()  # The one answer 401.


def test_the_operator_looks_as_long_as_an_admin_allows_it(portal, page, browser, browser_context_args, server):
    portal.sign_in(ADMIN)
    portal.open("/settings/account")
    card = page.locator("section", has=page.get_by_role("heading", name="Support access"))
    expect(card).to_contain_text("The operator can't view")
    card.get_by_label("For how long").select_option("7 days")
    card.get_by_role("button", name="Allow support access").click()
    expect(card).to_contain_text("until")
    expect(card.get_by_role("button", name="Take back")).to_be_focused()
    assert findings(page) == []

    context = browser.new_context(**browser_context_args)
    other = context.new_page()
    desk = Portal(other, server.url)
    desk.sign_in(OPERATOR)
    desk.open("/admin/users?role=MARKETING")
    button = other.get_by_role("button", name=re.compile("^View as ")).first
    name = button.get_attribute("aria-label").removeprefix("View as ")
    button.click()
    start(other, name)
    expect(other.get_by_role("link", name="Partner kit").first).to_be_visible()

    card.get_by_role("button", name="Take back").click()
    expect(card).to_contain_text("The operator can't view")
    other.get_by_role("link", name="Partnerships", exact=True).click()
    expect(other).to_have_url(re.compile("/admin/users"))
    expect(other.get_by_text("Not allowed").first).to_be_visible()
    context.close()


def test_the_portals_admin_sees_who_looked(portal, page, browser, browser_context_args, server):
    server.sql("DELETE FROM customer_read")
    portal.sign_in(PORTAL_ADMIN)
    portal.open("/portal/fjord/account")
    card = page.locator("section", has=page.get_by_role("heading", name="Who looked at your data"))
    expect(card).to_contain_text("Nobody of your provider has looked")

    context = browser.new_context(**browser_context_args)
    desk = Portal(context.new_page(), server.url)
    desk.sign_in(ADMIN)
    told = desk.ask("{ viewer { name } customers(first: 100) { nodes { name } } }")["data"]
    assert len(told["customers"]["nodes"]) > 1
    context.close()

    # Written down beside the requests, within seconds.
    for _ in range(50):
        if server.sql("SELECT 1 FROM customer_read LIMIT 1"):
            break
        page.wait_for_timeout(200)
    page.reload()
    expect(card.get_by_role("listitem")).to_have_count(1)
    expect(card).to_contain_text(told["viewer"]["name"])
    expect(card).to_contain_text("Somebody of your provider")
    assert findings(page) == []
