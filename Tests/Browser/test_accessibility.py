"""axe finds nothing on any screen, light or dark, wide or narrow. `wcag22aa` is named: axe leaves it out otherwise."""
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import ADMIN, BUYER, MARKETING, OPERATOR, PORTAL_ADMIN, PORTAL_USER, USER

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Without preload axe leaves style sheets alone: it would fetch them again and set them inline, against the policy.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "preload": False}
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)]


def open_sign_in(page, portal):
    portal.open("/partner/login")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_customers(page, portal):
    """A short list: axe weighs the contrast of every cell."""
    portal.open("/customers?status=DISABLED")
    expect(page.locator(".row-link").first).to_be_visible()


def open_nothing_found(page, portal):
    portal.open("/customers?q=no+such+customer")
    expect(page.get_by_role("heading", name="No customer matches")).to_be_visible()


def open_failure(page, portal):
    error = {"message": "Busy.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-1"}}

    def answer(route):
        fails = "Customers" in (route.request.post_data or "")
        route.fulfill(json={"errors": [error]}) if fails else route.continue_()

    page.route("**/graphql", answer)
    portal.open("/customers")
    expect(page.get_by_role("alert")).to_be_visible()


def open_customer(page, portal):
    open_customers(page, portal)
    page.locator(".row-link").first.click()
    expect(page.get_by_role("heading", name="Contacts")).to_be_visible()


def open_edit(page, portal):
    open_customer(page, portal)
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Name").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_be_visible()


def open_explorer(page, portal):
    portal.open("/explorer")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".response__text")).to_be_visible()
    expect(page.get_by_text("Where operations start")).to_be_visible()


def open_menus(page, portal):
    open_not_found(page, portal)
    page.get_by_role("button", name="Account of").click()


def open_help(page, portal):
    open_not_found(page, portal)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def open_operator(page, portal):
    portal.open("/admin")
    expect(page.get_by_role("table").nth(1)).to_be_visible()


def open_not_found(page, portal):
    portal.open("/nowhere")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()


def open_palette(page, portal):
    open_not_found(page, portal)
    page.get_by_role("button", name="Search or go to").click()
    page.keyboard.type("fjord")
    expect(page.get_by_role("option").first).to_be_visible()


def open_narrow_menu(page, portal):
    page.set_viewport_size({"width": 320, "height": 800})
    open_not_found(page, portal)
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def open_forbidden(page, portal):
    portal.open("/customers")
    expect(page.get_by_role("heading", name="Not for this account")).to_be_visible()


def open_operators_users(page, portal):
    portal.open("/admin/users")
    expect(page.get_by_role("row").nth(1)).to_be_visible()


def open_operators_audit(page, portal):
    portal.open("/admin/audit")
    expect(page.locator(".row-link").first).to_be_visible()


def open_operators_mails(page, portal):
    portal.open("/admin/mails")
    expect(page.get_by_role("heading", level=1, name="Mails")).to_be_visible()


def open_operators_account(page, portal):
    portal.open("/admin/account")
    expect(page.get_by_role("region", name="Second factor").get_by_role("button")).to_be_visible()
    expect(page.get_by_text("This one", exact=True)).to_be_visible()


def open_kit(page, portal):
    portal.open("/kit")
    expect(page.locator(".kit__card").first).to_be_visible()


def open_leads(page, portal):
    portal.open("/leads?q=ana&received=days&from=2020-01-01")
    expect(page.locator(".row-link").first).to_be_visible()


def open_lead(page, portal):
    open_leads(page, portal)
    page.locator(".row-link").first.click()
    expect(page.get_by_role("heading", name="Message")).to_be_visible()


def open_invoices(page, portal):
    portal.open("/invoices?status=OVERDUE&issued=days&from=2020-01-01")
    expect(page.locator(".row-link").first).to_be_visible()


def open_invoice(page, portal):
    open_invoices(page, portal)
    page.locator(".row-link").first.click()
    expect(page.get_by_role("article").get_by_role("table")).to_be_visible()


def open_users(page, portal):
    portal.open("/settings/users")
    expect(page.locator(".row-link").first).to_be_visible()


def open_user(page, portal):
    open_users(page, portal)
    page.get_by_role("link", name="Jonas Berg").click()
    expect(page.get_by_text("Member since")).to_be_visible()


def open_audit(page, portal):
    portal.open("/settings/audit?period=days&from=2020-01-01&action=customer.updated")
    expect(page.locator(".row-link").first).to_be_visible()


