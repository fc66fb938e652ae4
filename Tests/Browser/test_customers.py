"""The customers list: search, order, filters and pages stand in the address."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, USER

NAMES = "{ customers(first: 100, orderBy: [{field: NAME}]) { totalCount nodes { id name status kind } } }"


@pytest.fixture
def customers(signed_in, page):
    """The list as the administrator sees it, and what the API says about it."""
    portal = signed_in(ADMIN)
    portal.open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    return portal.ask(NAMES)["data"]["customers"]


def shown(page):
    return page.locator(".row-link").all_inner_texts()


def test_the_list_shows_the_first_page_and_the_total(customers, page):
    assert shown(page) == [node["name"] for node in customers["nodes"]][:25]
    expect(page.locator(".page-head__count")).to_have_text(str(customers["totalCount"]))
    expect(page.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "ascending")


def test_the_assigned_user_sees_exactly_three_customers(signed_in, page):
    portal = signed_in(USER)
    portal.open("/customers")
    expect(page.locator(".row-link")).to_have_count(3)
    expect(page.locator(".page-head__count")).to_have_text("3")
    expect(page.get_by_text("3 of 3 customers")).to_be_visible()


def test_a_search_replaces_the_address_and_finds(customers, page):
    wanted = customers["nodes"][3]["name"]
    before = page.evaluate("history.length")
    page.get_by_role("searchbox").press_sequentially(wanted[:12], delay=20)
    page.wait_for_url("**/customers?q=*")
    expect(page.get_by_role("link", name=wanted, exact=True)).to_be_visible()
    assert page.evaluate("history.length") == before
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_search_that_finds_nothing_offers_to_clear_it(customers, page):
    page.get_by_role("searchbox").fill("no such customer")
    expect(page.get_by_role("heading", name="No customer matches")).to_be_visible()
    page.get_by_role("button", name="Clear filters").last.click()
    expect(page.locator(".row-link").first).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("")
    assert page.url.endswith("/customers")


def test_filters_narrow_the_list_and_back_widens_it_again(customers, page):
    page.get_by_label("Status", exact=True).select_option("DISABLED")
    page.wait_for_url("**/customers?status=DISABLED")
    expected = [node["name"] for node in customers["nodes"] if node["status"] == "DISABLED"]
    expect(page.locator(".row-link").first).to_have_text(expected[0])
    page.get_by_label("Kind").select_option("EVALUATION")
    page.wait_for_url("**/customers?status=DISABLED&kind=EVALUATION")
    page.go_back()
    expect(page.get_by_label("Kind")).to_have_value("")
    page.go_back()
    expect(page.get_by_label("Status", exact=True)).to_have_value("")
    expect(page.locator(".row-link").first).to_have_text(customers["nodes"][0]["name"])


def test_the_risk_narrows_the_list_to_the_apis(signed_in, page):
    portal = signed_in(ADMIN)
    portal.open("/customers")
    page.get_by_label("Churn risk").select_option("HIGH")
    page.wait_for_url("**/customers?risk=HIGH")
    told = portal.ask("""{ customers(first: 100, filter: {churn: {band: {eq: HIGH}}}, orderBy: [{field: NAME}]) {
        nodes { name churn { band } } } }""")["data"]["customers"]["nodes"]
    expect(page.locator("tbody tr")).to_have_count(len(told))
    assert page.locator(".row-link").all_inner_texts() == [node["name"] for node in told]
    assert {node["churn"]["band"] for node in told} == {"HIGH"}
    assert set(page.locator('td[data-title="Churn risk"]').all_inner_texts()) == {"High"}


def test_a_heading_sorts_and_sorts_back(customers, page):
    heading = page.get_by_role("columnheader", name="Name")
    page.get_by_role("button", name="Name", exact=True).click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    page.wait_for_url("**/customers?sort=-NAME")
    first = page.locator(".row-link").first
    expect(first).not_to_have_text(customers["nodes"][0]["name"])
    expect(page.get_by_role("button", name="Name", exact=True)).to_be_focused()
    page.get_by_role("button", name="Name", exact=True).click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(first).to_have_text(customers["nodes"][0]["name"])


def test_pages_turn_forward_and_backward_by_cursor(customers, page):
    names = [node["name"] for node in customers["nodes"]]
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/customers?after=*")
    expect(page.locator(".row-link").first).to_have_text(names[25])
    page.get_by_role("link", name="Previous").click()
    page.wait_for_url("**/customers?before=*")
    expect(page.locator(".row-link").first).to_have_text(names[0])
    assert shown(page) == names[:25]
    expect(page.get_by_role("link", name="Previous")).to_have_attribute("aria-disabled", "true")
    page.go_back()
    expect(page.locator(".row-link").first).to_have_text(names[25])


def test_an_address_restores_the_whole_view(signed_in, page):
    signed_in(ADMIN).open("/customers?status=ENABLED&kind=REGULAR&sort=-NAME&size=50&unknown=1")
    expect(page.get_by_label("Status", exact=True)).to_have_value("ENABLED")
    expect(page.get_by_label("Kind")).to_have_value("REGULAR")
    expect(page.get_by_label("Rows a page")).to_have_value("50")
    expect(page.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "descending")


def test_a_forged_cursor_leads_to_the_first_page(customers, signed_in, page, complaints):
    signed_in(ADMIN).open("/customers?after=forged")
    expect(page.locator(".row-link").first).to_have_text(customers["nodes"][0]["name"])
    complaints[:] = [text for text in complaints if "status of 400" not in text]


def test_back_from_a_customer_returns_to_the_place(customers, page):
    link = page.locator(".row-link").nth(18)
    link.scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    link.click()
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator(".row-link").nth(18)).to_be_focused()
    assert abs(page.evaluate("scrollY") - scrolled) < 3


def test_a_failure_shows_the_request_and_tries_again(signed_in, page, complaints):
    is_down = [True]
    error = {"message": "The database is away.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-42"}}

    def answer(route):
        fails = is_down[0] and "Customers" in (route.request.post_data or "")
        route.fulfill(status=503, json={"errors": [error]}) if fails else route.continue_()

    page.route("**/graphql", answer)
    signed_in(ADMIN).open("/customers")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The database is away.")
    expect(alert).to_contain_text("req-42")
    is_down[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".row-link").first).to_be_visible()
    assert any("503" in text for text in complaints)
    complaints.clear()


def test_leaving_while_a_search_waits_stays_left(customers, page):
    page.get_by_role("searchbox").fill("abc")
    page.get_by_role("link", name="Explorer").click()
    expect(page.get_by_role("heading", name="Explorer")).to_be_visible()
    page.wait_for_timeout(400)
    assert page.url.endswith("/explorer")


def test_a_late_answer_never_covers_a_newer_one(signed_in, page):
    held = []

    def slow(route):
        is_first = '"search":"aaaa"' in (route.request.post_data or "")
        held.append(route) if is_first else route.continue_()

    page.route("**/graphql", slow)
    signed_in(ADMIN).open("/customers?q=aaaa")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".row-link").first).to_be_visible()
    names = shown(page)
    empty = {"customers": {"totalCount": 0, "nodes": [], "pageInfo": {"hasNextPage": False, "hasPreviousPage": False}}}
    held[0].fulfill(json={"data": empty})
    page.wait_for_timeout(200)
    assert shown(page) == names


def test_while_rows_load_their_room_is_kept(signed_in, page):
    held = []
    page.route("**/graphql", lambda r: held.append(r) if "Customers" in (r.request.post_data or "") else r.continue_())
    signed_in(ADMIN).open("/customers")
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".is-skeleton")).to_have_count(8)
    held[0].continue_()
    expect(page.locator(".row-link").first).to_be_visible()
    expect(page.get_by_role("table")).not_to_have_attribute("aria-busy", re.compile("true"))


PORTALS = "{ customers(first: 25, orderBy: [{field: NAME}]) { nodes { id name portal { slug } } } }"


def test_d1_18_d1_19_d1_20_each_portals_address_is_shown_copied_and_opens_its_door(customers, signed_in, page, base_url):
    told = signed_in(ADMIN).ask(PORTALS)["data"]["customers"]["nodes"]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    portals = {node["name"]: node["portal"]["slug"] for node in told if node["portal"]}
    assert 0 < len(portals) < len(told)
    expect(page.locator(".tool--copy")).to_have_count(len(portals))
    name, slug = next(iter(portals.items()))
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))
    address = f"{base_url}/portal/{slug}"
    assert row.locator(".portal-address__link").inner_text().replace("\n", "") == address
    button = row.get_by_role("button", name=f"Copy the portal's address of {name}")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text(f"The portal's address of {name} is copied.")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("data-done", "true")
    assert page.evaluate("navigator.clipboard.readText()") == address
    expect(page.locator(".tool--copy[data-done]")).to_have_count(0)
    page.context.clear_cookies()
    page.goto(address)
    expect(page.get_by_role("heading", name="Sign in to your portal")).to_be_visible()


def test_d1_18_where_there_is_no_portal_the_way_leads_to_why(customers, signed_in, page):
    told = signed_in(ADMIN).ask(PORTALS)["data"]["customers"]["nodes"]
    name = next(node["name"] for node in told if not node["portal"])
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))
    expect(row.get_by_role("button")).to_have_count(0)
    row.get_by_role("link", name=f"{name}: no portal yet").click()
    expect(page.get_by_role("heading", name="No portal yet")).to_be_visible()


def test_what_cannot_be_copied_is_told(customers, page):
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(".tool--copy").first.click()
    expect(page.get_by_role("alert")).to_contain_text("select the address yourself")
    expect(page.locator(".tool--copy[data-done]")).to_have_count(0)


def test_a_narrow_list_keeps_each_portals_address_and_does_not_scroll(customers, page):
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.locator(".portal-address").first).to_be_visible()
    expect(page.locator(".tool--copy").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
