"""Settings: the users of the company and what each sees, the partnerships, and one's own account."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER, MARKETING, OPERATOR, USER

USERS = """{ users(first: 50, orderBy: [{field: NAME}]) { totalCount nodes { id name email role status
  memberships(first: 2) { nodes { customerAccess partnership { name } assignments(first: 5) {
    totalCount nodes { customer { name } } } } } } } }"""
PARTNERSHIPS = "{ partnerships { nodes { name customers(first: 1) { totalCount } } } }"


@pytest.fixture
def users(signed_in, page):
    """The list as the administrator sees it, and what the API says about it."""
    portal = signed_in(ADMIN)
    portal.open("/settings/users")
    expect(page.locator(".row-link").first).to_be_visible()
    return portal.ask(USERS)["data"]["users"]


def shown(page):
    return page.locator(".row-link").all_inner_texts()


def row(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))


def test_the_list_shows_everybody_and_what_each_sees(users, page):
    assert shown(page) == [node["name"] for node in users["nodes"]]
    expect(page.locator(".page-head__count")).to_have_text(str(users["totalCount"]))
    expect(row(page, "Jonas Berg")).to_contain_text("3 customers")
    expect(row(page, "Leila Haddad")).to_contain_text("All customers")
    expect(row(page, "Tuva Nilsen")).to_contain_text("No customer data")
    expect(row(page, "Nordlys Service Desk")).to_contain_text("Doesn't sign in")
    expect(row(page, "Aino Virtanen")).to_contain_text("Invited")


@pytest.mark.parametrize(("label", "value", "key"), [("Role", "USER", "role"), ("Status", "INVITED", "status")])
def test_d3_05_filters_show_exactly_what_they_name(users, page, label, value, key):
    page.get_by_label(label, exact=True).select_option(value)
    page.wait_for_url(f"**/settings/users?{key}={value}")
    expected = [node["name"] for node in users["nodes"] if node[key] == value]
    expect(page.locator(".page-head__count")).to_have_text(str(len(expected)))
    assert shown(page) == expected


@pytest.mark.parametrize(("text", "names"), [("nygard", ["Per Nygård"]), ("WIDE@", ["Leila Haddad"])])
def test_a_search_finds_parts_of_names_and_addresses(users, page, text, names):
    page.get_by_role("searchbox").fill(text)
    page.wait_for_url("**/settings/users?q=*")
    expect(page.locator(".row-link")).to_have_text(names)


def test_nothing_found_offers_to_clear(users, page):
    page.get_by_role("searchbox").fill("nobody at all")
    expect(page.get_by_role("heading", name="No user matches")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
    expect(page.locator(".row-link").first).to_be_visible()


def test_d2_23_d2_24_a_user_belongs_to_partnerships_with_so_many_customers(users, page):
    told = next(node for node in users["nodes"] if node["email"] == USER)
    page.get_by_role("link", name=told["name"]).press("Enter")
    expect(page.get_by_role("heading", name=told["name"], level=1)).to_be_focused()
    [membership] = told["memberships"]["nodes"]
    expect(page.get_by_role("rowheader", name=membership["partnership"]["name"])).to_be_visible()
    count = membership["assignments"]["totalCount"]
    expect(page.get_by_text(re.compile(rf"^{count} of \d+ customers, those assigned:$"))).to_be_visible()
    names = sorted(node["customer"]["name"] for node in membership["assignments"]["nodes"])
    assert sorted(page.locator(".tag").all_inner_texts()) == names
    page.locator(".tag").first.click()
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()


def test_a_user_with_all_customers_is_told_so(users, page):
    page.get_by_role("link", name="Leila Haddad").click()
    expect(page.get_by_text(re.compile(r"^All \d+ customers, and those to come$"))).to_be_visible()


def test_an_administrator_needs_no_membership(users, page):
    page.get_by_role("link", name="Ingrid Solberg").click()
    expect(page.get_by_text("An administrator sees every partnership")).to_be_visible()


def test_a_user_of_another_company_does_not_exist(users, signed_in, page):
    foreign = users["nodes"][0]["id"]
    page.context.clear_cookies()
    signed_in(BUYER).open(f"/settings/users/{foreign}")
    expect(page.get_by_role("heading", name="No such user")).to_be_visible()


@pytest.mark.parametrize("who", [USER, MARKETING])
def test_only_administrators_open_the_users(signed_in, page, who):
    signed_in(who).open("/settings/users")
    expect(page.get_by_role("heading", name="Not for this account")).to_be_visible()


@pytest.mark.parametrize("who", [ADMIN, USER, MARKETING, BUYER])
def test_everybody_sees_the_own_partnerships_with_what_the_role_may_know(signed_in, page, who):
    portal = signed_in(who)
    portal.open("/settings/partnerships")
    query = PARTNERSHIPS if who != MARKETING else "{ partnerships { nodes { name } } }"
    expect(page.get_by_text("Reporting period now").first).to_be_visible()
    told = portal.ask(query)["data"]["partnerships"]["nodes"]
    for partnership in told:
        card = page.get_by_role("region", name=partnership["name"])
        expect(card).to_be_visible()
        if who != MARKETING:
            count = partnership["customers"]["totalCount"]
            expect(card).to_contain_text("1 customer" if count == 1 else f"{count} customers")
    expect(page.get_by_text("Members", exact=True)).to_have_count(len(told) if who in (ADMIN, BUYER) else 0)


def test_the_period_begins_on_the_anchor_day(signed_in, page):
    signed_in(ADMIN).open("/settings/partnerships")
    expect(page.get_by_role("region", name="Nordlys Managed Detection")).to_contain_text(
        "From day 26 of a month to day 25 of the next")
    expect(page.get_by_role("region", name="Nordlys Resale")).to_contain_text("Calendar months")


@pytest.mark.parametrize("who", [ADMIN, USER, MARKETING])
def test_d4_12_the_own_account_is_shown(signed_in, page, who):
    signed_in(who).open("/settings/account")
    expect(page.get_by_role("region", name="Your account")).to_contain_text(who)
    expect(page.get_by_role("region", name="Company")).to_contain_text("Nordlys Security AS")


def test_the_account_menu_leads_to_the_account_where_theme_and_keys_are_chosen(signed_in, page):
    signed_in(USER).open("/customers")
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("link", name="Your account").click()
    browser = page.get_by_role("region", name="This browser")
    browser.get_by_role("radio", name="Dark").check(force=True)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    expect(page.get_by_role("button", name="Theme: Dark")).to_be_visible()
    browser.get_by_role("checkbox").uncheck()
    page.reload()
    expect(browser.get_by_role("radio", name="Dark")).to_be_checked()
    expect(browser.get_by_role("checkbox")).not_to_be_checked()


def test_the_operator_has_no_settings_of_a_partner(signed_in, page):
    signed_in(OPERATOR).open("/settings/users")
    page.wait_for_url("**/partner/login*")


def test_a_failure_is_told_and_tried_again(signed_in, page):
    is_down = [True]
    error = {"message": "Busy.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-7"}}

    def answer(route):
        fails = is_down[0] and "query Partnerships" in (route.request.post_data or "")
        route.fulfill(json={"errors": [error]}) if fails else route.continue_()

    page.route("**/graphql", answer)
    signed_in(ADMIN).open("/settings/partnerships")
    expect(page.get_by_role("alert")).to_contain_text("req-7")
    is_down[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("region", name="Nordlys Resale")).to_be_visible()
