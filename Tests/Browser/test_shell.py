"""The frame: themes, keyboard, focus, announcements, and pages that aren't there."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR, PORTAL_ADMIN

GROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_theme_follows_the_system_until_one_is_chosen(signed_in, page):
    page.emulate_media(color_scheme="dark")
    signed_in(ADMIN).open("/customers")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    dark = page.evaluate(GROUND)
    page.get_by_role("button", name="Theme: System").click()
    page.get_by_role("radio", name="Light").check(force=True)
    light = page.evaluate(GROUND)
    assert light != dark
    page.reload()
    expect(page.get_by_role("button", name="Theme: Light")).to_be_visible()
    assert page.evaluate(GROUND) == light
    page.get_by_role("button", name="Theme: Light").click()
    page.get_by_role("radio", name="System").check(force=True)
    assert page.evaluate(GROUND) == dark


WIDTHS = [1440, 1366, 1280, 1180, 1100, 1024, 960, 900, 800, 700, 640, 480, 320]


@pytest.mark.parametrize("who, paths", [
    (ADMIN, ["/customers", "/settings/customers", "/settings/users", "/invoices", "/tasks", "/settings/audit"]),
    (OPERATOR, ["/admin/partners", "/admin/users", "/admin/invoices", "/admin/audit"]),
    (PORTAL_ADMIN, ["/portal/fjord/people", "/portal/fjord/usage"]),
])
def test_no_list_is_wider_than_its_page_at_any_width(signed_in, page, who, paths):
    portal = signed_in(who)
    wide = "[...document.querySelectorAll('html, .table-box')].some((box) => box.scrollWidth > box.clientWidth)"
    for path in paths:
        portal.open(path)
        expect(page.locator("tbody tr:not(.is-skeleton)").first).to_be_visible()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert not page.evaluate(wide), (path, width)


@pytest.mark.parametrize("who, path", [(ADMIN, "/settings/partnerships"), (PORTAL_ADMIN, "/portal/fjord/contracts")])
def test_what_fits_does_not_scroll(signed_in, page, who, path):
    signed_in(who).open(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollHeight") == 800


def test_a_chosen_theme_is_there_before_the_first_paint(portal, page, complaints):
    page.add_init_script("localStorage.setItem('portico-theme', 'dark')")
    page.route("**/app.js", lambda route: route.abort())
    portal.open("/partner/login")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    complaints.clear()


def test_slash_searches_and_g_goes(signed_in, page):
    signed_in(ADMIN).open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("ge/")
    expect(page.get_by_role("searchbox")).to_have_value("ge/")
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/explorer")
    expect(page.get_by_role("heading", name="Explorer")).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/customers")


def test_question_mark_lists_the_shortcuts_and_can_turn_them_off(signed_in, page):
    signed_in(ADMIN).open("/customers")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    expect(dialog).to_be_hidden()


def test_the_first_tab_skips_to_the_content(signed_in, page):
    signed_in(ADMIN).open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to content")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_new_page_is_announced_and_its_heading_has_the_focus(signed_in, page):
    signed_in(ADMIN).open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    page.get_by_role("link", name="Explorer").click()
    expect(page.get_by_role("heading", name="Explorer")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Explorer")
    expect(page).to_have_title(re.compile("^Explorer · "))
    expect(page.get_by_role("link", name="Explorer")).to_have_attribute("aria-current", "page")


def test_links_are_links(signed_in, page):
    signed_in(ADMIN).open("/customers")
    link = page.locator(".row-link").first
    expect(link).to_be_visible()
    with page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_role("heading", name="Facts")).to_be_visible()
    assert page.url.endswith("/customers")


def test_an_address_that_names_nothing_has_a_page(signed_in, page):
    signed_in(ADMIN).open("/nowhere/at/all")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    page.get_by_role("link", name="Go to the start page").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def test_a_partner_at_the_operators_pages_is_a_stranger(signed_in, page):
    signed_in(ADMIN).open("/admin")
    page.wait_for_url("**/admin/login")


def test_the_operator_sees_partnerships_and_users(signed_in, page):
    signed_in(OPERATOR).open("/admin")
    expect(page.get_by_role("table", name="Partnerships").get_by_role("row").nth(1)).to_be_visible()
    expect(page.get_by_role("table", name="Users").get_by_role("row").nth(1)).to_be_visible()
    expect(page.get_by_role("banner")).not_to_contain_text("Customers")


@pytest.mark.parametrize("path, thing, choice", [
    ("/admin/partnerships", "partnerships", ("Type", "RESELLER")), ("/admin/users", "users", ("Role", "MARKETING"))])
def test_the_operators_lists_turn_pages_and_choose(signed_in, page, path, thing, choice):
    signed_in(OPERATOR).open(path)
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    whole = int(page.locator(".page-head__count").inner_text())
    assert page.locator("tbody tr").count() == whole
    page.get_by_role("combobox", name=choice[0], exact=True).select_option(choice[1])
    page.wait_for_url(f"**{path}?*={choice[1]}")
    expect(page.locator(".page-head__count")).not_to_have_text(str(whole))
    assert 0 < page.locator("tbody tr").count() < whole
    page.get_by_role("button", name="Since").click()
    page.wait_for_url("**sort=*CREATED_AT*")


def test_the_operator_reads_the_journal_of_the_own_side_and_the_whole_kit(signed_in, page):
    signed_in(OPERATOR).open("/admin/audit")
    expect(page.get_by_role("combobox", name="Who")).to_have_count(0)
    page.get_by_role("row", name="Olivia Hart").first.get_by_role("link").first.click()
    page.wait_for_url("**/admin/audit/*")
    expect(page.get_by_role("main")).to_contain_text("Olivia Hart")
    page.get_by_role("link", name="Audit log").first.click()
    page.wait_for_url("**/admin/audit")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Partner kit").click()
    page.wait_for_url("**/admin/kit")
    expect(page.locator(".kit__card").first).to_be_visible()
    page.get_by_label("Search the partner kit").fill("lead")
    page.wait_for_url("**/admin/kit?q=lead")


PATHS = ["/", "/customers", "/leads", "/invoices", "/settings/users", "/settings/customers", "/settings/audit", "/settings/api-keys",
         "/settings/partnerships", "/settings/account", "/explorer", "/partner/login"]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_overflows_at_320_pixels(signed_in, page, path):
    page.set_viewport_size({"width": 320, "height": 640})
    signed_in(ADMIN).open(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_many_visits_leave_nothing_behind(signed_in, page):
    """Listeners and nodes return to where they were: screens let go of what they held."""
    signed_in(ADMIN).open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    session = page.context.new_cdp_session(page)

    nav = page.get_by_role("navigation", name="Main")
    places = nav.get_by_role("link").all_inner_texts()
    assert {"Home", "Leads", "Invoices", "Users", "Account", "Explorer"} < set(places)

    def visit(times):
        for _ in range(times):
            for place in [*places, "Customers"]:
                nav.get_by_role("link", name=place, exact=True).click()
                expect(page.locator("h1")).to_be_focused()
                page.wait_for_load_state("networkidle")
            expect(page.locator(".row-link").first).to_be_visible()

    def counters():
        for _ in range(4):
            session.send("HeapProfiler.collectGarbage")
            page.wait_for_timeout(50)
        return session.send("Memory.getDOMCounters")

    visit(1)
    before = counters()
    visit(3)
    after = counters()
    assert after["jsEventListeners"] <= before["jsEventListeners"]
    assert after["nodes"] <= before["nodes"] * 1.02


def test_the_operators_numbers_each_lead_to_a_list_of_as_many(signed_in, page):
    signed_in(OPERATOR).open("/admin")
    expect(page.locator(".number__value")).to_have_count(3)
    names = page.locator(".number__link").all_inner_texts()
    told = dict(zip(names, page.locator(".number__value").all_inner_texts()))
    for name in names:
        page.get_by_role("main").get_by_role("link", name=name).click()
        expect(page.locator(".page-head__count")).to_have_text(told[name])
        page.go_back()
        expect(page.locator(".number__value").first).to_be_visible()


def test_one_page_of_a_list_offers_no_others(signed_in, page):
    signed_in(ADMIN).open("/customers?status=DISABLED")
    expect(page.locator(".pager__text")).to_have_text(re.compile(r"^(\d+) of \1 customers$"))
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    expect(page.get_by_label("Rows a page")).to_have_count(0)
