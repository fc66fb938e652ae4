"""The renderer and what it refuses, tried where it runs: in a browser, under the policy."""
import pytest

from playwright.sync_api import expect

HARNESS = """async (body) => {
  const src = document.querySelector('script[type=module]').src;
  const {h, patch, signal, draw} = await import(new URL('./lib/h.js', src));
  const root = document.body.appendChild(document.createElement('div'));
  try { return await (%s)({h, patch, signal, draw, root}) } catch (error) { return 'threw ' + error.message }
  finally { root.remove() }
}"""


@pytest.fixture
def run(portal, page):
    portal.open("/partner/login")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return lambda body: page.evaluate(HARNESS % body)


def test_text_stays_text(run):
    html = run("""({h, patch, root}) => {
      patch(root, h('p', null, '<b>', 1, null, false, ['x', [0]])); return root.innerHTML }""")
    assert html == "<p>&lt;b&gt;1x0</p>"


RUNNING = ["javascript:1", " javascript:1", "java\\nscript:1", "JAVASCRIPT:1", "\\u0001javascript:1", "data:,x"]


@pytest.mark.parametrize("address", [*RUNNING, "vbscript:x"])
def test_addresses_that_run_are_left_out(run, address):
    body = "({h, patch, root}) => { patch(root, h('a', {href: '%s'})); return root.innerHTML }"
    assert run(body % address) == "<a></a>"


@pytest.mark.parametrize("address", ["/a?b=c", "#x", "mailto:a@b.test", "https://a.test/"])
def test_other_addresses_stay(run, address):
    body = "({h, patch, root}) => { patch(root, h('a', {href: '%s'})); return root.firstChild.getAttribute('href') }"
    assert run(body % address) == address


MARKUP = ["{innerHTML: 'x'}", "{outerHTML: 'x'}", "{srcdoc: 'x'}", "{style: 'color:red'}", "{onclick: 'x'}"]


@pytest.mark.parametrize("properties", MARKUP)
def test_what_would_become_markup_or_script_throws(run, properties):
    assert run("({h, patch, root}) => { patch(root, h('a', %s)) }" % properties).startswith("threw")


def test_attributes_come_go_and_keep_their_kinds(run):
    assert run("""({h, patch, root}) => {
      patch(root, h('input', {disabled: true, 'aria-busy': false, title: 'a'}));
      const first = root.innerHTML;
      patch(root, h('input', {disabled: false, 'aria-busy': null}));
      return [first, root.innerHTML] }""") == ['<input disabled="" aria-busy="false" title="a">', "<input>"]


def test_keyed_rows_move_with_their_nodes_and_focus(run):
    assert run("""({h, patch, root}) => {
      const list = (keys) => patch(root, h('ul', null, keys.map((key) => h('li', {key}, h('input', {id: 'f' + key})))));
      list([1, 2, 3]);
      const second = root.querySelector('#f2'); second.focus(); second.value = 'typed';
      list([3, 2, 4]);
      return [[...root.querySelectorAll('input')].map((e) => e.id), root.querySelector('#f2') === second,
              document.activeElement === second, second.value] }""") == [["f3", "f2", "f4"], True, True, "typed"]


def test_a_key_that_stands_twice_throws(run):
    assert "stands twice" in run("({h, patch, root}) => { patch(root, h('i', {key: 1}), h('i', {key: 1})) }")


def test_live_values_are_compared_with_the_page(run):
    assert run("""({h, patch, root}) => {
      const show = (value) => patch(root, h('textarea', {value}));
      show('a'); root.firstChild.value = 'typed'; show('a'); const first = root.firstChild.value;
      patch(root, h('select', {value: '2'}, h('option', {value: '1'}), h('option', {value: '2'})));
      return [first, root.firstChild.value] }""") == ["a", "2"]


def test_svg_has_its_namespace_and_html_inside_it_too(run):
    assert run("""({h, patch, root}) => {
      patch(root, h('svg', null, h('foreignObject', null, h('p', null, 'x')), h('use', {href: '#a'})));
      const last = (element) => element.namespaceURI.split('/').at(-1);
      return [...root.querySelectorAll('*')].map(last) }""") == ["svg", "svg", "xhtml", "svg"]


def test_handlers_are_swapped_without_listening_again(run):
    assert run("""({h, patch, root}) => {
      const calls = []; const show = (onclick) => patch(root, h('button', {onclick}));
      show(() => calls.push(1)); root.firstChild.click();
      show(() => calls.push(2)); root.firstChild.click();
      show(null); root.firstChild.click();
      return calls }""") == [1, 2]


def test_refs_hear_of_the_node_and_of_its_end(run):
    assert run("""({h, patch, root}) => {
      const heard = []; const ref = (node) => heard.push(node?.localName ?? null);
      patch(root, h('div', null, h('p', {ref}))); patch(root, h('div', null, h('p', {ref}))); patch(root);
      return heard }""") == ["p", None]


def test_foreign_children_are_left_alone(run):
    assert run("""({h, patch, root}) => {
      patch(root, h('pre', {foreign: true})); root.firstChild.append('mine');
      patch(root, h('pre', {foreign: true, title: 'x'}));
      return root.innerHTML }""") == '<pre title="x">mine</pre>'


def test_signals_draw_once_a_turn_and_stop_when_ended(run):
    assert run("""async ({h, signal, draw, root}) => {
      const a = signal(1), b = signal(2), ended = new AbortController(); let drawn = 0;
      draw(root, () => { drawn += 1; return h('p', null, a.value + b.value) }, ended.signal);
      a.value = 5; b.value = 6; await null; const text = root.textContent, after = drawn;
      a.value = 5; await null; const same = drawn;
      ended.abort(); a.value = 7; await null;
      return [text, after, same, drawn] }""") == ["11", 2, 2, 2]


def test_a_view_that_fails_leaves_the_page_and_tells(run):
    assert run("""async ({h, signal, draw, root}) => {
      const bad = signal(false); let told = '';
      draw(root, () => { if (bad.value) throw new Error('no'); return h('p', null, 'fine') },
           new AbortController().signal, (error) => (told = error.message));
      bad.value = true; await null; return [told, root.textContent] }""") == ["no", "fine"]