def open_keys(page, portal):
    portal.open("/settings/api-keys")
    expect(page.locator("tbody .badge").first).to_be_visible()


def open_event(page, portal):
    open_audit(page, portal)
    page.locator(".row-link").first.click()
    expect(page.locator(".change").first).to_be_visible()


def open_partnerships(page, portal):
    portal.open("/settings/partnerships")
    expect(page.get_by_text("Reporting period now").first).to_be_visible()


def open_assign(page, portal):
    portal.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Select customers").click()
    expect(page.locator(".assign__list input").first).to_be_visible()


def open_widening(page, portal):
    open_assign(page, portal)
    page.get_by_label("All customers of").check()
    page.get_by_role("button", name="Confirm selection").click()
    expect(page.get_by_role("alertdialog")).to_be_visible()


def open_adding(page, portal):
    open_users(page, portal)
    page.get_by_role("button", name="Add user").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio").nth(1).check()
    dialog.get_by_role("checkbox").first.check()
    dialog.get_by_role("radio", name="Only customers that I select").check()
    expect(dialog.locator(".assign__list input").first).to_be_visible()
    dialog.get_by_role("button", name="Add user").click()
    expect(dialog.get_by_role("alert")).to_be_visible()


def open_removing(page, portal):
    portal.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("for good")


def open_erasing(page, portal):
    portal.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Personal data").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Erase…").click()
    dialog.get_by_role("button", name="Erase for good").click()
    expect(dialog.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")


def open_explained_access(page, portal):
    portal.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Explain access").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Customer", exact=True).fill("fjord")
    dialog.get_by_role("radio").first.check()
    expect(dialog.locator(".steps li")).to_have_count(5)


def open_place(page, portal):
    portal.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Add to a partnership").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Only customers that I select").check()
    expect(dialog.locator(".assign__list input").first).to_be_visible()
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_role("alert")).to_be_visible()


def open_taking(page, portal):
    portal.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Remove from").click()
    expect(page.get_by_role("dialog")).to_contain_text("no longer sees")


def open_manage(page, portal):
    portal.open("/settings/customers")
    expect(page.locator(".row-link").first).to_be_visible()


def open_managing(page, portal):
    open_manage(page, portal)
    page.get_by_role("button", name="Add customer").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Partnership").select_option(label="Nordlys Managed Detection")
    dialog.get_by_label("Enable customer login portal").check()
    dialog.get_by_label("Portal address").fill("no!")
    dialog.get_by_role("button", name="Add customer").click()
    expect(dialog.get_by_label("Portal address")).to_have_attribute("aria-invalid", "true")


def open_ending(page, portal):
    portal.open("/settings/customers?q=fjord")
    expect(page.locator(".row-link").first).to_be_visible()
    page.get_by_role("row").filter(has_text="/portal/fjord").get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Enable customer login portal").uncheck()
    dialog.get_by_role("button", name="Update").click()
    expect(dialog.get_by_role("alertdialog")).to_be_visible()


def open_account(page, portal):
    portal.open("/settings/account")
    expect(page.get_by_text("User since")).to_be_visible()


def open_notifications(page, portal):
    portal.open("/settings/users?q=notify@nordlys.test")
    page.locator(".row-link").first.click()
    page.get_by_role("button", name="Change notifications").click()
    form = page.get_by_role("form", name="Change notifications")
    for kind in ["Commercial", "Product usage", "Churn risk"]:
        form.get_by_label(kind).uncheck()
    expect(form.get_by_role("status")).not_to_be_empty()


def open_home(page, portal):
    portal.open("/")
    expect(page.locator(".number__value").first).to_be_visible()
    expect(page.locator(".home__lists")).to_be_visible()
    page.wait_for_load_state("networkidle")


def open_reports(page, portal):
    """With the customers behind a bar. The lines over 400 days are in the figures of the charts' own tests."""
    portal.open("/reports")
    page.locator(".chart__mark").first.click()
    expect(page.locator(".card--behind tbody tr").first).to_be_visible()


def open_tasks(page, portal):
    portal.open("/tasks?severity=HIGH")
    expect(page.locator("tbody tr .badge").first).to_be_visible()


def open_door(page, portal):
    portal.open("/portal/fjord")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_no_portal(page, portal):
    portal.open("/portal/Fjord")
    expect(page.get_by_role("heading", name="No portal has this address")).to_be_visible()


def open_forgot(page, portal):
    portal.open("/forgot")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")


