"""Typing in the explorer: colours, proposals, checks while one types, layout, and undo that survives it all."""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN
from explorer_page import open_explorer


@pytest.fixture
def explorer(signed_in, page):
    opened = open_explorer(signed_in(ADMIN), page)
    expect(page.get_by_text("Where operations start")).to_be_visible()
    return opened


def marked(page, name):
    """The texts that a mark lies under."""
    return page.evaluate("(name) => [...(CSS.highlights.get(name) ?? [])].map(String).sort()", name)


def eventually_marked(page, name, texts):
    page.wait_for_function(
        "([name, wanted]) => JSON.stringify([...(CSS.highlights.get(name) ?? [])].map(String).sort()) === wanted",
        arg=[name, "[" + ",".join(f'"{text}"' for text in sorted(texts)) + "]"])


def test_the_colours_follow_the_text(explorer, page):
    text = '# note\nquery Q($a: ID!) {\n  node(id: $a) @skip(if: true) { id }\n}\n"""block\nstill""" x'
    explorer.write(text)
    paper = page.locator(".editor__paper").first
    expect(paper.locator(".t-variable").first).to_have_text("$a")
    expect(paper.locator(".t-comment")).to_have_text("# note")
    expect(paper.locator(".t-string").last).to_have_text('still"""')
    lines = paper.locator("div").all_inner_texts()
    assert [line.replace("\u200b", "") for line in lines] == text.split("\n")


def test_paper_and_text_lie_on_each_other(explorer, page):
    explorer.write("\n".join(f"# {'wide ' * 40}{line}" for line in range(80)))
    explorer.query.press("Control+End")
    same = "() => { const [a, p] = [query, document.querySelector('.editor__paper')];" \
        " return a.scrollTop > 0 && a.scrollTop === p.scrollTop && a.scrollLeft > 0 && a.scrollLeft === p.scrollLeft }"
    page.wait_for_function(same)


PROPOSALS = [
    ("query { cust", ["customers", "customer"]),
    ("{ viewer { n", ["name"]),
    ("{ customers(first: 1, ord", ["orderBy"]),
    ("{ customers(orderBy: [{ field: STA", ["STATUS"]),
    ("{ customers(filter: { status: { eq: ", ["ENABLED", "DISABLED"]),
    ("query ($many: Int) { customers(first: $", ["many"]),
    ("query ($f: CustomerF", ["CustomerFilter"]),
    ("{ node(id: 1) { ... on Custo", ["Customer"]),
    ("{ viewer { name @inc", ["include"]),
    ("{ viewer { name @include(if: t", ["true"]),
    ("fragment F on Customer { externalR", ["externalRef"]),
    ("mutation { updateCustomer(input: { na", ["name"]),
    ("{ viewer { ...F } } fragment F on Vi", ["Viewer"]),
]


@pytest.mark.parametrize(("text", "wanted"), PROPOSALS, ids=[text for text, _ in PROPOSALS])
def test_proposals_fit_the_place(explorer, page, text, wanted):
    # Before the schema is there nothing can be proposed.
    expect(page.get_by_role("button", name="Mutation", exact=True)).to_be_visible()
    explorer.write(text)
    page.keyboard.press("Control+Space")
    expect(explorer.proposals().first).to_have_text(wanted[0])
    assert explorer.proposals().all_inner_texts()[:len(wanted)] == wanted


def test_a_proposal_is_taken_by_keys_and_can_be_undone(explorer, page):
    explorer.type("{ cust")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    expect(explorer.query).to_have_attribute("aria-activedescendant", "query-proposals-0")
    page.keyboard.press("ArrowDown")
    expect(explorer.query).to_have_attribute("aria-activedescendant", "query-proposals-1")
    page.keyboard.press("Enter")
    expect(explorer.query).to_have_value("{ customer}")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(explorer.query).to_have_value("{ cust}")


def test_a_proposal_is_taken_with_the_pointer(explorer, page):
    explorer.type("{ vie")
    page.get_by_role("option", name="viewer").click()
    expect(explorer.query).to_have_value("{ viewer}")
    expect(explorer.query).to_be_focused()


