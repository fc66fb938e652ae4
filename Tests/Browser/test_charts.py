"""Charts, tried where they run: in a browser, under the policy, by pointer and by keyboard, in both themes."""
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import MARKETING
from test_accessibility import LOOKS, OPTIONS

SHOW = """async ({kind, series, trend, chosen}) => {
  const src = document.querySelector('script[type=module]').src;
  const {draw, h} = await import(new URL('./lib/h.js', src));
  const {createChart} = await import(new URL('./lib/charts/chart.js', src));
  const labels = ['Jul', 'Aug', 'Sep', 'Oct', 'Nov'].map((text) => ({id: text, text: `${text} 2026`}));
  const data = {title: 'Usage by period', over: 'Period', labels, series, hasTrend: trend, write: (n) => `${n} IPs`};
  globalThis.chosen = [];
  const onChoose = chosen ? (choice) => globalThis.chosen.push(choice) : undefined;
  const chart = createChart(kind, data, {id: 'usage', onChoose});
  const root = document.createElement('div');
  root.className = 'card';
  document.querySelector('.page').append(root);
  globalThis.ending = new AbortController();
  draw(root, chart.view, ending.signal);
}"""
SERIES = [{"id": "sns", "name": "Network", "values": [120, 140, None, 180, 210]},
          {"id": "was", "name": "Web", "values": [40, 45, 60, 55, 70]},
          {"id": "pat", "name": "Training", "values": [10, 20, 30, 20, 15]}]


@pytest.fixture
def show(signed_in, page):
    signed_in(MARKETING).open("/settings/account")
    expect(page.get_by_role("heading", name="Tuva Nilsen", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")  # what came later would draw the page anew

    def shown(kind="bars", series=SERIES, trend=False, chosen=False):
        page.evaluate(SHOW, {"kind": kind, "series": series, "trend": trend, "chosen": chosen})
        figure = page.get_by_role("figure", name="Usage by period")
        figure.scroll_into_view_if_needed()
        return figure

    return shown


def test_d0_30_a_bar_is_reached_and_walked_by_keyboard(show, page):
    figure = show()
    figure.get_by_role("button", name="Training").focus()
    page.keyboard.press("Tab")
    expect(figure.get_by_role("img", name="Jul 2026, Network: 120 IPs")).to_be_focused()
    expect(figure.locator(".chart__tip")).to_contain_text("Jul 2026")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(figure.get_by_role("img", name="Oct 2026, Network: 180 IPs")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(figure.get_by_role("img", name="Oct 2026, Web: 55 IPs")).to_be_focused()
    page.keyboard.press("Escape")
    expect(figure.locator(".chart__tip")).to_have_count(0)
    page.keyboard.press("End")
    expect(figure.locator(".chart__tip")).to_contain_text("70 IPs")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('svg.chart__picture')")


def test_d0_31_d0_42_a_mark_is_chosen_by_click_and_by_key(show, page):
    figure = show(chosen=True)
    figure.get_by_role("button", name="Aug 2026, Web: 45 IPs").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("chosen") == [{"series": "was", "label": "Aug"}, {"series": "was", "label": "Sep"}]


def test_hovering_tells_of_all_series_and_leaving_ends_it(show, page):
    figure = show("lines")
    picture = figure.locator(".chart__picture")
    box = picture.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 100)
    told = figure.locator(".chart__tip")
    expect(told).to_contain_text("Sep 2026")
    expect(told).to_contain_text("60 IPs")
    expect(told).not_to_contain_text("Network")
    page.mouse.move(5, 5)
    expect(told).to_have_count(0)


def test_the_legend_leaves_series_out_but_never_the_last(show, page):
    figure = show()
    expect(figure.get_by_role("img")).to_have_count(14)
    figure.get_by_role("button", name="Network").click()
    expect(figure.get_by_role("img")).to_have_count(10)
    figure.get_by_role("button", name="Web").click()
    figure.get_by_role("button", name="Training").click()
    expect(figure.get_by_role("img")).to_have_count(5)
    expect(figure.get_by_role("button", name="Training")).to_have_attribute("aria-pressed", "true")


def test_d0_41_the_same_numbers_stand_in_a_table(show, page):
    figure = show("lines", trend=True)
    expect(figure.locator(".chart__trend")).to_have_count(3)
    figure.get_by_role("button", name="As a table").press("Enter")
    rows = figure.get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(5)
    assert rows.nth(2).locator("th, td").all_inner_texts() == ["Sep 2026", "no value", "60 IPs", "30 IPs"]
    expect(figure.get_by_role("button", name="As a table")).to_be_focused()


def test_a_chart_is_as_wide_as_its_room(show, page):
    figure = show()
    page.set_viewport_size({"width": 320, "height": 800})
    expect(figure.locator(".chart__picture")).not_to_have_attribute("width", "640")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    room = figure.locator(".chart__room").bounding_box()["width"]
    page.wait_for_function("(w) => Math.abs(document.querySelector('.chart__picture').clientWidth - w) < 2", arg=room)


def test_names_never_become_markup(show, page):
    evil = "<img src=x onerror=alert(1)>"
    figure = show(series=[{"id": evil, "name": evil, "values": [1, 2, 3, 4, 5]}])
    expect(figure.get_by_role("img", name=f"Jul 2026, {evil}: 1 IPs")).to_be_visible()
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize("kind", ["bars", "lines"])
def test_axe_finds_nothing_in_a_chart(show, page, kind):
    figure = show(kind, trend=True)
    figure.get_by_role("img").first.focus()
    found = []
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        report = Axe().run(page, options=OPTIONS)
        found += [(scheme, width, one["id"], one["nodes"][0]["html"][:160]) for one in report.response["violations"]]
    assert not found, found


def test_every_tone_stands_out_from_the_ground_by_three_to_one(show, page):
    figure = show()
    ratios = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        ratios += figure.evaluate("""(figure) => {
          const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
          const light = (colour) => {
            canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255)
              .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const probe = figure.appendChild(document.createElement('i'));
          const ground = light(getComputedStyle(figure.closest('.card')).backgroundColor);
          const found = [0, 1, 2, 3, 4, 5].map((tone) => {
            probe.className = `chart__swatch tone-${tone}`;
            const mine = light(getComputedStyle(probe).backgroundColor);
            return (Math.max(mine, ground) + 0.05) / (Math.min(mine, ground) + 0.05);
          });
          probe.remove();
          return found;
        }""")
    assert min(ratios) >= 3, ratios
