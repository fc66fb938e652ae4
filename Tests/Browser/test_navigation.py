"""The way around: what each role is shown, what it may open, the narrow menu, the palette, and no network."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, MARKETING, OPERATOR, USER

START = re.compile(r"//[^/]+/$")
FIND = "FindCustomers"


def links(page):
    return page.get_by_role("navigation", name="Main").get_by_role("link").all_inner_texts()


@pytest.fixture
def palette(signed_in, page):
    """The palette over the customers."""
    signed_in(ADMIN).open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ControlOrMeta+k")
    dialog = page.get_by_role("dialog", name="Search or go to")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    return dialog


@pytest.mark.parametrize("who", [ADMIN, USER, MARKETING, OPERATOR])
def test_every_place_of_a_role_opens_and_is_marked(signed_in, page, who):
    # Where one is, a link leads nowhere new: marketing starts at the kit, the others at the place before all lists.
    signed_in(who).open({OPERATOR: "/admin", MARKETING: "/settings/account"}.get(who, "/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for name in links(page):
        link = page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True)
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page).not_to_have_title(re.compile("Not for this account|Page not found|Something went wrong"))
        page.wait_for_load_state("networkidle")


def test_each_role_is_shown_its_own_places(signed_in, page):
    signed_in(MARKETING).open("/")
    page.wait_for_url("**/kit")
    assert links(page) == ["Partner kit", "Partnerships", "Account", "Explorer"]


def test_marketing_at_the_customers_learns_why_not_and_nothing_is_asked(signed_in, page):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    signed_in(MARKETING).open("/customers/any")
    expect(page.get_by_role("heading", name="Not for this account")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Tuva Nilsen (Marketing)")
    assert not any("query Customer" in body for body in sent)
    page.get_by_role("link", name="Go to the start page").click()
    page.wait_for_url("**/kit")


def test_a_detail_marks_the_place_that_holds_it(signed_in, page):
    signed_in(ADMIN).open("/customers")
    page.locator(".row-link").first.click()
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()
    place = page.get_by_role("navigation", name="Main").get_by_role("link", name="Customers", exact=True)
    expect(place).to_have_attribute("aria-current", "true")


def test_the_narrow_menu_opens_closes_and_leads(signed_in, page):
    page.set_viewport_size({"width": 320, "height": 640})
    signed_in(ADMIN).open("/customers")
    nav = page.get_by_role("navigation", name="Main")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(nav).to_be_hidden()
    button = page.get_by_role("button", name="Menu")
    button.press("Enter")
    expect(nav).to_be_visible()
    page.keyboard.press("Escape")
    expect(nav).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    page.keyboard.press("Tab")
    expect(nav.get_by_role("link", name="Home")).to_be_focused()
    nav.get_by_role("link", name="Explorer").press("Enter")
    expect(page.get_by_role("heading", name="Explorer")).to_be_focused()
    expect(nav).to_be_hidden()


def test_the_explorer_folds_the_navigation_to_symbols_that_keep_their_names(signed_in, page):
    signed_in(ADMIN).open("/explorer")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Customers", exact=True)
    expect(link).to_be_visible()
    assert link.bounding_box()["width"] < 60
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link.locator(".nav__text")).to_have_css("opacity", "1")


def test_the_palette_finds_a_customer_and_opens_it(palette, page):
    page.keyboard.type("fjord sh")
    option = palette.get_by_role("option", name="Fjord Shipping AS")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(palette.get_by_role("status")).to_have_text("1 result")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Fjord Shipping AS")).to_be_focused()
    expect(palette).to_be_hidden()


def test_the_palette_goes_to_pages_by_arrow_keys_and_round(palette, page):
    field = palette.get_by_role("combobox")
    first = palette.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(palette.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.type("expl")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Explorer")).to_be_focused()


def test_the_palette_acts(palette, page):
    page.keyboard.type("dark")
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    expect(page.get_by_role("button", name="Search or go to")).to_be_visible()


def test_the_palette_leads_to_all_that_match(palette, page):
    page.keyboard.type("test")
    palette.get_by_role("option", name="All customers with “test”").click()
    page.wait_for_url("**/customers?q=test")
    expect(page.get_by_role("searchbox")).to_have_value("test")


def test_the_palette_says_when_nothing_fits_and_escape_returns(palette, page):
    page.keyboard.type("no such thing at all")
    expect(palette.get_by_role("status")).to_have_text("Nothing found for “no such thing at all”.")
    expect(palette.get_by_role("option")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") in ("BODY", "H1", "MAIN")


def test_the_palette_asks_once_typing_pauses_and_forgets_what_came_late(palette, page):
    asked, held = [], []

    def answer(route):
        body = route.request.post_data or ""
        if FIND in body:
            asked.append(body)
        held.append(route) if FIND in body and '"fjo"' in body else route.continue_()

    page.route("**/graphql", answer)
    page.keyboard.type("fjo", delay=20)
    page.wait_for_function("() => document.querySelector('.spinner')")
    page.wait_for_timeout(300)
    page.keyboard.type("rd")
    expect(palette.get_by_role("option", name="Fjord Shipping AS")).to_be_visible()
    assert len(asked) == 2, asked
    nobody = {"customers": {"totalCount": 1, "nodes": [{"id": "x", "name": "Too Late", "partnership": None}]}}
    held[0].fulfill(json={"data": nobody})
    page.wait_for_timeout(100)
    expect(palette.get_by_role("option", name="Too Late")).to_have_count(0)


def test_the_palette_survives_a_server_that_fails(palette, page):
    error = {"message": "Busy.", "extensions": {"code": "UNAVAILABLE"}}
    page.route("**/graphql", lambda route: route.fulfill(json={"errors": [error]}))
    page.keyboard.type("ho")
    expect(palette.get_by_role("status")).to_contain_text("Customers can't be searched right now: Busy.")
    expect(palette.get_by_role("option", name="Home")).to_be_visible()


def test_marketing_has_a_palette_that_asks_for_no_customers(signed_in, page):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    signed_in(MARKETING).open("/")
    page.get_by_role("button", name="Search or go to").click()
    page.keyboard.type("fjord")
    page.wait_for_timeout(400)
    assert not any(FIND in body for body in sent)


def test_without_a_network_a_banner_says_so_until_it_is_back(signed_in, page):
    signed_in(ADMIN).open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_role("status").filter(has_text="You are offline.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("You are offline.")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="You are online again.")).to_be_visible()


def test_numbers_and_days_follow_the_account_and_words_stay(signed_in, page):
    signed_in(ADMIN).open("/customers")
    page.locator(".row-link").first.click()
    expect(page.locator(".card--facts time").first).to_have_text(re.compile(r"^\d+ [A-Z][a-z]+ 20\d\d$"))
    page.get_by_role("tab", name="Invoices").click()
    total = page.get_by_role("table", name="Invoices").locator("td").last
    expect(total).to_have_text(re.compile(r"^\d[\d\s]*,\d\d\s(kr|€)$"))


def test_print_leaves_the_frame_out(signed_in, page):
    signed_in(ADMIN).open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    page.emulate_media(media="print")
    for hidden in (page.get_by_role("banner"), page.get_by_role("navigation", name="Main"), page.get_by_role("search")):
        expect(hidden).to_be_hidden()
    expect(page.get_by_role("table")).to_be_visible()