def test_escape_closes_the_proposals_and_is_otherwise_left_alone(explorer, page):
    page.evaluate("addEventListener('keydown', (e) => { if (e.key === 'Escape') (globalThis.seen ??= []).push(e.defaultPrevented) })")
    explorer.type("{ cust")
    expect(page.get_by_role("listbox", name="Proposals")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert page.evaluate("globalThis.seen ?? []") == []
    page.keyboard.press("Escape")
    assert page.evaluate("globalThis.seen") == [False]


def test_brackets_come_in_pairs_and_lines_keep_their_depth(explorer, page):
    explorer.type("{")
    page.keyboard.press("Enter")
    page.keyboard.type("viewer {")
    page.keyboard.press("Enter")
    page.keyboard.type("name")
    page.keyboard.press("Escape")
    expect(explorer.query).to_have_value("{\n  viewer {\n    name\n  }\n}")
    explorer.query.press("Control+Home")
    eventually_marked(page, "bracket", ["{", "}"])


def test_tab_leaves_the_editor(explorer, page):
    explorer.query.focus()
    page.keyboard.press("Tab")
    expect(explorer.query).not_to_be_focused()
    explorer.variables.focus()
    page.keyboard.press("Shift+Tab")
    expect(explorer.variables).not_to_be_focused()


def test_the_servers_validator_speaks_while_one_types(explorer, page):
    explorer.write("{ viewer { nme } nothing }")
    expect(explorer.verdict).to_have_text("2 problems")
    problems = page.get_by_role("list", name="Problems of the query")
    expect(problems).to_contain_text('Cannot query field "nme" on type "Viewer".')
    eventually_marked(page, "error", ["nme", "nothing"])
    expect(explorer.query).to_have_attribute("aria-invalid", "true")
    problems.get_by_role("button").last.click()
    assert explorer.query.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)") == "nothing"
    explorer.query.press("F8")
    assert explorer.query.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)") == "nme"
    explorer.write("{ viewer { name } }")
    explorer.is_valid()
    eventually_marked(page, "error", [])


SAID = [
    ("{ viewer { name ", "Syntax Error"),
    ("{ customers(frist: 1) { totalCount } }", "frist"),
    ('{ customers(first: "1") { totalCount } }', "Int cannot represent"),
    ("{ customer { name } }", "required"),
    ("query ($a: Int) { viewer { name } }", "$a"),
    ("query ($a: Nothing) { viewer { name } }", "Nothing"),
    ("{ viewer { ...F } }", "Unknown fragment"),
    ("{ viewer { name } } { viewer { role } }", "anonymous"),
    ("{ customers(filter: { status: { eq: GONE } }) { totalCount } }", "GONE"),
]


@pytest.mark.parametrize(("text", "wanted"), SAID, ids=[wanted for _, wanted in SAID])
def test_each_kind_of_fault_is_found_before_anything_runs(explorer, page, text, wanted):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data_json or {}) if "graphql" in request.url else None)
    explorer.write(text, "")
    expect(page.get_by_role("list", name="Problems of the query")).to_contain_text(wanted)
    assert {body.get("operationName") for body in sent} == {"PorticoCheck"}


def test_a_mutation_is_checked_and_never_run(explorer, portal):
    before = portal.ask("{ customers(first: 1, orderBy: [{field: NAME}]) { nodes { id name version } } }")["data"]["customers"]
    customer = before["nodes"][0]
    explorer.write(f'mutation {{ updateCustomer(input: {{ id: "{customer["id"]}", phone: "+1" }}) {{ customer {{ id }} }} }}', "")
    expect(explorer.verdict).not_to_have_text("Checking…")
    after = portal.ask("{ customers(first: 1, orderBy: [{field: NAME}]) { nodes { id name version } } }")["data"]["customers"]
    assert after == before


def test_what_is_deprecated_is_a_warning(signed_in, page):
    def answer(route):
        if "Introspection" not in (route.request.post_data or ""):
            return route.continue_()
        response = route.fetch()
        body = response.json()
        viewer = next(one for one in body["data"]["__schema"]["types"] if one["name"] == "Viewer")
        next(one for one in viewer["fields"] if one["name"] == "email").update(
            isDeprecated=True, deprecationReason="Ask the user.")
        route.fulfill(json=body)

    page.route("**/graphql", answer)
    explorer = open_explorer(signed_in(ADMIN), page)
    explorer.write("{ viewer { email } }", "")
    expect(explorer.verdict).to_have_text("1 warning")
    expect(page.get_by_role("list", name="Problems of the query")).to_contain_text("“email” is deprecated: Ask the user.")
    eventually_marked(page, "warning", ["email"])
    page.get_by_role("searchbox", name="Search the schema").fill("Viewer")
    page.get_by_role("button", name="Viewer", exact=True).first.click()
    expect(page.get_by_text("Deprecated: Ask the user.", exact=True)).to_be_hidden()
    page.get_by_text("Deprecated (1)").click()
    expect(page.get_by_text("Deprecated: Ask the user.", exact=True)).to_be_visible()


def test_variables_are_compared_with_what_the_query_declares(explorer, page):
    explorer.write("query ($n: Int!, $s: CustomerStatus) { customers(first: $n, filter: { status: { eq: $s } }) { totalCount } }",
                   '{"s": "GONE", "x": 1}')
    problems = page.get_by_role("list", name="Problems of the variables")
    expect(problems.get_by_role("button")).to_have_text([
        "1:15Warning: The query declares no $x.", "1:1$n is missing: it is Int!.",
        '1:7$s is one of ENABLED, DISABLED, not "GONE".'])
    expect(explorer.variables).to_have_attribute("aria-invalid", "true")
    eventually_marked(page, "warning", ['\\"x\\"'])
    explorer.variables.fill('{"n": 1}')
    expect(problems).to_have_count(0)


