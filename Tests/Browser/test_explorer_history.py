"""History and tabs of the explorer: nothing typed is lost, nothing is kept that shouldn't be."""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN
from explorer_page import open_explorer


@pytest.fixture
def explorer(signed_in, page):
    return open_explorer(signed_in(ADMIN), page)


@pytest.fixture
def ran(explorer):
    def run(query, variables=""):
        explorer.write(query, variables)
        explorer.run_by_key()
        expect(explorer.page.get_by_role("button", name="Run", exact=True)).to_be_visible()
        expect(explorer.status).to_contain_text("ms")
    return run


def rows(page):
    return page.locator(".history__name")


def test_history_is_kept_though_its_panel_is_closed(ran, page):
    ran("{ viewer { name } }")
    page.get_by_role("button", name="History").click()
    expect(rows(page)).to_have_text(["{ viewer }"])


def test_history_holds_each_request_once_and_again_with_other_variables(ran, page):
    page.get_by_role("button", name="History").click()
    query = "query Q($n: Int) { customers(first: $n) { totalCount } }"
    ran(query, '{"n": 1}')
    ran(query, '{"n": 1}')
    expect(rows(page)).to_have_count(1)
    ran(query, '{"n": 2}')
    expect(rows(page)).to_have_count(2)


def test_history_leaves_out_what_cannot_be_read(ran, page, complaints):
    ran("{ viewer {")
    page.get_by_role("button", name="History").click()
    expect(page.get_by_text("What you run appears here.")).to_be_visible()
    complaints[:] = [text for text in complaints if "status of 400" not in text]


def test_undo_survives_a_query_taken_from_history(ran, explorer, page):
    ran("{ viewer { name } }")
    explorer.query.fill("{ viewer { role } }")
    page.get_by_role("button", name="History").click()
    page.get_by_role("region", name="History").get_by_role("button", name="{ viewer }").first.click()
    expect(explorer.query).to_have_value("{ viewer { name } }")
    page.keyboard.press("Control+z")
    expect(explorer.query).to_have_value("{ viewer { role } }")


def test_entries_can_be_named_starred_forgotten_and_cleared(ran, explorer, page):
    ran("query First { viewer { name } }")
    ran("query Second { viewer { role } }")
    page.get_by_role("button", name="History").click()
    page.get_by_role("button", name="Rename query First").click()
    page.get_by_role("textbox", name="Name of query First").fill("My own")
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_text(["query Second", "My own"])
    page.get_by_role("button", name="Star My own").click()
    expect(page.get_by_role("button", name="Star My own")).to_have_attribute("aria-pressed", "true")
    expect(rows(page)).to_have_text(["My own", "query Second"])
    page.get_by_role("button", name="Clear history").click()
    expect(rows(page)).to_have_text(["My own"])
    page.reload()
    page.get_by_role("button", name="History").click()
    expect(rows(page)).to_have_text(["My own"])
    page.get_by_role("button", name="Forget My own").click()
    expect(page.get_by_text("What you run appears here.")).to_be_visible()


def test_tabs_keep_what_stands_in_each_editor(explorer, page):
    explorer.write("query One { viewer { name } }", '{"one": 1}')
    page.get_by_role("button", name="New query").click()
    expect(explorer.query).to_be_focused()
    expect(explorer.query).to_have_value("")
    explorer.write("query Two { viewer { role } }", '{"two": 2}')
    page.get_by_role("button", name="One", exact=False).first.click()
    expect(explorer.query).to_have_value("query One { viewer { name } }")
    expect(explorer.variables).to_have_value('{"one": 1}')
    page.get_by_role("button", name="Headers").click()
    page.get_by_role("textbox", name="Headers").fill('{"x-one": "1"}')
    page.get_by_role("button", name="Two", exact=False).first.click()
    expect(page.get_by_role("textbox", name="Headers")).to_have_value("")
    page.get_by_role("button", name="Variables").click()
    expect(explorer.variables).to_have_value('{"two": 2}')


def test_tabs_survive_a_reload_and_a_visit_elsewhere(explorer, page):
    explorer.write("query Kept { viewer { name } }")
    page.get_by_role("link", name="Customers", exact=True).click()
    expect(page.get_by_role("heading", name="Customers")).to_be_visible()
    page.get_by_role("link", name="Explorer").click()
    expect(explorer.query).to_have_value("query Kept { viewer { name } }")
    page.reload()
    expect(explorer.query).to_have_value("query Kept { viewer { name } }")


def test_closing_a_tab_with_work_in_it_asks_first(explorer, page):
    page.get_by_role("button", name="New query").click()
    explorer.write("query Work { viewer { name } }")
    page.get_by_role("button", name="Close Work").click()
    dialog = page.get_by_role("dialog", name="Close “Work”?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(explorer.query).to_have_value("query Work { viewer { name } }")
    page.get_by_role("button", name="Close Work").click()
    dialog.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("button", name="Close Work")).to_have_count(0)
    expect(page.get_by_role("button", name="FirstLook", exact=True)).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.get_by_role("button", name="Close New query")).to_be_visible()
    expect(explorer.query).to_have_value("")


def test_nothing_stays_in_the_browser_unless_that_is_wanted(explorer, page):
    explorer.write("query Private { viewer { name } }")
    page.wait_for_function("() => JSON.stringify(sessionStorage).includes('Private')")
    assert "Private" not in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("button", name="History").click()
    keep = page.get_by_role("checkbox", name="Keep tabs and history in this browser")
    keep.check()
    assert "Private" in page.evaluate("JSON.stringify(localStorage)")
    keep.uncheck()
    assert "Private" not in page.evaluate("JSON.stringify(localStorage)")


def test_what_one_viewer_typed_is_gone_for_the_next(explorer, page, portal, sessions):
    explorer.write("query Private { viewer { name } }")
    page.get_by_role("button", name="History").click()
    page.get_by_role("checkbox", name="Keep tabs and history in this browser").check()
    page.context.clear_cookies()
    page.context.add_cookies(sessions("user@nordlys.test")["cookies"])
    other = open_explorer(portal, page)
    expect(other.query).not_to_have_value("query Private { viewer { name } }")
    page.wait_for_function("() => !JSON.stringify({ ...sessionStorage, ...localStorage }).includes('Private')")


def test_back_and_forward_follow_links_in_place(explorer, page):
    page.evaluate("location.hash = 'query=' + encodeURIComponent('query Hashed { viewer { name } }')")
    expect(explorer.query).to_have_value("query Hashed { viewer { name } }")
    expect(page.get_by_role("button", name="FirstLook", exact=True)).to_be_visible()
