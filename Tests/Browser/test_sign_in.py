"""The sign-in pages: D2-style doors for partners and for the operator."""
import json
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR

REFUSED = "nobody@nordlys.test"


def test_d4_01_a_partner_signs_in_and_sees_the_own_company(portal, page):
    portal.open("/partner/login")
    portal.submit(ADMIN)
    expect(page.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("banner")).to_contain_text("Nordlys")
    assert page.url == portal.base_url + "/"


def test_the_operator_signs_in_at_the_own_door(portal, page):
    portal.open("/admin/login")
    portal.submit(OPERATOR)
    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="MSSP").first).to_be_visible()


def test_a_wrong_password_is_refused_beside_the_form_and_keeps_what_was_typed(portal, page):
    portal.open("/partner/login")
    portal.submit(REFUSED, "wrong")
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_value(REFUSED)
    assert page.url.endswith("/partner/login")


def test_a_partner_at_the_operators_door_reads_the_same_as_a_stranger(portal, page):
    texts = []
    for email in (ADMIN, "stranger@portico.test"):
        portal.open("/admin/login")
        portal.submit(email)
        texts.append(page.get_by_role("alert").inner_text())
    assert texts[0] == texts[1]


def test_empty_fields_are_named_without_asking_the_server(portal, page):
    portal.open("/partner/login")
    with page.expect_response("**/graphql"):
        page.reload()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/graphql" in request.url else None)
    page.get_by_role("button", name="Sign in").click()
    email = page.get_by_label("E-mail")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description("Enter your e-mail address.")
    assert asked == []


def test_password_managers_find_their_fields_and_paste_works(portal, page):
    portal.open("/partner/login")
    expect(page.get_by_label("E-mail")).to_have_attribute("autocomplete", "username")
    password = page.get_by_label("Password", exact=True)
    expect(password).to_have_attribute("autocomplete", "current-password")
    password.focus()
    page.keyboard.insert_text("pasted")
    expect(password).to_have_value("pasted")
    page.get_by_role("button", name="Show password").click()
    expect(password).to_have_attribute("type", "text")


def test_the_return_path_leads_back_after_the_sign_in(portal, page):
    portal.open("/customers?status=ENABLED&sort=-NAME")
    page.wait_for_url("**/partner/login?next=*")
    expect(page.get_by_text("The page that you asked for opens once you have signed in.")).to_be_visible()
    portal.submit(ADMIN)
    page.wait_for_url("**/customers?status=ENABLED&sort=-NAME")
    expect(page.get_by_label("Status", exact=True)).to_have_value("ENABLED")


@pytest.mark.parametrize("path", ["https://evil.test/", "//evil.test/", "/\\evil.test", "/partner/login"])
def test_the_return_path_never_leads_elsewhere(signed_in, page, path):
    portal = signed_in(ADMIN)
    portal.open(f"/partner/login?next={path}")
    page.wait_for_url(portal.base_url + "/")


def test_after_too_many_attempts_the_page_says_how_long_to_wait(portal, page):
    refusal = {"code": "RATE_LIMITED", "field": None, "message": "Too many attempts. Try again in 30 seconds."}
    answer = {"data": {"signIn": {"next": None, "viewer": None, "userErrors": [refusal]}}}

    def throttle(route):
        is_sign_in = "signIn" in (route.request.post_data or "")
        route.fulfill(json=answer) if is_sign_in else route.continue_()

    page.route("**/graphql", throttle)
    portal.open("/partner/login")
    portal.submit(ADMIN)
    button = page.get_by_role("button", name="Try again in 0:")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("alert")).to_contain_text("30 seconds")
    assert json.dumps(answer)


def test_signing_out_ends_the_session(portal, page):
    portal.sign_in(ADMIN)
    # What is still asked for when a session ends is refused, and the browser says so.
    expect(page.locator(".chart__mark").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/partner/login")
    portal.open("/customers")
    page.wait_for_url("**/partner/login*")


def test_a_session_that_ends_leads_to_the_sign_in_and_back(signed_in, page, complaints):
    portal = signed_in(ADMIN)
    portal.open("/customers")
    expect(page.locator(".row-link").first).to_be_visible()
    page.context.clear_cookies()
    page.get_by_label("Kind").select_option("REGULAR")
    page.wait_for_url("**/partner/login?next=*kind%3DREGULAR*")
    expect(page.get_by_role("status").filter(has_text="session has ended")).to_be_visible()
    complaints[:] = [text for text in complaints if "status of 4" not in text]


def test_a_link_to_a_query_outlives_the_sign_in_and_signing_out_leaves_nothing_of_it(portal, page):
    portal.open("/explorer#query=%7B+viewer+%7B+email+%7D+%7D")
    page.wait_for_url("**/partner/login?next=%2Fexplorer")
    portal.submit(ADMIN)
    expect(page.get_by_role("textbox", name="Query")).to_have_value(re.compile("viewer"))
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".response__text")).to_contain_text(ADMIN)
    page.wait_for_function("() => Object.keys(sessionStorage).some((name) => name.startsWith('portico-explorer:'))")
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/partner/login")
    kept = page.evaluate("[sessionStorage, localStorage].flatMap(Object.keys).filter((name) => /explorer|fragment/.test(name))")
    assert kept == []
