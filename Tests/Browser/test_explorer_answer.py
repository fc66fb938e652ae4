"""The answer in the explorer: a tree of any size, tables that go into spreadsheets, errors that lead to their places."""
import csv
import io
import json
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN
from explorer_page import open_explorer

DATA = {"customers": {"totalCount": 3, "nodes": [
    {"name": "=cmd|' /C calc'!A1", "balance": -5, "note": "-12.50", "contacts": {"nodes": [{"email": "b@x"}, {"email": "@a"}]}},
    {"name": "Ågot, “quoted” \"x\"", "balance": 12, "note": "two\nlines", "contacts": {"nodes": []}},
    {"name": "+31 6 12", "balance": None, "note": None, "contacts": {"nodes": [{"email": "c@x"}]}},
]}}


@pytest.fixture
def explorer(signed_in, page):
    return open_explorer(signed_in(ADMIN), page)


@pytest.fixture
def answered(explorer, page):
    """Runs, and gets this as the answer."""
    def give(body, status=200):
        is_ours = ("Introspection", "PorticoCheck")
        page.route("**/graphql", lambda route: route.continue_() if any(
            name in (route.request.post_data or "") for name in is_ours) else route.fulfill(
            status=status, body=body if isinstance(body, str) else json.dumps(body), content_type="application/json"))
        explorer.run()
        return explorer
    return give


def test_the_tree_is_walked_by_keys(answered, page):
    explorer = answered({"data": {"a": {"b": [1, "two", None]}, "c": True}})
    explorer.tree.focus()
    chosen = page.locator("[role=treeitem][aria-selected=true]")
    expect(chosen).to_contain_text("data")
    for key, wanted in [("ArrowDown", "a"), ("ArrowRight", "b"), ("ArrowDown", "0: 1"), ("ArrowLeft", "b"), ("ArrowLeft", "b"),
                        ("ArrowLeft", "a"), ("End", "c: true"), ("Home", "data"), ("ArrowLeft", "data")]:
        page.keyboard.press(key)
        expect(chosen).to_contain_text(wanted)
    expect(page.get_by_role("treeitem")).to_have_count(1)
    expect(chosen).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page.get_by_role("treeitem")).to_have_count(3)
    identity = explorer.tree.get_attribute("aria-activedescendant")
    assert identity and page.locator(f"#{identity}").count() == 1


