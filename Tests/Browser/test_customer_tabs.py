"""The tabs of a customer: the address, the keyboard, one question each, and figures that are the API's."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, MARKETING, USER, days_ago

FIND = """query ($name: String!) { customers(first: 1, filter: {search: $name}) { nodes { id name } } }"""
ALL = ["Overview", "Contacts", "Usage", "Contracts", "Engagement", "Tasks", "Portal", "Invoices"]
FIGURES = """query ($id: ID!) { customer(id: $id) {
    contacts(first: 100) { totalCount }
    contracts(first: 100) { nodes { orderNumber annualValue { minorUnits } } }
    contractValues(first: 1, orderBy: [{field: DAY, direction: DESC}]) { nodes { amount { minorUnits } } }
    tasks(first: 100, filter: {resolvedAt: {isNull: true}}) { totalCount }
    invoices(first: 100, orderBy: [{field: ISSUED_ON, direction: DESC}]) { nodes { number total { minorUnits } } }
    portal { slug users(first: 100, orderBy: [{field: NAME}]) { nodes { name } } }
    usage(first: 100, orderBy: [{field: START_ON, direction: DESC}]) { nodes { label quantity product { name } } }
    usageReadings(first: 100) { totalCount nodes { quantity product { name } } } } }"""


def digits(text):
    return int(re.sub(r"\D", "", text))


def tab(page, name):
    return page.get_by_role("tab", name=re.compile(f"^{name}"))


@pytest.fixture
def customer(signed_in, page):
    """Opens a customer by the beginning of its name; gives what the API says of it."""
    def show(name, query="", who=ADMIN):
        portal = signed_in(who)
        portal.open("/nowhere")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        found = portal.ask(FIND, {"name": name})["data"]["customers"]["nodes"][0]
        portal.open(f"/customers/{found['id']}{query}")
        expect(page.get_by_role("tab", selected=True)).to_be_visible()
        return portal.ask(FIGURES, {"id": found["id"]})["data"]["customer"] | found
    return show


def test_each_tab_brings_its_module_and_asks_once(customer, page):
    customer("Dalarna")
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()
    page.wait_for_load_state("networkidle")
    sent = []
    page.on("request", lambda request: sent.append(request))
    for name in ALL[1:]:
        sent.clear()
        tab(page, name).click()
        page.wait_for_url(f"**?tab={name.lower()}")
        panel = page.get_by_role("tabpanel", name=re.compile(f"^{name}"))
        expect(panel.locator("tbody tr, .notice, .contact").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert len([one for one in sent if "/graphql" in one.url]) == 1, name
        assert any(f"/screens/customer/{name.lower()}.js" in one.url for one in sent), name
    sent.clear()
    tab(page, "Contracts").click()
    expect(page.get_by_role("tabpanel").locator("tbody tr").first).to_be_visible()
    tab(page, "Overview").click()
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()
    assert [one.url for one in sent if re.search(r"/graphql|\.js$", one.url)] == []


def test_arrows_move_enter_opens_and_the_tabs_are_one_stop(customer, page):
    customer("Dalarna")
    address = page.url
    tabs = page.get_by_role("tab")
    assert [re.sub(r"\s*\d+$", "", text) for text in tabs.all_inner_texts()] == ALL
    tab(page, "Overview").focus()
    for key, name in [("ArrowRight", "Contacts"), ("End", "Invoices"), ("ArrowRight", "Overview"),
                      ("ArrowLeft", "Invoices"), ("Home", "Overview"), ("ArrowRight", "Contacts")]:
        page.keyboard.press(key)
        expect(tab(page, name)).to_be_focused()
    assert page.url == address
    expect(tab(page, "Overview")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(tab(page, "Contacts")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(tab(page, "Usage")).to_have_attribute("aria-selected", "true")
    expect(tab(page, "Usage")).to_be_focused()
    assert page.locator("[role=tab][tabindex='0']").count() == 1
    expect(page.get_by_role("tabpanel")).to_have_attribute("aria-labelledby", "tab-usage")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Edit")).to_be_focused()
    page.keyboard.press("Tab")
    expect(tab(page, "Usage")).to_be_focused()


def test_the_address_names_the_tab_and_back_returns(customer, page):
    shown = customer("Dalarna", "?tab=tasks")
    expect(tab(page, "Tasks")).to_have_attribute("aria-selected", "true")
    expect(page).to_have_title(re.compile(f"^Tasks · {shown['name']}"))
    tab(page, "Contracts").click()
    expect(page.locator(".chart__stroke")).to_have_count(1)
    page.go_back()
    expect(tab(page, "Tasks")).to_have_attribute("aria-selected", "true")
    page.goto(page.url.replace("tab=tasks", "tab=nothing"))
    expect(tab(page, "Overview")).to_have_attribute("aria-selected", "true")


def test_contracts_tasks_and_invoices_are_the_apis(customer, page):
    told = customer("Dalarna", "?tab=contracts")
    panel = page.get_by_role("tabpanel")
    expect(panel.locator("tbody tr")).to_have_count(len(told["contracts"]["nodes"]))
    values = {row.locator("code").inner_text(): digits(row.locator("td").last.inner_text())
              for row in panel.locator("tbody tr").all()}
    assert values == {c["orderNumber"]: c["annualValue"]["minorUnits"] for c in told["contracts"]["nodes"]}
    now = told["contractValues"]["nodes"][0]["amount"]["minorUnits"]
    assert digits(panel.locator(".reports__chart .sub").inner_text().split(" on ")[0]) == now
    assert digits(panel.locator(".chart__mark").last.get_attribute("aria-label").split(": ")[-1]) == now
    tab(page, "Tasks").click()
    expect(panel.locator("tbody tr")).to_have_count(told["tasks"]["totalCount"])
    tab(page, "Invoices").click()
    expect(panel.locator("tbody tr")).to_have_count(len(told["invoices"]["nodes"]))
    rows = [(row.locator("code").inner_text(), digits(row.locator("td").last.inner_text()))
            for row in panel.locator("tbody tr").all()]
    assert rows == [(i["number"], i["total"]["minorUnits"]) for i in told["invoices"]["nodes"]]
    tab(page, "Overview").click()
    card = panel.locator(".number").filter(has=page.get_by_role("link", name="Contract value"))
    assert digits(card.locator(".number__value").inner_text()) == now
    card.get_by_role("link").click()
    expect(tab(page, "Contracts")).to_have_attribute("aria-selected", "true")


LIFE = """query ($id: ID!) { customer(id: $id) {
    engagement(first: 100, orderBy: [{field: DAY}]) { nodes { day score } }
    churn { band score factors(first: 20, orderBy: [{field: POINTS, direction: DESC}]) {
        nodes { weight value threshold points } } } } }"""


def test_D0_21_D0_22_engagement_and_risk_are_the_apis_and_the_factors_add_up(customer, signed_in, page):
    told = customer("Himalaya", "?tab=engagement")
    told = signed_in(ADMIN).ask(LIFE, {"id": told["id"]})["data"]["customer"]
    churn, panel = told["churn"], page.get_by_role("tabpanel")
    expect(panel.locator(".churn__sum")).to_contain_text(f"{churn['score']} of 100 points")
    assert panel.locator(".churn__sum .badge").inner_text().upper() == churn["band"]
    shown = [[digits(cell.inner_text().split(" of ")[0]) for cell in row.locator("td").all()]
             for row in panel.locator(".card--churn tbody tr").all()]
    factors = churn["factors"]["nodes"]
    assert shown == [[factor["value"], factor["threshold"], factor["points"]] for factor in factors]
    assert sum(points for _, _, points in shown) == churn["score"] > 0
    marks = panel.locator(".chart__mark.tone-0")
    weeks = [week for week in told["engagement"]["nodes"] if week["day"] >= days_ago(427)]
    expect(marks).to_have_count(len(weeks))
    assert len(weeks) > 52
    assert [digits(mark.get_attribute("aria-label").split(": ")[-1]) for mark in marks.all()] == [
        week["score"] for week in weeks]
    panel.get_by_role("button", name="As a table").click()
    expect(panel.locator(".chart tbody tr")).to_have_count(len(weeks))
    tab(page, "Overview").click()
    card = panel.locator(".number").filter(has=page.get_by_role("link", name="Churn risk"))
    assert card.locator(".number__value").inner_text().upper() == churn["band"]
    card.get_by_role("link").click()
    expect(tab(page, "Engagement")).to_have_attribute("aria-selected", "true")


def test_too_little_to_go_by_is_said_instead_of_a_score(signed_in, page):
    signed_in(ADMIN).open("/customers?risk=NOT_ENOUGH_DATA")
    page.locator(".row-link").first.click()
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()
    tab(page, "Engagement").click()
    expect(page.get_by_text("less than eight weeks")).to_be_visible()
    expect(page.locator(".card--churn .badge")).to_have_text("Too little data")


def test_usage_by_period_is_the_apis_and_so_are_the_bars(customer, page):
    told = customer("Fjord Shipping", "?tab=usage")["usage"]["nodes"]
    products = sorted({node["product"]["name"] for node in told})
    rows = page.locator(".card--periods tbody tr")
    expect(rows.first).to_be_visible()
    for row in rows.all():
        label = re.match(r"\d{4}-\d\d", row.locator("th").inner_text())[0]
        known = {node["product"]["name"]: node["quantity"] for node in told if node["label"] == label}
        shown = [digits(cell.inner_text().split("\n")[0]) for cell in row.locator("td").all()]
        assert shown == [known[product] for product in products], label
    for product in products:
        chart = page.locator(".chart", has=page.get_by_role("heading", name=product))
        bars = [digits(bar.get_attribute("aria-label").split(": ")[-1]) for bar in chart.locator(".chart__mark").all()]
        assert bars == [node["quantity"] for node in reversed(told) if node["product"]["name"] == product][-len(bars):]


def test_readings_are_the_apis_product_by_product_and_page_by_page(customer, page):
    told = customer("Fjord Shipping", "?tab=usage")["usageReadings"]
    rows = page.locator(".card--readings tbody tr")

    def shown():
        return [(digits(cells[1]), cells[0]) for cells in
                (row.locator("td").all_inner_texts() for row in rows.all())]
    expected = [(node["quantity"], node["product"]["name"]) for node in told["nodes"]]
    expect(rows).to_have_count(50)
    assert shown() == expected[:50]
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile("after="))
    expect(page.get_by_text(f"of {told['totalCount']} readings")).to_be_visible()
    expect(page.locator(".card--periods")).to_be_visible()
    page.get_by_label("Product").select_option("Phishing Simulation")
    expect(page).to_have_url(re.compile(r"product=[\w-]+$"))
    expect(rows.filter(has_not_text="Phishing Simulation")).to_have_count(0)
    assert shown() == [one for one in expected if one[1] == "Phishing Simulation"][:50]
    page.go_back()
    expect(page).to_have_url(re.compile("after="))
    expect(rows.filter(has_text="Phishing Simulation").first).to_be_visible()
    assert shown() == expected[50:100]


def test_d1_18_d1_19_the_portals_address_is_shown_and_copied_with_one_click(customer, page, base_url):
    told = customer("Fjord Shipping", "?tab=portal")["portal"]
    address = f"{base_url}/portal/{told['slug']}"
    expect(page.get_by_text(address)).to_be_visible()
    expect(page.locator("tbody th")).to_have_text([re.compile(f"^{user['name']}") for user in told["users"]["nodes"]])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy address").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Address copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_d0_39_who_sells_by_period_has_no_contracts_to_show(customer, page):
    customer("Fjord Shipping", who=USER)
    assert "Contracts" not in " ".join(page.get_by_role("tab").all_inner_texts())
    page.goto(page.url + "?tab=contracts")
    expect(page.get_by_role("heading", name="No contracts")).to_be_visible()


def test_an_empty_tab_says_so_and_one_that_fails_leaves_the_others(customer, page):
    is_down = [True]
    error = {"message": "Busy.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-5"}}

    def answer(route):
        fails = is_down[0] and "query CustomerContracts" in (route.request.post_data or "")
        route.fulfill(json={"errors": [error]}) if fails else route.continue_()

    page.route("**/graphql", answer)
    customer("Dalarna", "?tab=contracts")
    expect(page.get_by_role("alert")).to_contain_text("req-5")
    tab(page, "Usage").click()
    expect(page.get_by_role("heading", name="No usage yet")).to_be_visible()
    tab(page, "Portal").click()
    expect(page.get_by_role("heading", name="No portal yet")).to_be_visible()
    tab(page, "Contracts").click()
    is_down[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("tabpanel").locator("tbody tr").first).to_be_visible()


def test_on_paper_the_open_tab_stands_alone_and_a_narrow_page_does_not_scroll(customer, page):
    customer("Dalarna", "?tab=contracts")
    expect(page.get_by_role("tabpanel").locator("tbody tr").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("tablist")).to_be_hidden()
    expect(page.get_by_role("tabpanel").get_by_role("table")).to_be_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 320, "height": 640})
    for tab_name in ALL:
        tab(page, tab_name).click()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, tab_name


def test_who_may_not_see_customers_is_asked_nothing(signed_in, page):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    signed_in(MARKETING).open("/customers/any?tab=contracts")
    expect(page.get_by_role("heading", name="Not for this account")).to_be_visible()
    assert not any("query Customer" in body for body in sent)
