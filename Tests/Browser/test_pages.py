"""Lists that are part of a screen turn pages: how many of how many, in the address, and none is silently cut."""
import json
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, PORTAL_ADMIN
from test_customer_tabs import customer, tab  # noqa: F401

SIZE = 2
TABS = {"Tasks": "Dalarna", "Contracts": "Dalarna", "Invoices": "Dalarna", "Portal": "Fjord Shipping"}


@pytest.fixture
def small(page):
    """Has the server bring pages of two rows, so that short lists of real rows turn pages too."""
    asked = []

    def shrink(route):
        body = json.loads(route.request.post_data or "{}")
        variables = body.get("variables") or {}
        is_page = "after" in body.get("query", "") and not re.search(r"query (Portal)?Customers\b", body["query"])
        for name in ("first", "last"):
            if is_page and name in variables:
                variables[name] = SIZE
                asked.append(body)
        route.continue_(post_data=json.dumps(body))

    page.route("**/graphql", shrink)
    return asked


def count(connection):
    return connection.get("totalCount") or len(connection["nodes"])


def rows(page):
    return page.get_by_role("tabpanel").locator("tbody th")


@pytest.mark.parametrize("name", TABS)
def test_a_tab_turns_pages_and_says_how_many_there_are(customer, small, page, name):  # noqa: F811
    told = customer(TABS[name], f"?tab={name.lower()}")
    expect(rows(page).first).to_be_visible()
    total = len(told["portal"]["users"]["nodes"]) if name == "Portal" else count(told[name.lower()])
    assert total > SIZE
    expect(page.locator(".pager__text")).to_have_text(re.compile(f"^{SIZE} of {total} "))
    seen = []
    while True:
        expect(rows(page)).to_have_count(min(SIZE, total - len(seen)))
        seen += rows(page).all_inner_texts()
        following = page.get_by_role("link", name="Next")
        if following.get_attribute("aria-disabled"):
            break
        before = page.url
        following.click()
        page.wait_for_url(lambda url, before=before: url != before)
        expect(rows(page).first).not_to_have_text(seen[-SIZE], use_inner_text=True)
    assert len(seen) == total and len(set(seen)) == total
    assert f"tab={name.lower()}&after=" in page.url
    last = page.url
    expect(rows(page).first).to_be_visible()
    page.reload()
    expect(rows(page)).to_have_count(total - (total - 1) // SIZE * SIZE)
    assert page.url == last
    page.get_by_role("link", name="Previous").click()
    page.wait_for_url("**&before=*")
    expect(rows(page)).to_have_count(SIZE)
    page.go_back()
    expect(rows(page).last).to_have_text(seen[-1], use_inner_text=True)


def test_turning_a_page_of_contracts_asks_for_no_line_again_and_another_tab_keeps_its_own_page(
        customer, small, page):  # noqa: F811
    customer("Dalarna", "?tab=contracts")
    expect(page.locator(".chart__stroke")).to_have_count(1)
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**&after=*")
    expect(page.locator(".chart__stroke")).to_have_count(1)
    asked = [body["variables"]["isWithValues"] for body in small if "CustomerContracts" in body["query"]]
    assert asked == [True, False]
    tab(page, "Tasks").click()
    page.wait_for_url("**?tab=tasks")
    expect(rows(page)).to_have_count(SIZE)
    page.go_back()
    page.wait_for_url("**?tab=contracts&after=*")
    expect(page.get_by_role("link", name="Previous")).not_to_have_attribute("aria-disabled", "true")


def test_a_cursor_of_nowhere_leads_to_the_first_page(customer, page, complaints):  # noqa: F811
    customer("Fjord Shipping", "?tab=invoices&after=nonsense")
    page.wait_for_url("**?tab=invoices")
    expect(rows(page).first).to_be_visible()
    assert all("400" in text for text in complaints)
    complaints.clear()


def test_a_portals_lists_turn_pages(signed_in, small, page, complaints):
    portal = signed_in(PORTAL_ADMIN)
    portal.open("/portal/fjord/people")
    expect(page.locator("tbody tr")).to_have_count(SIZE)
    expect(page.locator(".pager__text")).to_have_text(re.compile(r"^2 of \d+ people"))
    portal.open("/portal/fjord/contacts?after=nonsense")
    page.wait_for_url("**/portal/fjord/contacts")
    expect(page.locator(".contact").first).to_be_visible()
    assert all("400" in text for text in complaints)
    complaints.clear()