def test_the_tree_can_be_folded_with_the_pointer_and_its_values_copied(answered, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer = answered({"data": DATA})
    expect(explorer.tree.get_by_text("name", exact=True)).to_have_count(3)
    explorer.tree.get_by_text("nodes", exact=True).first.click()
    expect(explorer.tree.get_by_text("name", exact=True)).to_have_count(0)
    explorer.tree.get_by_text("totalCount", exact=True).click()
    page.get_by_role("button", name="Copy path").click()
    expect(page.get_by_text("Path copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "data.customers.totalCount"
    page.get_by_role("button", name="Copy value").click()
    expect(page.get_by_text("Value copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "3"


def test_the_answer_can_be_searched(answered, page):
    explorer = answered({"data": {"list": [{"id": index, "name": f"name {index}"} for index in range(950)]}})
    page.get_by_role("searchbox", name="Find in the answer").fill("name 777")
    expect(page.get_by_text("1 of 1")).to_be_visible()
    expect(page.locator("[role=treeitem][aria-selected=true]")).to_contain_text('"name 777"')
    page.get_by_role("searchbox", name="Find in the answer").fill("name 9")
    expect(page.get_by_text("1 of 61")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 of 61")).to_be_visible()
    page.get_by_role("searchbox", name="Find in the answer").fill("no such thing")
    expect(page.get_by_text("Nothing found")).to_be_visible()


def test_ten_megabytes_do_not_freeze_the_page(answered, page):
    node = {"id": "Q3VzdG9tZXI6MQ", "name": "A customer with a long name", "contacts": {"nodes": [{"email": "someone@example.test"}] * 4}}
    body = json.dumps({"data": {"customers": {"nodes": [node] * 45_000}}})
    assert len(body) > 10_000_000
    explorer = answered(body)
    expect(explorer.status).to_contain_text("MB", timeout=20_000)
    expect(explorer.tree).to_contain_text("customers")
    assert page.get_by_role("treeitem").count() < 120
    assert page.evaluate("document.querySelectorAll('*').length") < 2000
    explorer.tree.focus()
    for key in ("End", "Enter", "ArrowDown", "PageDown", "Home"):
        page.keyboard.press(key)
    page.get_by_role("searchbox", name="Find in the answer").fill("someone")
    expect(page.get_by_text("1 of 1000+")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="JSON", exact=True).click()
    expect(page.get_by_text("Only the beginning is shown here.")).to_be_visible(timeout=20_000)
    assert len(page.get_by_role("region", name="Response text").inner_text()) <= 310_000
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_label("Rows of").select_option(index=1)
    # Digits are grouped as the account's locale does.
    expect(page.get_by_text(re.compile(r"1–100 of 180\D000"))).to_be_visible(timeout=20_000)
    assert page.locator("tbody tr").count() == 100
    explorer.query.fill("{ viewer { name } }")
    expect(explorer.query).to_have_value("{ viewer { name } }")


def test_the_answer_is_a_table_that_sorts(answered, page):
    answered({"data": DATA})
    page.get_by_role("button", name="Table", exact=True).click()
    table = page.get_by_role("region", name="Answer as a table")
    expect(table.get_by_role("columnheader")).to_have_text(["Row", "name", "balance", "note", "contacts (rows)"])
    cells = table.locator("tbody td:nth-child(3)")
    expect(cells).to_have_text(["-5", "12", "–"])
    sort = table.get_by_role("button", name="balance")
    sort.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(table.get_by_role("columnheader", name="balance")).to_have_attribute("aria-sort", "descending")
    expect(cells).to_have_text(["12", "-5", "–"])
    expect(sort).to_be_focused()
    page.get_by_label("Rows of").select_option(label="customers › contacts (3)")
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(table.get_by_role("columnheader", name="contacts.email")).to_be_visible()


def download(page, button):
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    return started.value.suggested_filename, open(started.value.path(), "rb").read()


def test_the_csv_is_safe_in_a_spreadsheet_and_keeps_every_value(answered, page):
    answered({"data": DATA})
    page.get_by_role("button", name="Table", exact=True).click()
    name, content = download(page, "Download CSV")
    assert name.startswith("customers-2") and name.endswith(".csv")
    assert content.startswith(b"\xef\xbb\xbfname,balance,note,contacts (rows)\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1:] == [
        ["'=cmd|' /C calc'!A1", "-5", "-12.50", "2"],
        ["Ågot, “quoted” \"x\"", "12", "two\nlines", "0"],
        ["'+31 6 12", "", "", "1"],
    ]
    page.get_by_label("Rows of").select_option(label="customers › contacts (3)")
    name, content = download(page, "Download CSV")
    assert name.startswith("customers-contacts-")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["contacts.email"] for row in rows] == ["b@x", "'@a", "c@x"]
    assert [row["balance"] for row in rows] == ["-5", "-5", ""]


def test_the_csv_equals_what_the_api_answers(explorer, portal, page):
    query = "{ customers(first: 100, orderBy: [{ field: NAME }]) { nodes { id name country partnership { name } } } }"
    explorer.write(query, "")
    explorer.run()
    page.get_by_role("button", name="Table", exact=True).click()
    _, content = download(page, "Download CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    nodes = portal.ask(query)["data"]["customers"]["nodes"]
    wanted = [{"id": node["id"], "name": node["name"], "country": node["country"] or "",
               "partnership.name": node["partnership"]["name"]} for node in nodes]
    assert len(rows) >= 40 and rows == wanted


def test_the_download_holds_the_bytes_as_they_came(answered, page):
    raw = '{"data": {"n": 1.0,\n "big": 12345678901234567890}}'
    answered(raw)
    name, content = download(page, "Download response")
    assert (name, content.decode()) == ("answer.json", raw)


def test_errors_lead_to_where_they_arose(explorer, page, complaints):
    explorer.write("query (\n\n  $n: Int\n) {\n  customers(first: $n) { totalCount }\n}", '{"n": "x"}')
    explorer.run()
    expect(explorer.status).to_contain_text("error")
    errors = page.get_by_role("list", name="Errors")
    expect(errors).to_contain_text("BAD_INPUT")
    errors.get_by_role("button", name="Line 3, column").first.click()
    expect(explorer.query).to_be_focused()
    at = explorer.query.evaluate("(area) => area.selectionStart")
    assert explorer.query.input_value()[:at].count("\n") == 2
    complaints[:] = [text for text in complaints if "status of 400" not in text]


def test_an_errors_path_opens_the_tree_there(answered, page):
    error = {"message": "No.", "path": ["customers", "nodes", 1, "name"], "locations": [{"line": 1, "column": 1}]}
    explorer = answered({"data": DATA, "errors": [error]})
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="customers.nodes.1.name").click()
    expect(page.locator("[role=treeitem][aria-selected=true]")).to_contain_text("Ågot")
    expect(explorer.tree).to_be_focused()


def test_a_syntax_error_is_shown_as_it_came(explorer, page, complaints):
    explorer.write("{")
    explorer.run()
    expect(page.get_by_role("list", name="Errors")).to_contain_text("Syntax Error")
    expect(explorer.status).to_contain_text("400")
    complaints[:] = [text for text in complaints if "status of 400" not in text]


def test_the_response_can_be_copied(answered, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answered({"data": {"a": 1}})
    page.get_by_role("button", name="Copy response").click()
    expect(page.get_by_text("Response copied.")).to_be_visible()
    assert json.loads(page.evaluate("navigator.clipboard.readText()")) == {"data": {"a": 1}}


def test_every_row_of_a_long_table_can_be_reached(answered, page):
    answered({"data": {"list": [{"n": index} for index in range(250)]}})
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.get_by_text("1–100 of 250")).to_be_visible()
    page.get_by_role("button", name="Next rows").click()
    page.get_by_role("button", name="Next rows").click()
    expect(page.get_by_text("201–250 of 250")).to_be_visible()
    expect(page.get_by_role("button", name="Next rows")).to_have_attribute("aria-disabled", "true")
    expect(page.locator("tbody tr").last).to_contain_text("249")
