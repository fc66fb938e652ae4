"""The explorer: a real textarea, every answer with its figures, and the schema beside it."""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR


@pytest.fixture
def explorer(signed_in, page):
    signed_in(ADMIN).open("/explorer")
    expect(page.get_by_role("heading", name="Explorer")).to_be_visible()
    return page


def run(page, query, variables="{}"):
    page.get_by_role("textbox", name="Query").fill(query)
    page.get_by_role("textbox", name="Variables").fill(variables)
    page.keyboard.press("Control+Enter")


def test_the_first_query_runs_as_it_stands(explorer):
    explorer.get_by_role("button", name="Run").click()
    expect(explorer.locator(".response__status")).to_contain_text("200")
    expect(explorer.locator(".response__text")).to_contain_text('"totalCount"')
    expect(explorer.locator(".response__status")).to_contain_text("B")


def test_the_operator_has_an_explorer_of_the_own_realm(signed_in, page):
    signed_in(OPERATOR).open("/admin/explorer")
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".response__text")).to_contain_text('"OPERATOR"')


def test_variables_reach_the_server(explorer):
    run(explorer, "query ($n: Int) { customers(first: $n) { nodes { name } } }", '{"n": 2}')
    expect(explorer.locator(".response__text").get_by_text('"name"')).to_have_count(2)


def test_errors_are_shown_as_they_came(explorer, complaints):
    run(explorer, "{ nothing }")
    expect(explorer.locator(".response__status")).to_contain_text("1 error")
    expect(explorer.locator(".response__text")).to_contain_text('"errors"')
    run(explorer, "{")
    expect(explorer.locator(".response__text")).to_contain_text("Syntax Error")
    complaints[:] = [text for text in complaints if "status of 400" not in text]


def test_variables_that_are_no_json_are_told_before_anything_is_sent(explorer):
    run(explorer, "{ viewer { name } }", "{oops")
    expect(explorer.get_by_role("alert")).to_contain_text("Variables aren't JSON")
    expect(explorer.get_by_role("textbox", name="Variables")).to_have_attribute("aria-invalid", "true")
    run(explorer, "{ viewer { name } }", "{}")
    expect(explorer.get_by_role("alert")).to_have_count(0)


def test_a_running_query_can_be_cancelled(explorer):
    held = []
    explorer.route("**/graphql", lambda route: held.append(route))
    explorer.get_by_role("button", name="Run").click()
    explorer.get_by_role("button", name="Cancel").click()
    expect(explorer.locator(".response__status")).to_contain_text("Cancelled.")
    expect(explorer.get_by_role("button", name="Run")).to_be_visible()


def test_the_colours_follow_the_text(explorer):
    text = '# note\nquery Q($a: ID!) {\n  node(id: $a) @skip(if: true) { id }\n}\n"""block\nstill""" x'
    explorer.get_by_role("textbox", name="Query").fill(text)
    paper = explorer.locator(".editor__paper").first
    expect(paper.locator(".t-variable").first).to_have_text("$a")
    expect(paper.locator(".t-comment")).to_have_text("# note")
    expect(paper.locator(".t-string").last).to_have_text('still"""')
    lines = paper.locator("div").all_inner_texts()
    assert [line.replace("\u200b", "") for line in lines] == text.split("\n")


def test_undo_survives_a_query_taken_from_history(explorer):
    run(explorer, "{ viewer { name } }")
    expect(explorer.locator(".response__status")).to_contain_text("200")
    editor = explorer.get_by_role("textbox", name="Query")
    editor.fill("{ viewer { role } }")
    explorer.get_by_role("button", name="History").click()
    explorer.get_by_role("button", name="{ viewer }").click()
    expect(editor).to_have_value("{ viewer { name } }")
    explorer.keyboard.press("Control+z")
    expect(editor).to_have_value("{ viewer { role } }")


def test_tab_leaves_the_editor(explorer):
    explorer.get_by_role("textbox", name="Query").focus()
    explorer.keyboard.press("Tab")
    expect(explorer.get_by_role("textbox", name="Variables")).to_be_focused()


def test_the_schema_can_be_searched_and_walked(explorer):
    explorer.get_by_role("searchbox", name="Search the schema").fill("invoices")
    explorer.get_by_role("button", name="Query.invoices", exact=True).click()
    docs = explorer.get_by_role("group", name="Schema documentation")
    expect(docs).to_contain_text("InvoiceConnection!")
    docs.get_by_role("button", name="InvoiceConnection!").first.click()
    expect(docs).to_contain_text("totalCount")
    docs.get_by_role("button", name="Schema").click()
    expect(docs).to_contain_text("Where operations start")


def test_names_from_the_server_never_become_markup(signed_in, page):
    evil = "<img src=x onerror=alert(1)>"
    schema = {"queryType": {"name": evil}, "mutationType": None, "types": [
        {"kind": "OBJECT", "name": evil, "description": evil, "fields": []},
    ]}

    def answer(route):
        is_schema = "Introspection" in (route.request.post_data or "")
        route.fulfill(json={"data": {"__schema": schema}}) if is_schema else route.continue_()

    page.route("**/graphql", answer)
    signed_in(ADMIN).open("/explorer")
    page.get_by_role("button", name=evil).first.click()
    expect(page.locator(".docs__text")).to_have_text(evil)
    assert page.locator("main img").count() == 0
