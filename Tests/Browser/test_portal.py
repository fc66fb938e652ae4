"""The portal of a customer: its door, what each of its people sees there, and that it is a front of its own."""
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import ADMIN, PASSWORD, PORTAL, PORTAL_ADMIN, PORTAL_USER

HOME = f"/portal/{PORTAL}"
REALM = f"PORTAL/{PORTAL}"
PLACES = {
    PORTAL_ADMIN: ["Home", "Usage", "Contracts", "Invoices", "Contacts", "People", "Account"],
    PORTAL_USER: ["Home", "Usage", "Contracts", "Contacts", "Account"],
}
USAGE = """{ viewer { customer { name usage(first: 100, orderBy: [{field: START_ON}]) {
    nodes { label quantity product { id name } } } } } }"""
ADMINS = """{ portalUsers(first: 100, orderBy: [{field: NAME}]) { nodes { name state } }
    invoices(first: 100, orderBy: [{field: ISSUED_ON, direction: DESC}]) { nodes { number paidOn total { minorUnits } } } }"""


def digits(text):
    return int(re.sub(r"\D", "", text))


def open_home(portal, page):
    portal.open(HOME)
    expect(page.locator(".chart__mark").first).to_be_visible()


def counter(page, name):
    card = page.locator(".number").filter(has=page.get_by_role("link", name=name))
    return digits(card.locator(".number__value").inner_text())


def usage_of(portal):
    customer = portal.ask(USAGE, realm=REALM)["data"]["viewer"]["customer"]
    return customer["name"], customer["usage"]["nodes"]


def test_d1_20_the_address_leads_to_the_door_and_the_door_to_the_own_page(portal, page):
    portal.open(HOME)
    page.wait_for_url(f"**{HOME}/login")
    expect(page.get_by_role("banner")).to_contain_text("Customer portal")
    expect(page.get_by_text(HOME)).to_be_visible()
    with page.expect_request(lambda sent: "signIn" in (sent.post_data or "")) as sent:
        portal.submit(PORTAL_ADMIN)
    assert sent.value.headers["portico-realm"] == REALM
    page.wait_for_url(portal.base_url + HOME)
    expect(page.get_by_role("banner")).to_contain_text("Fjord Security Desk")
    expect(page.get_by_role("main")).to_contain_text("Fjord Shipping AS")
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"**{HOME}/login")
    portal.open(f"{HOME}/people?state=DISABLED")
    page.wait_for_url(f"**{HOME}/login?next=*")
    portal.submit(PORTAL_ADMIN)
    page.wait_for_url(f"**{HOME}/people?state=DISABLED")


@pytest.mark.parametrize("who", PLACES)
def test_every_place_opens_by_its_own_modules_alone(signed_in, page, who):
    """D1-02: and nothing of a partner's screens or of the explorer is fetched on the way."""
    paths = []
    page.on("request", lambda request: paths.append(request.url))
    open_home(signed_in(who), page)
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    assert links.all_inner_texts() == PLACES[who]
    for name in PLACES[who]:
        link = page.get_by_role("navigation", name="Main").get_by_role("link", name=name)
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("alert")).to_have_count(0)
    page.keyboard.press("ControlOrMeta+k")
    page.keyboard.type("fjord")
    page.wait_for_load_state("networkidle")
    modules = [path for path in paths if path.endswith(".js")]
    assert any("/portal/home.js" in path for path in modules)
    assert [path for path in modules if re.search(r"/(screens|explorer)/", path)] == []


@pytest.mark.parametrize("who", PLACES)
def test_d1_02_every_figure_is_the_own_customers_and_the_apis(signed_in, page, who):
    portal = signed_in(who)
    open_home(portal, page)
    name, nodes = usage_of(portal)
    expect(page.get_by_role("main")).to_contain_text(name)
    products = sorted({(node["product"]["name"], node["product"]["id"]) for node in nodes})
    for product, product_id in products:
        latest = [node["quantity"] for node in nodes if node["product"]["id"] == product_id][-1]
        assert counter(page, product) == latest
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Usage").click()
    rows = page.locator(".card--periods tbody tr")
    expect(rows.first).to_be_visible()
    shown = {}
    for row in rows.all():
        label = re.match(r"\d{4}-\d\d", row.locator("th").inner_text())[0]
        shown[label] = [digits(cell.inner_text().split("\n")[0]) for cell in row.locator("td").all()]
    assert len(shown) >= 12 and list(shown) == sorted(shown, reverse=True)
    for label, figures in shown.items():
        told = {node["product"]["id"]: node["quantity"] for node in nodes if node["label"] == label}
        assert figures == [told[product_id] for _, product_id in products], label


