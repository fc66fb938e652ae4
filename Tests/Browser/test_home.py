"""The first page: every number is the API's, comes in one request, and leads to the list that it counts."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER, USER

TODAY = "new Intl.DateTimeFormat('sv', {timeZone: 'Europe/Oslo'}).format(new Date())"
OVERDUE = """query ($day: Date!) { invoices(first: 5, orderBy: [{field: DUE_ON}],
  filter: {paidOn: {isNull: true}, dueOn: {lt: $day}}) { totalCount nodes { number } } }"""

FIGURES = """query ($day: Date!) { reports {
  now: usage(first: 1, filter: {period: {startOn: {lte: $day}, endOn: {gt: $day}}, customer: {status: {eq: ENABLED}}}) {
    totals { product { name } quantity } }
  usage(first: 1) { totals { label product { name } quantity } }
  contractValues(first: 1) { totals { day amount { minorUnits } } } } }"""
LATELY = """{ tasks(first: 1, orderBy: [{field: OPENED_AT, direction: DESC}]) { nodes { customer { name } } } }"""


def number(page, name):
    card = page.locator(".number").filter(has=page.get_by_role("link", name=name))
    return int(re.sub(r"\D", "", card.locator(".number__value").inner_text()))


def open_home(portal, page):
    """The numbers stand, and the lists below them, which bring a module of their own."""
    portal.open("/")
    expect(page.locator(".number__value").first).to_be_visible()
    expect(page.get_by_role("region", name="Go to")).to_be_visible()


@pytest.mark.parametrize("who", [ADMIN, USER, BUYER])
def test_every_number_leads_to_a_list_of_as_many(signed_in, page, who):
    portal = signed_in(who)
    open_home(portal, page)
    links = page.locator(".number__link")
    numbers = {name: number(page, name) for name in links.all_inner_texts()}
    assert len(numbers) == (4 if who == BUYER else 5)
    for name, expected in numbers.items():
        page.get_by_role("main").get_by_role("link", name=name).click()
        expect(page.locator(".page-head__count")).to_have_text(re.compile(r"\d"))
        told = int(re.sub(r"\D", "", page.locator(".page-head__count").inner_text()))
        assert told == expected, name
        page.go_back()
        expect(links.first).to_be_visible()


def test_d4_09_d4_10_a_buyer_of_leads_counts_leads_and_a_service_provider_customers(signed_in, page):
    open_home(signed_in(BUYER), page)
    assert number(page, "Leads received") >= number(page, "Leads this month")
    expect(page.get_by_role("main")).not_to_contain_text("Customers enabled")
    expect(page.locator(".number").nth(1)).to_contain_text(re.compile("(more than|fewer than|As many as)"))
    page.context.clear_cookies()
    open_home(signed_in(ADMIN), page)
    expect(page.get_by_role("main")).not_to_contain_text("Leads received")


def test_d4_04_after_signing_in_a_partner_sees_leads_invoices_and_who_one_is(signed_in, page):
    portal = signed_in(BUYER)
    open_home(portal, page)
    viewer = portal.ask("{ viewer { name organizationName } }")["data"]["viewer"]
    expect(page.get_by_role("heading", level=1)).to_contain_text(viewer["name"].split()[0])
    expect(page.get_by_role("banner")).to_contain_text(viewer["organizationName"])
    assert number(page, "Leads received") > 0
    for place in ("Leads", "Invoices", "Account"):
        expect(page.get_by_role("link", name=place, exact=True).first).to_be_visible()


def test_all_numbers_come_in_one_request_and_all_charts_in_another(signed_in, page):
    bodies = []
    page.on("request", lambda request: bodies.append(request.post_data or "") if "/graphql" in request.url else None)
    open_home(signed_in(ADMIN), page)
    page.wait_for_load_state("networkidle")
    names = [re.search(r"query (\w+)", body)[1] for body in bodies]
    assert sorted(names) == ["Home", "HomeFigures", "Profile", "Viewer"]


def digits(text):
    return int(re.sub(r"\D", "", text))


def figure(page, name):
    """A figure above a chart, and whether its chart is the one shown."""
    stat = page.locator(".stat").filter(has_text=name)
    return digits(stat.locator(".stat__value").inner_text()), stat.get_attribute("aria-pressed")


def test_d0_32_d0_33_usage_counters_are_of_enabled_customers_now_and_the_bars_of_all(signed_in, page):
    """The demonstration's disabled customers use nothing any more, so that figures alone wouldn't tell."""
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    portal = signed_in(ADMIN)
    open_home(portal, page)
    [document] = [body for body in sent if "query HomeFigures(" in body]
    assert re.search(r"enabled:\s*usage\([^()]*status:\s*\{\s*eq:\s*ENABLED\s*\}", document)
    reports = portal.ask(FIGURES, {"day": page.evaluate(TODAY)})["data"]["reports"]
    expect(page.locator(".stat[aria-pressed]")).to_have_count(3)
    for total in reports["now"]["totals"]:
        assert figure(page, total["product"]["name"])[0] == total["quantity"]
    for name in sorted({total["product"]["name"] for total in reports["usage"]["totals"]}):
        page.locator(".stat").filter(has_text=name).press("Enter")
        chart = page.get_by_role("region", name="Usage").get_by_role("figure", name=name)
        bars = [digits(bar.get_attribute("aria-label").split(": ")[-1]) for bar in chart.locator(".chart__mark").all()]
        known = [total["quantity"] for total in reports["usage"]["totals"] if total["product"]["name"] == name]
        assert len(bars) >= 12 and bars == known[-len(bars):], name
        assert figure(page, name)[1] == "true"
        assert page.locator(".stat[aria-pressed=true]").count() == 1


def test_d0_38_d0_39_contract_value_is_shown_to_who_resells_alone(signed_in, page):
    portal = signed_in(ADMIN)
    open_home(portal, page)
    days = portal.ask(FIGURES, {"day": page.evaluate(TODAY)})["data"]["reports"]["contractValues"]["totals"]
    panel = page.get_by_role("region", name="Contract value")
    assert figure(page, "EUR")[0] == days[-1]["amount"]["minorUnits"]
    expect(panel.locator(".chart__trend")).to_have_count(1)
    marks = panel.locator(".chart__mark").count()
    assert 180 <= marks <= 183 and marks <= len(days)
    page.context.clear_cookies()
    open_home(signed_in(USER), page)
    expect(page.get_by_role("region", name="Usage").locator(".chart__mark").first).to_be_visible()
    expect(page.get_by_role("region", name="Contract value")).to_have_count(0)


def test_d0_31_a_bar_leads_by_keyboard_to_the_customers_behind_it_and_back_returns(signed_in, page):
    portal = signed_in(ADMIN)
    open_home(portal, page)
    bar = page.get_by_role("region", name="Usage").locator(".chart__mark").first
    bar.focus()
    page.keyboard.press("End")
    last = page.locator(".chart__mark:focus").get_attribute("aria-label")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports?product=*&period=*")
    behind = page.locator(".card--behind")
    expect(behind.locator("tbody tr").first).to_be_visible()
    assert sum(digits(text) for text in behind.locator("tbody td").all_inner_texts()) == digits(last.split(": ")[-1])
    page.reload()
    expect(behind.locator("tbody tr").first).to_be_visible()
    page.go_back()
    expect(page.locator(".number__value").first).to_be_visible()


def test_what_happened_is_the_apis_the_latest_first(signed_in, page):
    portal = signed_in(ADMIN)
    open_home(portal, page)
    rows = page.get_by_role("region", name="Recent activity").get_by_role("listitem")
    expect(rows.first).to_be_visible()
    moments = page.locator(".brief__row--event time").evaluate_all("(all) => all.map((one) => one.dateTime)")
    assert 0 < len(moments) <= 8 and moments == sorted(moments, reverse=True)
    told = portal.ask(LATELY)["data"]["tasks"]["nodes"][0]
    expect(rows.filter(has_text="New task").first).to_contain_text(told["customer"]["name"])
    rows.filter(has_text="New task").first.get_by_role("link").click()
    expect(page.get_by_role("tab", selected=True)).to_contain_text("Tasks")


@pytest.mark.parametrize(("query", "sign"), [("Home(", ".panel .chart"), ("HomeFigures(", ".number__value")])
def test_where_one_part_fails_the_other_stands_and_tries_again(signed_in, page, query, sign):
    is_down = [True]
    error = {"message": "Busy.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-7"}}

    def answer(route):
        fails = is_down[0] and f"query {query}" in (route.request.post_data or "")
        route.fulfill(json={"errors": [error]}) if fails else route.continue_()

    page.route("**/graphql", answer)
    signed_in(ADMIN).open("/")
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("req-7")
    expect(page.locator(sign).first).to_be_visible()
    is_down[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".panel .chart").first).to_be_visible()
    expect(page.locator(".number__value").first).to_be_visible()


def test_d4_11_what_waits_is_listed_and_leads_on_by_keyboard(signed_in, page):
    portal = signed_in(ADMIN)
    open_home(portal, page)
    told = portal.ask(OVERDUE, {"day": page.evaluate(TODAY)})["data"]["invoices"]
    late = page.get_by_role("region", name="Longest overdue")
    assert late.locator(".row-link").all_inner_texts() == [node["number"] for node in told["nodes"]]
    expect(late.get_by_role("link", name=f"All {told['totalCount']} invoices")).to_be_visible()
    late.locator(".row-link").first.press("Enter")
    expect(page.get_by_role("heading", name=f"Invoice {told['nodes'][0]['number']}")).to_be_focused()


def test_d4_12_quick_links_lead_to_every_place_of_the_role(signed_in, page):
    open_home(signed_in(USER), page)
    links = page.get_by_role("region", name="Go to").get_by_role("link").all_inner_texts()
    places = page.get_by_role("navigation", name="Main").get_by_role("link").all_inner_texts()
    assert links == [place for place in places if place != "Home"]
    assert {"Customers", "Leads", "Invoices", "Account"} < set(links)


def test_refresh_asks_again_and_says_when(signed_in, page):
    open_home(signed_in(ADMIN), page)
    expect(page.get_by_text(re.compile(r"^As of \d\d:\d\d$")).first).to_be_visible()
    expect(page.get_by_role("button", name="Refresh")).not_to_have_attribute("aria-disabled", "true")
    with page.expect_request(lambda request: "query Home(" in (request.post_data or "")):
        page.get_by_role("button", name="Refresh").press("Enter")
    expect(page.locator("#announcer")).to_have_text(re.compile(r"^As of \d\d:\d\d$"))
    expect(page.get_by_role("button", name="Refresh")).to_be_focused()


def test_while_numbers_load_their_room_is_kept(signed_in, page):
    held = []
    page.route("**/graphql", lambda r: held.append(r) if "query Home(" in (r.request.post_data or "") else r.continue_())
    page.add_init_script("""globalThis.moved = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.moved += entry.value;
    }).observe({type: 'layout-shift', buffered: true})""")
    signed_in(ADMIN).open("/")
    expect(page.get_by_label("Numbers")).to_have_attribute("aria-busy", "true")
    top = page.locator(".panels").bounding_box()["y"]
    held[0].continue_()
    expect(page.locator(".number__value").first).to_be_visible()
    expect(page.locator(".panel .chart").first).to_be_visible()
    assert abs(page.locator(".panels").bounding_box()["y"] - top) < 2


def test_when_the_numbers_fail_the_ways_on_stay(signed_in, page):
    is_down = [True]
    error = {"message": "Busy.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-9"}}

    def answer(route):
        fails = is_down[0] and "query Home(" in (route.request.post_data or "")
        route.fulfill(json={"errors": [error]}) if fails else route.continue_()

    page.route("**/graphql", answer)
    signed_in(ADMIN).open("/")
    expect(page.get_by_role("alert")).to_contain_text("req-9")
    expect(page.get_by_role("region", name="Go to").get_by_role("link", name="Customers", exact=True)).to_be_visible()
    is_down[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".number__value").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
