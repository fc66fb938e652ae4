"""The audit log: what happened, filtered by the address, and one event at an address that stays."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER, MARKETING, USER

EVENTS = """query ($filter: AuditEventFilter) { auditEvents(first: 25, filter: $filter) { totalCount nodes {
  id seq action actorId targetId hash detail { actorName targetName ip } changes { nodes { field before after } } } } }"""
CHANGED = {"action": {"eq": "customer.updated"}}


@pytest.fixture
def audit(signed_in, page):
    """The log as the administrator sees it."""
    portal = signed_in(ADMIN)
    portal.open("/settings/audit")
    expect(page.locator(".row-link").first).to_be_visible()
    return portal


def events(portal, filter=None):
    return portal.ask(EVENTS, {"filter": filter or {}})["data"]["auditEvents"]


def count(page):
    return page.locator(".page-head__count")


def test_d4_32_the_own_sign_in_stands_at_the_top_of_what_one_did(audit, page):
    page.get_by_label("Who", exact=True).select_option(label="Ingrid Solberg")
    page.wait_for_url("**/settings/audit?actor=*")
    page.get_by_label("What happened", exact=True).select_option(label="Signed in")
    page.wait_for_url("**action=session.created*")
    top = page.get_by_role("row").nth(1)
    expect(top).to_contain_text("Signed in")
    expect(top).to_contain_text("Ingrid Solberg")
    expect(top).to_contain_text("127.0.0.1")


@pytest.mark.parametrize(("label", "option", "filter"), [
    ("What happened", "Customer changed", CHANGED),
    ("What happened", "Sign-in refused", {"action": {"eq": "session.refused"}}),
])
def test_d4_33_a_kind_of_event_is_filtered_by_the_address(audit, page, label, option, filter):
    page.get_by_label(label, exact=True).select_option(label=option)
    page.wait_for_url(f"**/settings/audit?action={filter['action']['eq']}")
    told = events(audit, filter)
    expect(count(page)).to_have_text(str(told["totalCount"]))
    expect(page.locator(".row-link")).to_have_text([option] * len(told["nodes"]))
    page.reload()
    expect(count(page)).to_have_text(str(told["totalCount"]))


def test_d4_33_one_person_is_chosen_by_name(audit, page):
    page.get_by_label("Who", exact=True).select_option(label="Jonas Berg")
    page.wait_for_url("**/settings/audit?actor=*")
    actor = re.search(r"actor=([\w-]+)", page.url)[1]
    expect(count(page)).to_have_text(str(events(audit, {"actorId": {"eq": actor}})["totalCount"]))
    assert set(page.locator("td[data-title=Who]").all_inner_texts()) == {"Jonas Berg"}


def test_nothing_found_offers_to_clear(audit, page):
    page.goto(page.url + "?period=days&from=2001-01-01&to=2001-01-02")
    expect(page.get_by_role("heading", name="No event matches")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
    expect(page.locator(".row-link").first).to_be_visible()


def test_d4_33_an_event_shows_before_and_after_and_leads_on(audit, page):
    event = next(node for node in events(audit, CHANGED)["nodes"])
    audit.open(f"/settings/audit/{event['id']}")
    expect(page.get_by_role("heading", name="Customer changed", level=1)).to_be_visible()
    last = event["changes"]["nodes"][-1]
    part = page.locator(".change").last
    expect(part.locator("dd").first).to_have_text(last["before"] or "Nothing")
    expect(part.locator("dd").last).to_have_text(last["after"])
    expect(page.get_by_text(event["hash"])).to_be_visible()
    page.get_by_role("link", name=f"All about {event['detail']['targetName']}").click()
    page.wait_for_url(f"**/settings/audit?target={event['targetId']}")
    expect(count(page)).to_have_text(str(events(audit, {"targetId": {"eq": event["targetId"]}})["totalCount"]))
    page.go_back()
    page.get_by_role("link", name=event["detail"]["targetName"], exact=True).click()
    expect(page.get_by_role("heading", name=event["detail"]["targetName"], level=1)).to_be_visible()


def test_an_event_of_another_company_does_not_exist(audit, signed_in, page):
    foreign = events(audit)["nodes"][-1]["id"]
    page.context.clear_cookies()
    signed_in(BUYER).open(f"/settings/audit/{foreign}")
    expect(page.get_by_role("heading", name="No such event")).to_be_visible()


@pytest.mark.parametrize("who", [USER, MARKETING])
def test_only_administrators_open_the_log(signed_in, page, who):
    signed_in(who).open("/settings/audit")
    expect(page.get_by_role("heading", name="Not for this account")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).not_to_contain_text("Audit log")