def test_d3_05_d3_06_each_state_lists_exactly_its_people(signed_in, page):
    portal = signed_in(PORTAL_ADMIN)
    open_home(portal, page)
    people = portal.ask(ADMINS, realm=REALM)["data"]["portalUsers"]["nodes"]
    assert counter(page, "People enabled") == len([one for one in people if one["state"] == "ENABLED"])
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    expect(page.locator(".page-head__count")).to_have_text(str(len(people)))
    expect(page.locator("tbody tr").filter(has_text="Administrator")).to_have_count(1)
    for state in ("ENABLED", "DISABLED", "UNCONFIRMED"):
        page.get_by_role("navigation", name="State").get_by_role("link", name=state.capitalize()).click()
        page.wait_for_url(f"**{HOME}/people?state={state}")
        names = [one["name"] for one in people if one["state"] == state]
        expect(page.locator("tbody th")).to_have_text([re.compile(f"^{name}") for name in names])


def test_the_administrator_reads_invoices_and_prints_them(signed_in, page):
    portal = signed_in(PORTAL_ADMIN)
    open_home(portal, page)
    invoices = portal.ask(ADMINS, realm=REALM)["data"]["invoices"]["nodes"]
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Invoices").click()
    expect(page.locator(".row-link")).to_have_text([invoice["number"] for invoice in invoices])
    page.locator(".row-link").first.click()
    expect(page.get_by_role("heading", name=f"Invoice {invoices[0]['number']}")).to_be_focused()
    expect(page.locator(".paper__foot")).to_be_visible()
    assert digits(page.locator(".paper__foot dd").inner_text()) == invoices[0]["total"]["minorUnits"]
    expect(page.get_by_role("main").get_by_role("link", name="Fjord Shipping AS")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


@pytest.mark.parametrize("path", ["/people", "/invoices", "/invoices/any"])
def test_g_25_what_is_the_administrators_is_neither_shown_nor_asked_for_by_others(signed_in, page, path):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    signed_in(PORTAL_USER).open(HOME + path)
    expect(page.get_by_role("heading", name="Not for this account")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Kari Lunde (Portal user)")
    assert not any("query Portal" in body for body in sent)


CONTRACT = {"id": "c1", "orderNumber": "PO-1", "quantity": 5, "startsOn": "2026-01-01", "endsOn": "2126-12-31",
            "autoRenew": False, "cancelledOn": None, "status": "ACTIVE",
            "product": {"id": "p1", "name": "Scanner", "unit": "assets"}}
PRICES = {"unitPrice": {"minorUnits": 100, "currency": "EUR"}, "annualValue": {"minorUnits": 500, "currency": "EUR"}}


@pytest.mark.parametrize(("who", "prices"), [(PORTAL_ADMIN, PRICES), (PORTAL_USER, {})])
def test_prices_of_contracts_are_the_administrators(signed_in, page, who, prices):
    """The demonstration's portals have no contracts: the answer stands in for one, but the question is the real one."""
    asked = []

    def answer(route):
        body = route.request.post_data or ""
        if "query PortalContracts" not in body:
            return route.continue_()
        asked.append((body, route.fetch().json()))
        contracts = {"totalCount": 1, "nodes": [CONTRACT | prices]}
        route.fulfill(json={"data": {"viewer": {"customer": {"id": "c", "contracts": contracts}}}})

    page.route("**/graphql", answer)
    signed_in(who).open(f"{HOME}/contracts")
    expect(page.get_by_role("row").filter(has_text="PO-1")).to_contain_text("Active")
    expect(page.get_by_role("columnheader", name="A year")).to_have_count(1 if prices else 0)
    body, real = asked[0]
    assert ("annualValue" in body) == bool(prices)
    assert "errors" not in real and real["data"]["viewer"]["customer"]["contracts"]["totalCount"] == 0


def test_a_portal_and_the_partners_side_work_beside_each_other(signed_in, page, complaints):
    signed_in(ADMIN)
    portal = signed_in(PORTAL_ADMIN)
    open_home(portal, page)
    portal.open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    expect(page.get_by_role("banner")).to_contain_text("Nordlys")
    assert page.evaluate("document.documentElement.dataset.portal") is None
    page.go_back()
    expect(page.get_by_role("banner")).to_contain_text("Fjord Security Desk")
    expect(page.get_by_role("region", name="Invoices").locator(".row-link").first).to_be_visible()
    expect(page.locator(".chart__mark").first).to_be_visible()
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert {"portico-partner", "portico-portal-fjord"} <= names
    page.context.clear_cookies(name="portico-portal-fjord")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    page.wait_for_url(f"**{HOME}/login?next=*people*")
    complaints[:] = [text for text in complaints if "status of 4" not in text]
    portal.open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()


def test_a_session_that_ends_leads_to_this_portals_door(signed_in, page, complaints):
    portal = signed_in(PORTAL_USER)
    open_home(portal, page)
    page.context.clear_cookies()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Contacts").click()
    page.wait_for_url(f"**{HOME}/login?next=*contacts*")
    expect(page.get_by_role("status").filter(has_text="session has ended")).to_be_visible()
    complaints[:] = [text for text in complaints if "status of 4" not in text]


def test_what_no_portal_can_be_called_is_told_and_what_none_is_called_is_not(portal, page):
    """Who has a portal is nobody else's affair: a door that leads nowhere reads like a wrong password."""
    portal.open("/portal/Fjord/usage")
    expect(page.get_by_role("heading", name="No portal has this address")).to_be_visible()
    page.get_by_role("link", name=HOME).click()
    page.wait_for_url(f"**{HOME}/login")
    texts = []
    for slug in (PORTAL, "nobody-has-this"):
        portal.open(f"/portal/{slug}")
        portal.submit("stranger@fjord.test", PASSWORD)
        expect(page.get_by_role("alert")).to_be_focused()
        texts.append(page.get_by_role("main").inner_text().replace(slug, ""))
    assert texts[0] == texts[1]


def test_one_answer_that_fails_leaves_the_other_to_be_read(signed_in, page):
    held, is_down = [], [True]
    error = {"message": "Busy.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-7"}}

    def answer(route):
        body = route.request.post_data or ""
        if "query PortalHomeOfAdmin" in body and is_down[0]:
            return route.fulfill(json={"errors": [error]})
        held.append(route) if "query PortalHome(" in body else route.continue_()

    page.route("**/graphql", answer)
    signed_in(PORTAL_ADMIN).open(HOME)
    expect(page.get_by_label("Numbers")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("alert")).to_contain_text("req-7")
    held[0].continue_()
    expect(page.locator(".chart__mark").first).to_be_visible()
    expect(page.get_by_role("region", name="Invoices")).to_have_count(0)
    is_down[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("region", name="Invoices").locator(".row-link").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("colour", ["#ffee00", "#ffffff", "#000000", "#ff0000"])
def test_whatever_colour_a_brand_has_its_text_stays_legible(signed_in, page, colour):
    def paint(route):
        answer = {"viewer": {"portalUser": {"id": "u", "portal": {"id": "p", "brandColor": colour}}}}
        route.fulfill(json={"data": answer}) if "query Brand" in (route.request.post_data or "") else route.continue_()

    page.route("**/graphql", paint)
    signed_in(PORTAL_USER).open(f"{HOME}/nowhere")
    expect(page.get_by_role("link", name="Go to the start page")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.portal") == PORTAL
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        report = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["color-contrast"]}, "preload": False})
        assert report.response["violations"] == [], (scheme, colour)
        assert report.response["passes"], scheme
