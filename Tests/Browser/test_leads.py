"""Leads: the list with its filters in the address, and one lead."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER

NEWEST = """{ leads(first: 100, orderBy: [{field: RECEIVED_AT, direction: DESC}]) {
  totalCount nodes { id name country message } } }"""


@pytest.fixture
def leads(signed_in, page):
    """The list as the buyer of leads sees it, and what the API says about it."""
    portal = signed_in(BUYER)
    portal.open("/leads")
    expect(page.locator(".row-link").first).to_be_visible()
    return portal.ask(NEWEST)["data"]["leads"]


def shown(page):
    return page.locator(".row-link").all_inner_texts()


def test_d4_13_the_newest_leads_come_first_with_their_fields(leads, page):
    assert shown(page) == [node["name"] for node in leads["nodes"]][:25]
    expect(page.locator(".page-head__count")).to_have_text(str(leads["totalCount"]))
    expect(page.get_by_role("columnheader", name="Received")).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_role("columnheader")).to_have_text(["Name", "Company", "E-mail", "Country", "Received"])


def test_d4_14_a_search_stands_in_the_address_and_finds(leads, page):
    wanted = leads["nodes"][4]["name"]
    page.get_by_role("searchbox").fill(wanted)
    page.wait_for_url("**/leads?q=*")
    expect(page.locator(".row-link").first).to_have_text(wanted)
    assert set(shown(page)) == {wanted}
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value(wanted)


def test_d4_15_the_country_filter_finds_exactly_that_country(leads, signed_in, page):
    code = next(node["country"] for node in leads["nodes"] if node["country"])
    page.get_by_label("Country").select_option(code)
    page.wait_for_url(f"**/leads?country={code}")
    query = "query ($c: String!) { leads(filter: {country: {eq: $c}}) { totalCount } }"
    total = signed_in(BUYER).ask(query, {"c": code})["data"]["leads"]["totalCount"]
    expect(page.locator(".page-head__count")).to_have_text(str(total))
    page.go_back()
    expect(page.get_by_label("Country")).to_have_value("")
    expect(page.locator(".page-head__count")).to_have_text(str(leads["totalCount"]))


def test_d4_15_the_times_of_receipt_divide_the_leads(leads, signed_in, page):
    """What came before a day and what came from that day on are all leads together."""
    portal, counts = signed_in(BUYER), []
    for days in ("to=2026-05-31", "from=2026-06-01"):
        portal.open(f"/leads?received=days&{days}")
        expect(page.locator(".row-link").first).to_be_visible()
        counts.append(int(page.locator(".page-head__count").inner_text()))
    assert sum(counts) == leads["totalCount"] and all(counts)


def test_days_are_chosen_in_the_bar_and_forgotten_with_it(leads, page):
    page.get_by_label("Received", exact=True).select_option("days")
    page.get_by_label("From").fill("2026-06-01")
    page.wait_for_url("**/leads?received=days&from=2026-06-01")
    page.get_by_label("To", exact=True).fill("2026-06-30")
    page.wait_for_url("**/leads?received=days&from=2026-06-01&to=2026-06-30")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_label("From")).to_have_count(0)
    assert page.url.endswith("/leads")


def test_pages_and_order_stand_in_the_address(leads, page):
    page.get_by_role("button", name="Received").click()
    page.wait_for_url("**/leads?sort=RECEIVED_AT")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/leads?sort=RECEIVED_AT&after=*")
    page.get_by_label("Rows a page").select_option("100")
    page.wait_for_url("**/leads?sort=RECEIVED_AT&size=100")
    expect(page.locator(".row-link")).to_have_count(100)


def test_nothing_found_offers_to_clear(leads, page):
    page.get_by_role("searchbox").fill("no such lead anywhere")
    expect(page.get_by_role("heading", name="No lead matches")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
    expect(page.locator(".row-link").first).to_be_visible()


def test_a_partner_without_leads_learns_why(signed_in, page):
    signed_in(ADMIN).open("/leads")
    expect(page.get_by_role("heading", name="No leads yet")).to_be_visible()


def test_a_lead_is_read_and_answered_by_keyboard(leads, page):
    wanted = next(node for node in leads["nodes"][:25] if node["message"])
    page.locator(f"[id='row-{wanted['id']}']").press("Enter")
    expect(page.get_by_role("heading", name=wanted["name"], level=1)).to_be_visible()
    expect(page.locator(".message")).to_have_text(re.sub(r"\s+", " ", wanted["message"]))
    expect(page.get_by_role("link", name="Write an e-mail")).to_have_attribute("href", re.compile("^mailto:"))
    expect(page).to_have_title(re.compile(re.escape(wanted["name"])))
    page.go_back()
    expect(page.locator(f"[id='row-{wanted['id']}']")).to_be_focused()


def test_a_lead_tells_to_whom_it_was_delivered_and_for_how_much(leads, signed_in, page):
    portal = signed_in(BUYER)
    asked = """query ($id: ID!) { lead(id: $id) { deliveries(first: 10) {
      nodes { status price { minorUnits } partnership { name } } } } }"""
    wanted = leads["nodes"][0]["id"]
    (made,) = portal.ask(asked, {"id": wanted})["data"]["lead"]["deliveries"]["nodes"]
    portal.open(f"/leads/{wanted}")
    cells = page.locator(".card--deliveries tbody tr").locator("th, td")
    expect(cells.first).to_have_text(made["partnership"]["name"])
    said = {"DELIVERED": "Delivered", "ACCEPTED": "Accepted", "REJECTED": "Sent back"}[made["status"]]
    expect(cells.nth(1)).to_have_text(said)
    assert int(re.sub(r"\D", "", cells.nth(2).inner_text())) == made["price"]["minorUnits"]
    expect(cells.nth(3).locator("time")).to_be_visible()


@pytest.mark.parametrize("who", [ADMIN, BUYER])
def test_d4_20_a_lead_of_others_and_one_that_never_was_look_alike(leads, signed_in, page, who):
    foreign = leads["nodes"][0]["id"]
    address = foreign if who == ADMIN else foreign[:-4] + "AAAA"
    page.context.clear_cookies()
    signed_in(who).open(f"/leads/{address}")
    expect(page.get_by_role("heading", name="No such lead")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="All leads")).to_be_visible()


def test_a_failure_shows_the_request_and_tries_again(signed_in, page):
    is_down = [True]
    error = {"message": "The database is away.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-42"}}

    def answer(route):
        fails = is_down[0] and "query Lead" in (route.request.post_data or "")
        route.fulfill(json={"errors": [error]}) if fails else route.continue_()

    page.route("**/graphql", answer)
    signed_in(BUYER).open("/leads")
    expect(page.get_by_role("alert")).to_contain_text("req-42")
    is_down[0] = False
    page.get_by_role("button", name="Try again").click()
    page.locator(".row-link").first.click()
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()


def test_markup_in_a_lead_stays_text(signed_in, page):
    evil = "<img src=x onerror=alert(1)>"
    lead = dict.fromkeys(["id", "name", "company", "message"], evil) | {
        "email": "x@y.test\"onclick=alert(1)", "phone": "javascript:alert(1)", "country": "ZZ<",
        "receivedAt": "2026-11-01T10:00:00.000Z",
        "deliveries": {"nodes": [{
            "id": evil, "status": "ACCEPTED", "deliveredAt": "2026-11-01T10:05:00.000Z",
            "price": {"minorUnits": 4200, "currency": "EUR"}, "partnership": {"name": evil}}]}}

    def answer(route):
        is_lead = "query Lead" in (route.request.post_data or "")
        route.fulfill(json={"data": {"lead": lead}}) if is_lead else route.continue_()

    page.route("**/graphql", answer)
    signed_in(BUYER).open("/leads/x")
    expect(page.get_by_role("heading", name=evil)).to_be_visible()
    assert page.locator("main img").count() == 0
    assert page.get_by_role("link", name="Call").get_attribute("href") == "tel:1"