def open_broken_link(page, portal):
    portal.open("/welcome#none")
    expect(page.get_by_role("heading", name="This link can't be used")).to_be_visible()


SCREENS = [
    (None, open_sign_in), (None, open_forgot), (None, open_broken_link), (ADMIN, open_customers), (ADMIN, open_nothing_found), (ADMIN, open_failure),
    (ADMIN, open_customer), (ADMIN, open_edit), (ADMIN, open_explorer), (ADMIN, open_menus), (ADMIN, open_help),
    (OPERATOR, open_operator), (ADMIN, open_not_found),
    (ADMIN, open_palette), (ADMIN, open_narrow_menu), (MARKETING, open_forbidden), (OPERATOR, open_operators_users), (OPERATOR, open_operators_audit),
    (OPERATOR, open_operators_mails), (OPERATOR, open_operators_account),
    (MARKETING, open_kit),
    (BUYER, open_leads), (BUYER, open_lead), (ADMIN, open_invoices), (ADMIN, open_invoice),
    (ADMIN, open_users), (ADMIN, open_user), (ADMIN, open_assign), (ADMIN, open_widening), (ADMIN, open_audit),
    (ADMIN, open_adding), (ADMIN, open_removing), (ADMIN, open_erasing), (ADMIN, open_place), (ADMIN, open_taking),
    (ADMIN, open_explained_access),
    (ADMIN, open_manage), (ADMIN, open_managing), (ADMIN, open_ending),
    (ADMIN, open_event), (ADMIN, open_keys), (ADMIN, open_partnerships), (USER, open_account),
    (ADMIN, open_notifications),
    (ADMIN, open_home), (BUYER, open_home), (USER, open_reports), (ADMIN, open_tasks),
    (None, open_door), (None, open_no_portal),
]
# What one session of a portal walks through, and what tells that a page is there.
PORTAL = {
    PORTAL_ADMIN: {
        "": ".chart__mark", "/usage": "tbody tr", "/invoices": ".row-link", "/people": "tbody .badge",
        "/people?state=DISABLED": "tbody .badge", "/contracts": ".notice", "/account": ".segments",
    },
    PORTAL_USER: {"": ".chart__mark", "/contacts": ".contact", "/invoices": ".notice", "/nowhere": ".notice"},
}
CUSTOMERS = """query ($name: String!) { customers(first: 1, filter: {search: $name}) { nodes { id } } }"""


@pytest.mark.parametrize(("who", "show"), SCREENS, ids=[f"{show.__name__}-{who}" for who, show in SCREENS])
def test_axe_finds_nothing(who, show, portal, signed_in, page):
    if who:
        signed_in(who)
    show(page, portal)
    found = findings(page)
    assert not found, found


@pytest.mark.parametrize("who", PORTAL)
def test_axe_finds_nothing_in_a_portal(who, signed_in, page):
    portal = signed_in(who)
    found = {}
    for path, sign in PORTAL[who].items():
        portal.open(f"/portal/fjord{path}")
        expect(page.locator(sign).first).to_be_visible()
        found[path] = findings(page)
    assert not any(found.values()), found


def test_axe_finds_nothing_in_the_tabs_of_a_customer(signed_in, page):
    portal = signed_in(ADMIN)
    portal.open("/nowhere")
    found = {}
    for name, tabs in {"Dalarna": ["contracts", "tasks", "engagement"],
                       "Fjord Shipping": ["contacts", "usage", "portal"]}.items():
        customer = portal.ask(CUSTOMERS, {"name": name})["data"]["customers"]["nodes"][0]["id"]
        for tab in tabs:
            portal.open(f"/customers/{customer}?tab={tab}")
            expect(page.locator("[role=tabpanel] :is(tbody tr, .notice, .contact)").first).to_be_visible()
            found[name, tab] = findings(page)
    assert not any(found.values()), found


def findings(page):
    """What axe says against the page as it is, in every look."""
    found = []
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        report = Axe().run(page, options=OPTIONS)
        for violation in report.response["violations"]:
            found.append((scheme, width, violation["id"], [node["html"][:120] for node in violation["nodes"]]))
    return found


def test_forced_colours_keep_what_is_typed_visible(signed_in, page):
    page.emulate_media(forced_colors="active")
    signed_in(ADMIN).open("/explorer")
    area = page.get_by_role("textbox", name="Query")
    expect(area).to_be_visible()
    assert area.evaluate("(e) => getComputedStyle(e).color") != "rgba(0, 0, 0, 0)"
