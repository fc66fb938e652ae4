"""Invoices: the list with its state in colours and words, and one invoice that adds up and prints."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER, OPERATOR, USER

NEWEST = """{ invoices(first: 25, orderBy: [{field: ISSUED_ON, direction: DESC}]) {
  totalCount nodes { id number status customer { name } } } }"""
ONE = """query ($id: ID!) { invoice(id: $id) { total { minorUnits currency }
  lines(first: 100) { totalCount nodes { description quantity amount { minorUnits } } } } }"""
WORDS = {"PENDING": "Pending", "OVERDUE": "Overdue", "PAID": "Paid"}


@pytest.fixture
def invoices(signed_in, page):
    """The list as the administrator sees it, and what the API says about it."""
    portal = signed_in(ADMIN)
    portal.open("/invoices")
    expect(page.locator(".row-link").first).to_be_visible()
    return portal.ask(NEWEST)["data"]["invoices"]


def total(page):
    return int(page.locator(".page-head__count").inner_text().replace("\u00a0", ""))


def digits(text):
    return int(re.sub(r"[^\d-]", "", text))


def test_d4_21_the_newest_invoices_come_first_with_their_states(invoices, page):
    nodes = invoices["nodes"]
    assert page.locator(".row-link").all_inner_texts() == [node["number"] for node in nodes]
    assert page.locator("td .badge").all_inner_texts() == [WORDS[node["status"]] for node in nodes]
    assert total(page) == invoices["totalCount"]


def test_d4_24_each_status_is_found_and_they_add_up(invoices, page):
    counts = []
    for status, word in WORDS.items():
        page.get_by_label("Status", exact=True).select_option(status)
        page.wait_for_url(f"**/invoices?status={status}")
        expect(page.locator("td .badge").first).to_have_text(word)
        assert set(page.locator("td .badge").all_inner_texts()) == {word}
        counts.append(total(page))
    assert sum(counts) == invoices["totalCount"]


def test_what_is_overdue_looks_unlike_anything_else_and_says_how_late(signed_in, page):
    signed_in(ADMIN).open("/invoices?status=OVERDUE")
    late = page.locator("td .badge").first
    expect(page.locator("tbody tr").first).to_contain_text(re.compile(r"\d+ days? late"))
    colour = "(e) => getComputedStyle(e).backgroundColor"
    overdue = late.evaluate(colour)
    for other in ("PENDING", "PAID"):
        page.get_by_label("Status", exact=True).select_option(other)
        expect(late).to_have_text(WORDS[other])
        assert late.evaluate(colour) != overdue


@pytest.mark.parametrize("typed", ["INV-0000042", "42", "inv42"])
def test_a_number_is_found_however_it_is_typed(invoices, page, typed):
    page.get_by_role("searchbox").fill(typed)
    page.wait_for_url("**/invoices?q=*")
    expect(page.locator(".row-link")).to_have_text(["INV-0000042"])


def test_days_of_issue_order_and_pages_stand_in_the_address(invoices, page):
    page.get_by_label("Issued").select_option("days")
    page.get_by_label("From").fill("2026-01-01")
    page.wait_for_url("**/invoices?issued=days&from=2026-01-01")
    page.get_by_role("button", name="Due").click()
    page.wait_for_url("**/invoices?issued=days&from=2026-01-01&sort=DUE_ON")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**sort=DUE_ON&after=*")
    page.reload()
    expect(page.get_by_label("From")).to_have_value("2026-01-01")
    expect(page.get_by_role("columnheader", name="Due")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".page-head__count")).to_have_text(str(invoices["totalCount"]))


def test_nothing_found_says_that_a_number_must_be_whole(invoices, page):
    page.get_by_role("searchbox").fill("INV-00")
    expect(page.get_by_role("heading", name="No invoice matches")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("A number must be whole.")


def test_an_invoice_adds_up_to_its_total_and_to_the_apis(invoices, signed_in, page):
    node = invoices["nodes"][0]
    page.get_by_role("link", name=node["number"]).press("Enter")
    expect(page.get_by_role("heading", name=f"Invoice {node['number']}", level=1)).to_be_focused()
    table = page.get_by_role("table", name="Lines of the invoice")
    expect(table).to_be_visible()
    told = signed_in(ADMIN).ask(ONE, {"id": node["id"]})["data"]["invoice"]
    amounts = [digits(text) for text in table.locator("tbody tr td:last-child").all_inner_texts()]
    assert amounts == [line["amount"]["minorUnits"] for line in told["lines"]["nodes"]]
    assert sum(amounts) == told["total"]["minorUnits"]
    for shown in (page.locator(".paper__total"), page.locator(".paper__foot dd")):
        assert digits(shown.inner_text()) == told["total"]["minorUnits"]
    page.get_by_role("link", name=node["customer"]["name"]).click()
    expect(page.get_by_role("heading", name=node["customer"]["name"], level=1)).to_be_visible()
    page.get_by_role("tab", name="Invoices").click()
    page.get_by_role("link", name=node["number"]).click()
    expect(page.get_by_role("heading", name=f"Invoice {node['number']}")).to_be_visible()


def test_an_invoice_with_many_lines_is_whole(signed_in, page):
    """The API gives a hundred lines at most: the others are asked for before anything is shown."""
    sent = []
    money = {"minorUnits": 100, "currency": "EUR"}

    def lines(first, last, more):
        nodes = [{"id": f"l{n}", "position": n, "kind": "USAGE", "description": f"Line {n}", "quantity": 1,
                  "unitPrice": money, "amount": money} for n in range(first, last + 1)]
        return {"totalCount": 150, "nodes": nodes, "pageInfo": {"hasNextPage": more, "endCursor": f"c{last}"}}

    whole = {"id": "x", "number": "INV-1", "status": "PAID", "issuedOn": "2026-01-01", "dueOn": "2026-01-31",
             "paidOn": "2026-01-15", "total": {"minorUnits": 15000, "currency": "EUR"}, "customer": None,
             "partnership": None, "lines": lines(1, 100, True)}

    def answer(route):
        body = route.request.post_data or ""
        sent.append(body)
        if "query InvoiceLines" in body:
            return route.fulfill(json={"data": {"invoice": {"id": "x", "lines": lines(101, 150, False)}}})
        return route.fulfill(json={"data": {"invoice": whole}}) if "query Invoice(" in body else route.continue_()

    page.route("**/graphql", answer)
    signed_in(ADMIN).open("/invoices/x")
    expect(page.get_by_role("table").locator("tbody tr")).to_have_count(150)
    assert any('"after":"c100"' in body for body in sent)
    expect(page.get_by_text("Paid in full")).to_be_visible()


def test_print_shows_the_invoice_alone(invoices, page):
    page.locator(".row-link").first.click()
    article = page.get_by_role("article")
    expect(article.get_by_role("table")).to_be_visible()
    page.evaluate("globalThis.print = () => (globalThis.printed = true)")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("printed")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (page.get_by_role("banner"), page.get_by_role("navigation", name="Main"),
                   page.get_by_role("button", name="Print"), page.locator(".crumb")):
        expect(hidden).to_be_hidden()
    expect(article).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_a_user_sees_the_invoices_of_the_own_customers_alone(signed_in, page):
    portal = signed_in(USER)
    portal.open("/invoices?size=100")
    expect(page.locator(".row-link").first).to_be_visible()
    names = {node["name"] for node in portal.ask("{ customers { nodes { name } } }")["data"]["customers"]["nodes"]}
    assert set(page.locator("td .plain-link").all_inner_texts()) <= names


def test_an_invoice_for_a_whole_partnership_says_so(signed_in, page):
    signed_in(BUYER).open("/invoices")
    expect(page.get_by_text("Whole partnership").first).to_be_visible()
    page.locator(".row-link").first.click()
    expect(page.get_by_role("article")).to_contain_text("Leadhaus GmbH")


def test_the_operator_sees_partners_and_no_customers(signed_in, page):
    signed_in(OPERATOR).open("/admin/invoices?status=OVERDUE")
    expect(page.get_by_role("columnheader", name="Partner")).to_be_visible()
    page.locator(".row-link").first.click()
    expect(page.get_by_role("article").get_by_role("table")).to_be_visible()
    assert page.locator("a[href^='/customers']").count() == 0


def test_d4_20_an_invoice_of_others_and_one_that_never_was_look_alike(invoices, signed_in, page):
    foreign = invoices["nodes"][0]["id"]
    page.context.clear_cookies()
    portal = signed_in(BUYER)
    for address in (foreign, foreign[:-4] + "AAAA", "nonsense"):
        portal.open(f"/invoices/{address}")
        expect(page.get_by_role("heading", name="No such invoice")).to_be_visible()