def test_variables_that_are_no_json_are_told_before_anything_is_sent(explorer, page):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data_json) if "graphql" in request.url else None)
    explorer.write("{ viewer { name } }", "{oops")
    explorer.run_by_key()
    expect(page.get_by_role("list", name="Problems of the variables")).to_contain_text("Expected a name in double quotes")
    expect(explorer.variables).to_have_attribute("aria-invalid", "true")
    assert all(body.get("operationName") == "PorticoCheck" for body in sent)
    explorer.variables.fill("{}")
    explorer.run()
    expect(explorer.status).to_contain_text("200")


def test_variables_are_proposed_too(explorer, page):
    explorer.write("query ($status: CustomerStatus) { customers(filter: { status: { eq: $status } }) { totalCount } }", "")
    explorer.variables.press_sequentially('{"st')
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Space")
    page.keyboard.press("Enter")
    expect(explorer.variables).to_have_value('{"status": "ENABLED"}')


def test_prettify_lays_out_everything_and_can_be_undone(explorer, page):
    explorer.write("query($n:Int){# why\ncustomers(first:$n){totalCount}}", '{"n":1}')
    page.keyboard.press("Control+Shift+P")
    expect(explorer.query).to_have_value(
        "query ($n: Int) { # why\n  customers(first: $n) {\n    totalCount\n  }\n}\n")
    expect(explorer.variables).to_have_value('{\n  "n": 1\n}\n')
    explorer.query.focus()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(explorer.query).to_have_value("query($n:Int){# why\ncustomers(first:$n){totalCount}}")


def test_prettify_never_harms_what_it_cannot_read(explorer, page):
    explorer.write("query { viewer {", "{oops")
    page.get_by_role("button", name="Prettify").click()
    expect(explorer.query).to_have_value("query { viewer {")
    expect(explorer.variables).to_have_value("{oops")
    expect(page.get_by_role("list", name="Problems of the query")).to_be_visible()


def test_what_stands_at_the_caret_leads_to_the_schema(explorer, page):
    explorer.write("{ customers(first: 1) { totalCount } }", "")
    explorer.query.evaluate("(area) => area.setSelectionRange(4, 4)")
    explorer.query.press("Shift")
    line = page.get_by_role("button", name="Query.customers(first: Int")
    expect(line).to_be_visible()
    explorer.query.press("Control+d")
    expect(page.get_by_role("heading", name="Query.customers")).to_be_visible()


def test_the_pointer_shows_what_a_word_means_until_escape(explorer, page):
    explorer.write("{ customers { totalCount } }", "")
    box = page.locator(".editor__paper .t-name", has_text="customers").first.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    card = page.locator(".hover")
    expect(card).to_contain_text("The customers that the viewer may see.")
    page.mouse.move(box["x"] + 24, box["y"] + box["height"] + 12)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_click_with_control_follows_a_word_into_the_schema(explorer, page):
    explorer.write("{ viewer { role } }", "")
    box = page.locator(".editor__paper .t-name", has_text="role").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.keyboard.down("Control")
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    page.keyboard.up("Control")
    expect(page.get_by_role("heading", name="Viewer.role")).to_be_visible()


def test_the_query_can_be_copied_by_keys(explorer, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer.write("{ viewer { name } }")
    page.keyboard.press("Control+Shift+C")
    expect(page.get_by_text("Query copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "{ viewer { name } }"


def test_the_keys_are_listed(explorer, page):
    page.get_by_role("button", name="Keys", exact=True).click()
    dialog = page.get_by_role("dialog", name="Keys of the explorer")
    expect(dialog).to_contain_text("Propose what could stand here")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_key_is_painted_quickly_in_a_long_query_on_a_slow_machine(explorer, page):
    """The budget is 100 ms at a quarter of the speed; this counts the work instead of the time: one line is drawn."""
    explorer.write("{\n" + "  viewer { name role email organizationName }\n" * 200 + "}", "")
    page.evaluate("""() => {
        globalThis.changed = new Set();
        const paper = document.querySelector('.editor__paper');
        new MutationObserver((all) => { for (const { target } of all) {
            const line = [...paper.childNodes].find((one) => one.contains(target));
            if (line) changed.add(line);
        } }).observe(paper, { subtree: true, childList: true, characterData: true });
    }""")
    explorer.query.evaluate("(area) => area.setSelectionRange(100, 100)")
    page.keyboard.type("x")
    page.wait_for_function("() => changed.size > 0")
    page.wait_for_timeout(600)
    assert page.evaluate("changed.size") == 1
