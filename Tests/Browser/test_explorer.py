"""The explorer: a real textarea, every answer with its figures, and the schema beside it."""
import json

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR
from explorer_page import open_explorer


@pytest.fixture
def explorer(signed_in, page):
    return open_explorer(signed_in(ADMIN), page)


def test_the_first_query_runs_as_it_stands(explorer):
    explorer.run()
    expect(explorer.status).to_contain_text("200")
    expect(explorer.status).to_contain_text("ms")
    expect(explorer.status).to_contain_text("B")
    expect(explorer.tree).to_contain_text("totalCount")


def test_the_operator_has_an_explorer_of_the_own_realm(signed_in, page):
    explorer = open_explorer(signed_in(OPERATOR), page, "/admin/explorer")
    explorer.run()
    expect(explorer.tree).to_contain_text('"OPERATOR"')


@pytest.mark.parametrize("email", ["user@nordlys.test", "wide@nordlys.test", "marketing@nordlys.test", "admin@leadhaus.test"])
def test_everybody_starts_with_a_query_within_their_rights(signed_in, page, email):
    explorer = open_explorer(signed_in(email), page)
    explorer.is_valid()
    explorer.run()
    expect(explorer.status).to_contain_text("200")
    expect(page.get_by_role("list", name="Errors")).to_have_count(0)


def test_the_schema_is_the_viewers_own(signed_in, page):
    explorer = open_explorer(signed_in("marketing@nordlys.test"), page)
    explorer.write("{ cust")
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("option", name="customers")).to_have_count(0)


def test_variables_reach_the_server(explorer):
    explorer.write("query ($n: Int) { customers(first: $n) { nodes { name } } }", '{"n": 2}')
    explorer.run()
    expect(explorer.tree.get_by_text("name", exact=True)).to_have_count(2)


def test_headers_reach_the_server_and_are_never_kept(explorer, page, complaints):
    page.get_by_role("button", name="Headers").click()
    page.get_by_role("textbox", name="Headers").fill('{"Authorization": "Bearer secret-key"}')
    with page.expect_request(lambda sent: "FirstLook" in (sent.post_data or "") and "Check" not in sent.post_data) as sent:
        explorer.run()
    assert sent.value.headers["authorization"] == "Bearer secret-key"
    expect(explorer.status).to_contain_text("401")
    page.wait_for_function("() => JSON.stringify(sessionStorage).includes('FirstLook')")
    assert "secret-key" not in page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    complaints[:] = [text for text in complaints if "status of 401" not in text]


def test_the_schema_can_be_that_of_the_headers(explorer, page, complaints):
    expect(page.get_by_text("Where operations start")).to_be_visible()
    page.get_by_role("button", name="Headers").click()
    page.get_by_role("textbox", name="Headers").fill('{"Authorization": "Bearer no-such-key"}')
    page.get_by_role("button", name="Reload schema").click()
    expect(page.locator(".docs__message")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    page.get_by_role("textbox", name="Headers").fill('{"x-trace": "1"}')
    with page.expect_request(lambda sent: "Introspection" in (sent.post_data or "")) as sent:
        page.get_by_role("button", name="Reload schema").click()
    assert sent.value.headers["x-trace"] == "1"
    complaints[:] = [text for text in complaints if "status of 401" not in text]


def test_the_same_document_under_another_operations_name(explorer, page):
    explorer.write("query A { viewer { name } }\nquery B { viewer { role } }")
    picker = page.get_by_role("combobox", name="Operation to run")
    expect(picker).to_be_visible()
    picker.select_option("A")
    explorer.run()
    expect(explorer.tree.get_by_text("name", exact=True)).to_be_visible()
    explorer.query.press("Control+End")
    expect(picker.locator("option:checked")).to_have_text("B")
    page.keyboard.press("Control+Enter")
    expect(explorer.tree.get_by_text("role", exact=True)).to_be_visible()


def test_a_query_without_a_selection_gets_one_when_it_runs(explorer, page):
    explorer.write("{ customers(first: 1) }")
    explorer.run()
    expect(explorer.tree).to_contain_text("totalCount")
    assert "nodes {" in explorer.query.input_value()
    page.keyboard.press("Control+z")
    expect(explorer.query).to_have_value("{ customers(first: 1) }")


def test_a_running_query_can_be_cancelled(explorer, page):
    page.route("**/graphql", lambda route: None)
    explorer.run()
    page.get_by_role("button", name="Cancel").click()
    expect(explorer.status).to_contain_text("Cancelled.")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()


def test_a_late_answer_of_an_earlier_run_never_replaces_a_newer_one(explorer, page):
    held = []

    def answer(route):
        is_first = "marker" in (route.request.post_data or "") and "PorticoCheck" not in route.request.post_data
        held.append(route) if is_first else route.continue_()

    page.route("**/graphql", answer)
    explorer.write("query marker { viewer { name } }")
    explorer.run_by_key()
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    explorer.write("query second { viewer { role } }")
    explorer.run_by_key()
    expect(explorer.tree.get_by_text("role", exact=True)).to_be_visible()
    try:
        held[0].fulfill(json={"data": {"late": True}})
    except Exception:  # the page gave that request up, as it should
        pass
    page.wait_for_timeout(100)
    expect(explorer.tree).not_to_contain_text("late")


def test_an_answer_belongs_to_its_own_tab(explorer, page):
    explorer.run()
    expect(explorer.tree).to_contain_text("customers")
    page.get_by_role("button", name="New query").click()
    expect(page.get_by_text("Run the query with")).to_be_visible()
    page.get_by_role("button", name="FirstLook", exact=True).click()
    expect(explorer.tree).to_contain_text("customers")


def test_the_server_out_of_reach_is_said(explorer, page, complaints):
    page.route("**/graphql", lambda route: route.abort("connectionrefused"))
    explorer.run()
    expect(explorer.status).to_contain_text("The server can't be reached.")
    complaints.clear()


def test_an_answer_that_is_no_json_is_shown_as_it_came(explorer, page, complaints):
    page.route("**/graphql", lambda route: route.fulfill(status=502, body="<b>Bad gateway</b>"))
    explorer.run()
    expect(explorer.status).to_contain_text("502")
    expect(page.get_by_role("region", name="Response text")).to_have_text("<b>Bad gateway</b>")
    assert page.locator("main b").count() == 0
    complaints.clear()


def test_a_schema_that_does_not_come_is_said_and_can_be_asked_again(signed_in, page, complaints):
    fails = [True]

    def answer(route):
        is_schema = "Introspection" in (route.request.post_data or "")
        error = {"message": "Introspection is off.", "extensions": {"code": "FORBIDDEN"}}
        route.fulfill(json={"errors": [error]}) if is_schema and fails[0] else route.continue_()

    page.route("**/graphql", answer)
    explorer = open_explorer(signed_in(ADMIN), page)
    expect(page.get_by_text("Introspection is off.")).to_be_visible()
    explorer.run()
    expect(explorer.status).to_contain_text("200")
    fails[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Where operations start")).to_be_visible()


def test_a_deep_link_fills_the_editors_and_runs_nothing(signed_in, page):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or "") if "graphql" in request.url else None)
    link = "/explorer#query=query%20Linked%20%7B%20viewer%20%7B%20name%20%7D%20%7D&variables=%7B%22a%22%3A1%7D"
    explorer = open_explorer(signed_in(ADMIN), page, link)
    expect(explorer.query).to_have_value("query Linked { viewer { name } }")
    expect(explorer.variables).to_have_value('{"a":1}')
    explorer.is_checked()
    asked = [json.loads(body) for body in sent if "Linked" in body]
    assert asked and all(body["operationName"] == "PorticoCheck" for body in asked)
    page.reload()
    expect(explorer.query).to_have_value("query Linked { viewer { name } }")
    expect(page.get_by_role("button", name="Linked", exact=True)).to_have_count(1)


