"""What the explorer tells of a request before it runs: rules to a partner's admin, statements and plans to the operator."""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR, USER
from explorer_page import open_explorer
from test_accessibility import LOOKS, OPTIONS, Axe

QUERY = "{ partnerships(first: 2) { nodes { name organization { name } } } }"


@pytest.fixture
def explained(signed_in, page):
    """Explains a query as somebody."""
    def explain(who, query=QUERY):
        explorer = open_explorer(signed_in(who), page, "/admin/explorer" if who == OPERATOR else "/explorer")
        explorer.write(query)
        page.get_by_role("button", name="Explain", exact=True).click()
        return explorer
    return explain


def region(page):
    return page.get_by_role("group", name="What the request would do")


def test_an_admin_is_told_the_rules_and_no_statement(explained, page):
    explorer = explained(ADMIN)
    fields = region(page).get_by_role("table").first
    expect(fields.get_by_role("rowheader")).to_have_text(
        ["Query.partnerships", "PartnershipConnection.nodes", "Partnership.name", "Partnership.organization", "Organization.name"])
    expect(fields.get_by_role("row").nth(1)).to_contain_text("@auth(roles: [OPERATOR, ADMIN, USER, MARKETING])")
    expect(region(page)).to_contain_text('@scope(by: PARTNERSHIP, via: "id")')
    expect(explorer.status).to_have_text("Nothing was run, 2 statements")
    expect(region(page)).not_to_contain_text("SELECT")


def test_the_operator_reads_statements_and_plans_and_measures_them(explained, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer = explained(OPERATOR)
    first = page.get_by_role("region", name="Statement 1")
    expect(first).to_contain_text('FROM "partnership"')
    expect(page.get_by_role("list", name="Plan of Statement 1")).to_contain_text("about")
    page.get_by_role("button", name="Copy statement 1").click()
    assert 'FROM "partnership"' in page.evaluate("() => navigator.clipboard.readText()")
    page.get_by_role("button", name="Run and measure").click()
    expect(explorer.status).to_have_text("Run and measured, 2 statements")
    expect(page.get_by_role("list", name="Plan of Statement 1")).to_contain_text("got")
    expect(page.get_by_role("button", name="Run and measure")).to_have_count(0)


def test_running_takes_the_place_of_the_explanation_and_the_other_way_round(explained, page):
    explorer = explained(ADMIN)
    expect(region(page)).to_be_visible()
    explorer.run()
    expect(explorer.tree).to_be_visible()
    expect(region(page)).to_have_count(0)
    explorer.query.focus()
    page.keyboard.press("Control+Shift+E")
    expect(region(page)).to_be_visible()
    expect(explorer.tree).to_have_count(0)


def test_what_cannot_be_explained_says_why(explained, page, complaints):
    explained(ADMIN, "{ nobodyKnows }")
    expect(page.get_by_role("list", name="Errors")).to_contain_text('Cannot query field "nobodyKnows"')
    complaints[:] = [text for text in complaints if "status of 400" not in text]


def test_whoever_gets_no_explanation_is_offered_none(signed_in, page):
    explorer = open_explorer(signed_in(USER), page)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.get_by_role("button", name="Explain", exact=True)).to_have_count(0)
    explorer.query.focus()
    page.keyboard.press("Control+Shift+E")
    expect(region(page)).to_have_count(0)


def test_axe_finds_nothing(explained, page):
    explained(OPERATOR)
    page.get_by_role("button", name="Run and measure").click()
    expect(page.get_by_role("list", name="Plan of Statement 1")).to_contain_text("got")
    found = []
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            found.append((scheme, width, violation["id"], [node["html"][:120] for node in violation["nodes"]]))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not found, found
