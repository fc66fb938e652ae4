"""The explorer without a pointer, in every look, and for assistive technology."""
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import ADMIN
from explorer_page import open_explorer
from test_accessibility import LOOKS, OPTIONS


@pytest.fixture
def explorer(signed_in, page):
    opened = open_explorer(signed_in(ADMIN), page)
    expect(page.get_by_text("Where operations start")).to_be_visible()
    return opened


def as_it_opens(explorer, page):
    explorer.is_valid()


def with_a_tree(explorer, page):
    explorer.run()
    expect(explorer.tree).to_be_visible()
    explorer.tree.focus()
    page.keyboard.press("ArrowDown")


def with_a_table(explorer, page):
    with_a_tree(explorer, page)
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="name", exact=True).click()


def with_its_text(explorer, page):
    with_a_tree(explorer, page)
    page.get_by_role("button", name="JSON", exact=True).click()


def with_problems(explorer, page):
    explorer.write("query A { viewer { nme } } query B { nothing }", '{"x": 1}')
    expect(explorer.verdict).to_have_text("2 problems")
    page.get_by_role("button", name="Headers").click()
    page.get_by_role("textbox", name="Headers").fill("{oops")
    expect(page.get_by_role("alert")).to_be_visible()


def with_errors(explorer, page):
    explorer.write("{ customers(first: 1000) { totalCount } }", "")
    explorer.run()
    expect(page.get_by_role("list", name="Errors")).to_be_visible()


def with_proposals(explorer, page):
    explorer.write("{ customers(")
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("listbox")).to_be_visible()


def with_history(explorer, page):
    with_a_tree(explorer, page)
    page.get_by_role("button", name="New query").click()
    page.get_by_role("button", name="History").click()
    page.get_by_role("button", name="Star query FirstLook").click()
    page.get_by_role("button", name="Rename query FirstLook").click()


def with_a_page_of_the_schema(explorer, page):
    page.get_by_role("searchbox", name="Search the schema").fill("Customer")
    page.get_by_role("button", name="Customer", exact=True).click()


def with_its_keys(explorer, page):
    page.get_by_role("button", name="Keys", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()


STATES = [as_it_opens, with_a_tree, with_a_table, with_its_text, with_problems, with_errors, with_proposals, with_history,
          with_a_page_of_the_schema, with_its_keys]


@pytest.mark.parametrize("state", STATES, ids=[state.__name__ for state in STATES])
def test_axe_finds_nothing(explorer, page, state, complaints):
    state(explorer, page)
    found = []
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        if state is with_proposals:
            with_proposals(explorer, page)
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            found.append((scheme, width, violation["id"], [node["html"][:120] for node in violation["nodes"]]))
    assert not found, found
    complaints[:] = [text for text in complaints if "status of 400" not in text]


@pytest.mark.parametrize("state", [with_a_tree, with_a_table, with_problems, with_history], ids=lambda state: state.__name__)
def test_nothing_is_wider_than_a_narrow_screen(explorer, page, state):
    state(explorer, page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_query_is_written_run_and_read_without_a_pointer(explorer, page):
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.get_by_role("button", name="New query").focus()
    page.keyboard.press("Enter")
    expect(explorer.query).to_be_focused()
    page.keyboard.type("{ vie")
    page.keyboard.press("Enter")
    page.keyboard.type(" { ro")
    page.keyboard.press("Tab")
    expect(explorer.query).to_have_value("{ viewer { role}}")
    page.keyboard.press("Control+Shift+P")
    page.keyboard.press("Control+Enter")
    expect(explorer.tree).to_contain_text('"ADMIN"')
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "answer-tree":
            break
    expect(explorer.tree).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("[role=treeitem][aria-selected=true]")).to_contain_text("role")


def test_every_stop_on_the_way_shows_where_the_focus_is(explorer, page):
    explorer.run()
    expect(explorer.tree).to_be_visible()
    explorer.query.focus()
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name, outline = page.evaluate("""() => { const one = document.activeElement;
            const style = getComputedStyle(one);
            return [one.id || one.getAttribute('aria-label') || one.textContent.slice(0, 30), parseFloat(style.outlineWidth)
                * (style.outlineStyle === 'none' ? 0 : 1)]; }""")
        seen.append(name)
        assert outline >= 2 or name == "", (name, outline)
    assert {"variables", "Width of the request", "answer-tree", "Width of the side panel", "docs-search"} <= set(seen), seen


def test_the_lines_between_panes_move_by_keys_and_by_pointer(explorer, page):
    line = page.get_by_role("separator", name="Width of the request")
    width = lambda: page.locator(".pane--edit").bounding_box()["width"]
    before = width()
    line.focus()
    page.keyboard.press("ArrowRight")
    expect(line).to_have_attribute("aria-valuenow", "38")
    assert width() > before
    page.keyboard.press("Home")
    expect(line).to_have_attribute("aria-valuenow", "20")
    box = line.bounding_box()
    page.mouse.move(box["x"], box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.up()
    assert width() > before * 0.8
    page.mouse.move(box["x"] + 400, box["y"] + 200)
    assert line.get_attribute("aria-valuenow") != "60"


def test_forced_colours_keep_what_is_typed_visible(explorer, page):
    page.emulate_media(forced_colors="active")
    assert explorer.query.evaluate("(e) => getComputedStyle(e).color") != "rgba(0, 0, 0, 0)"


def test_visits_leave_nothing_behind(signed_in, page):
    opened = open_explorer(signed_in(ADMIN), page)
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable")

    def visit():
        page.get_by_role("link", name="Customers", exact=True).click()
        expect(page.locator(".row-link").first).to_be_visible()
        page.get_by_role("link", name="Explorer").click()
        expect(opened.query).to_be_visible()
        opened.is_valid()

    def measure():
        cdp.send("HeapProfiler.collectGarbage")
        metrics = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
        return metrics["Nodes"], metrics["JSEventListeners"]

    visit()
    visit()
    nodes, listeners = measure()
    for _ in range(5):
        visit()
    after = measure()
    assert after[1] <= listeners, (listeners, after[1])
    assert after[0] <= nodes * 1.02, (nodes, after[0])