def test_a_copied_link_holds_the_request_behind_the_hash(explorer, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer.write("{ viewer { name } }", "")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "/explorer#query=" in link and "?" not in link
    other = page.context.new_page()
    other.goto(link)
    expect(other.get_by_role("textbox", name="Query")).to_have_value("{ viewer { name } }")
    other.close()


def test_the_schema_can_be_searched_and_walked(explorer, page):
    page.keyboard.press("Control+Alt+k")
    search = page.get_by_role("searchbox", name="Search the schema")
    expect(search).to_be_focused()
    search.fill("invoices")
    page.get_by_role("button", name="Query.invoices", exact=True).click()
    docs = page.get_by_role("group", name="Schema documentation")
    expect(docs.get_by_role("heading", name="Query.invoices")).to_be_visible()
    docs.get_by_role("button", name="InvoiceConnection!").first.click()
    expect(docs).to_contain_text("totalCount")
    docs.get_by_role("button", name="Schema", exact=True).click()
    expect(docs).to_contain_text("Where operations start")


def test_the_schema_can_be_taken_along(explorer, page):
    with page.expect_download() as started:
        page.get_by_role("button", name="Download SDL").click()
    text = open(started.value.path()).read()
    assert started.value.suggested_filename == "schema.graphql"
    assert "type Customer implements Node {" in text and "@auth" not in text
    from graphql import build_schema
    assert build_schema(text).get_type("CustomerConnection")


def test_names_from_the_server_never_become_markup(signed_in, page):
    evil = "<img src=x onerror=alert(1)>"
    schema = {"queryType": {"name": evil}, "mutationType": None, "directives": [], "types": [
        {"kind": "OBJECT", "name": evil, "description": evil, "interfaces": [], "fields": [
            {"name": "evil" + evil, "description": f"**{evil}** [x](javascript:alert(1))", "args": [],
             "type": {"kind": "OBJECT", "name": evil, "ofType": None}}]},
    ]}

    def answer(route):
        is_schema = "Introspection" in (route.request.post_data or "")
        answered = {"data": {"x": evil}, "errors": [{"message": evil, "path": [evil], "locations": [{"line": 1, "column": 1}]}]}
        route.fulfill(json={"data": {"__schema": schema}} if is_schema else answered)

    portal = signed_in(ADMIN)
    portal.open("/customers")
    page.route("**/graphql", answer)
    page.get_by_role("link", name="Explorer").click()
    explorer = open_explorer(None, page)
    page.get_by_role("button", name=evil).first.click()
    expect(page.locator(".docs__text").first).to_have_text(evil)
    explorer.write("{ evil")
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("option").first).to_contain_text(evil)
    page.keyboard.press("Escape")
    explorer.run_by_key()
    expect(page.get_by_role("list", name="Errors")).to_contain_text(evil)
    for view in ("Table", "JSON", "Tree"):
        page.get_by_role("button", name=view, exact=True).click()
        expect(page.locator(".response__part")).to_contain_text(evil)
    assert page.locator("main img").count() == 0
    assert page.locator("main a[href^='javascript']").count() == 0
