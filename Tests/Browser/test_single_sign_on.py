"""Signing in elsewhere, at a real OpenID provider: set up by an admin, approved by the operator, walked in a browser.

A server of its own: it may ask this machine, and people come to it whom others don't expect.
"""
import http.server
import json
import re
import threading
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR, PORTAL_ADMIN, Portal
from identity_provider import ALLOWED, person, provider
from portico_server import ask, running, sign_in
from test_accessibility import findings as found_by_axe

ANNA = person("anna-1", "anna.new@nordlys.example", "Anna New")
KIM = person("kim-1", "kim@fjord.example", "Kim Fjord", email_verified=True)
INGRID = person("ingrid-1", "admin@nordlys.test", "Ingrid")
CREATE = """mutation ($input: CreateIdentityProviderInput!) { createIdentityProvider(input: $input) {
    identityProvider { id } userErrors { code message } } }"""
START = """mutation ($input: StartSingleSignOnInput!) { startSingleSignOn(input: $input) {
    authorizationUrl secret userErrors { code message } } }"""
FINISH = """mutation ($input: FinishSingleSignOnInput!) { finishSingleSignOn(input: $input) {
    token next viewer { name role } userErrors { code message } } }"""


@pytest.fixture(scope="module")
def server(binary):
    with running(binary, **ALLOWED) as server:
        yield server


@pytest.fixture(scope="module")
def issuer():
    with provider(ANNA, KIM, INGRID) as issuer:
        yield issuer


@pytest.fixture
def door(page, server):
    server.sql("DELETE FROM identity_provider; DELETE FROM sign_in_attempt;"
               "DELETE FROM app_user WHERE email LIKE '%.example'; DELETE FROM portal_user WHERE email LIKE '%.example'")
    without_fashion(page.context)
    return Portal(page, server.url)


def without_fashion(context):
    """The provider's page wants a style sheet from the internet."""
    context.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(body="", content_type="text/css"))


def set_up(server, issuer, portal=None, domains=("nordlys.example", "nordlys.test"), approved=True):
    """A provider by the API, its domains approved."""
    given = {"name": "Nordlys ID", "issuer": issuer, "clientId": "portico", "clientSecret": "s +%&",
             "domains": list(domains)}
    if portal:
        given["portalId"] = server.sql(f"SELECT global_id(17, id) FROM customer_portal WHERE slug = '{portal}'")
    told = ask(server.url, CREATE, {"input": given}, sign_in(server.url, ADMIN))["data"]["createIdentityProvider"]
    assert told["userErrors"] == []
    if approved:
        server.sql("UPDATE identity_domain SET status = 'APPROVED', decided_at = now()")
    return told["identityProvider"]["id"]


def at_the_provider(page, issuer, subject):
    """Signs in there, as its page asks."""
    page.wait_for_url(f"{issuer.issuer}/**")
    page.locator("input[name=sub]").fill(subject)
    page.locator("button[type=submit]").first.click()


def findings(page):
    found = found_by_axe(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


def elsewhere(page):
    return page.get_by_role("button", name="Use single sign-on")


def test_what_was_typed_is_not_lost_without_a_question(server, door, page):
    door.sign_in(ADMIN)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    door.open("/settings/single-sign-on")
    page.get_by_role("button", name="Set up for a customer's portal").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Customer", exact=True)).to_be_focused()
    dialog.get_by_label("Name").fill("Fjord ID")
    page.keyboard.press("Escape")
    question = dialog.get_by_role("alertdialog", name="Leave without saving?")
    expect(question.get_by_role("button", name="Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Name")).to_have_value("Fjord ID")
    page.get_by_role("button", name="Close").click()
    question.get_by_role("button", name="Leave").click()
    expect(dialog).to_have_count(0)


def test_d4_39_an_admin_sets_it_up_the_operator_approves_and_somebody_new_comes_in(server, issuer, door, page, browser,
                                                                                  browser_context_args):
    door.sign_in(ADMIN)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    door.open("/settings/single-sign-on")
    expect(page.get_by_text("Nobody signs in elsewhere yet")).to_be_visible()
    expect(page.get_by_text(f"{server.url}/single-sign-on")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Set up for your company").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Issuer")).to_have_attribute("aria-invalid", "true")
    dialog.get_by_label("Name").fill("Nordlys ID")
    dialog.get_by_label("Issuer").fill(issuer.issuer)
    dialog.get_by_label("Client id").fill("portico")
    dialog.get_by_label("Client secret").fill("secret")
    dialog.get_by_label("E-mail domains").fill("nordlys.example, nordlys.test")
    assert findings(page) == []
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: Nordlys ID.")).to_be_visible()
    expect(page.get_by_text("Waits for the operator")).to_have_count(2)
    assert findings(page) == []
    with browser.new_context(**browser_context_args) as context:
        other = Portal(context.new_page(), server.url)
        other.sign_in(OPERATOR)
        expect(other.page.get_by_role("heading", level=1)).to_be_visible()
        other.open("/admin/domains")
        other.page.get_by_role("button", name="Approve nordlys.example for").click()
        expect(other.page.get_by_text("Approved: nordlys.example.")).to_be_visible()
        other.page.get_by_role("button", name="Refuse nordlys.test for").click()
        expect(other.page.get_by_text("Refused: nordlys.test.")).to_be_visible()
        assert findings(other.page) == []
    with browser.new_context(**browser_context_args) as context:
        without_fashion(context)
        anna = Portal(context.new_page(), server.url)
        anna.open("/partner/login?next=%2Fkit")
        elsewhere(anna.page).click()
        expect(anna.page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
        anna.page.get_by_label("E-mail").fill("anna.new@nordlys.example")
        elsewhere(anna.page).click()
        at_the_provider(anna.page, issuer, "anna-1")
        anna.page.wait_for_url(f"{server.url}/kit")
        expect(anna.page.get_by_role("heading", name="Partner kit")).to_be_visible()
        assert "code=" not in anna.page.url
        anna.open("/customers")
        expect(anna.page.get_by_role("heading", name="No customers yet")).to_be_visible()
        assert anna.page.evaluate("() => sessionStorage.getItem('portico-single-sign-on')") is None


def test_who_has_an_account_binds_it_while_signed_in_and_then_comes_in_by_it(server, issuer, door, page):
    set_up(server, issuer.issuer)
    door.open("/partner/login")
    page.get_by_label("E-mail").fill(ADMIN)
    elsewhere(page).click()
    at_the_provider(page, issuer, "ingrid-1")
    expect(page.get_by_role("alert").filter(has_text="account with your e-mail already")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("link", name="Back to the sign-in").click()
    door.submit(ADMIN)
    page.wait_for_url(lambda url: "login" not in url)
    door.open("/settings/account")
    page.get_by_role("button", name="Bind my account to Nordlys ID").click()
    at_the_provider(page, issuer, "ingrid-1")
    page.wait_for_url("**/settings/account")
    expect(page.get_by_text("Your account is bound to Nordlys ID: you sign in there.")).to_be_visible()
    page.context.clear_cookies()
    door.open("/partner/login")
    page.get_by_label("E-mail").fill(ADMIN)
    elsewhere(page).click()
    at_the_provider(page, issuer, "ingrid-1")
    expect(page.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")


def test_at_a_portal_the_door_leads_to_the_portals_own_provider_and_back(server, issuer, door, page):
    door.sign_in(ADMIN)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    door.open("/settings/single-sign-on")
    page.get_by_role("button", name="Set up for a customer's portal").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Name").fill("Nordlys ID")
    dialog.get_by_label("Issuer").fill(issuer.issuer)
    dialog.get_by_label("Client id").fill("portico")
    dialog.get_by_label("Client secret").fill("secret")
    dialog.get_by_label("E-mail domains").fill("fjord.example")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Choose a customer.")).to_be_visible()
    dialog.get_by_role("searchbox", name="Customer").fill("Fjord")
    dialog.get_by_role("radio", name="Fjord Shipping AS").check()
    assert findings(page) == []
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Portal of Fjord Shipping AS")).to_be_visible()
    page.get_by_role("button", name="Change Nordlys ID").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("E-mail domains").fill("fjord.example, fjord.test")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Waits for the operator")).to_have_count(2)
    server.sql("UPDATE identity_domain SET status = 'APPROVED', decided_at = now()")
    door.open("/portal/fjord/login")
    elsewhere(page).click()
    at_the_provider(page, issuer, "kim-1")
    page.wait_for_url(f"{server.url}/portal/fjord")
    expect(page.get_by_role("button", name="Account of Kim Fjord")).to_be_visible()
    page.context.clear_cookies(name=re.compile("fjord"))
    door.open("/portal/fjord/login")
    door.submit(PORTAL_ADMIN)
    page.wait_for_url(f"{server.url}/portal/fjord")
    door.open("/portal/fjord/account")
    page.get_by_role("button", name="Bind my account to Nordlys ID").click()
    at_the_provider(page, issuer, "ingrid-1")
    page.wait_for_url("**/portal/fjord/account")
    expect(page.get_by_text("Your account is bound to Nordlys ID: you sign in there.")).to_be_visible()
    door.open("/settings/single-sign-on")
    page.get_by_role("button", name="Remove Nordlys ID").click()
    expect(dialog.get_by_text("Everybody who signed in this way is signed out")).to_be_visible()
    dialog.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("Nobody signs in elsewhere yet")).to_be_visible()


def test_whoever_began_nothing_here_doesnt_come_in_by_an_address(server, issuer, door, page):
    set_up(server, issuer.issuer)
    begun = ask(server.url, START, {"input": {"email": "anna.new@nordlys.example"}})["data"]["startSingleSignOn"]
    back = issuer.answer(begun["authorizationUrl"], "anna-1")
    door.open(f"/single-sign-on?state={back['state']}&code={back['code']}")
    expect(page.get_by_role("alert").filter(has_text="began elsewhere")).to_be_visible()
    assert "code=" not in page.url
    # It was used up by nobody: where it began it still ends.
    told = finish(server, back, begun["secret"])
    assert told["next"] == "DONE" and told["viewer"]["role"] == "USER"
    assert finish(server, back, begun["secret"])["userErrors"][0]["code"] == "UNAUTHENTICATED"


def finish(server, back, secret):
    given = {"state": back["state"], "code": back.get("code"), "secret": secret}
    return ask(server.url, FINISH, {"input": given})["data"]["finishSingleSignOn"]


def test_who_says_no_there_isnt_signed_in_here(server, issuer, door):
    set_up(server, issuer.issuer)
    begun = ask(server.url, START, {"input": {"email": "anna.new@nordlys.example"}})["data"]["startSingleSignOn"]
    back = issuer.answer(begun["authorizationUrl"], "anna-1", action="deny")
    assert "code" not in back and back["error"] == "access_denied"
    # This provider forgets the state, which comes back with an error too (RFC 6749, 4.1.2.1).
    back["state"] = parse_qs(urlsplit(begun["authorizationUrl"]).query)["state"][0]
    assert finish(server, back, begun["secret"])["userErrors"][0]["message"] == "You weren't signed in there."


def test_a_code_works_once_and_a_wrong_one_not_at_all(server, issuer, door):
    set_up(server, issuer.issuer)
    for code in ("wrong", "x" * 5000, ""):
        begun = ask(server.url, START, {"input": {"email": "anna.new@nordlys.example"}})["data"]["startSingleSignOn"]
        back = issuer.answer(begun["authorizationUrl"], "anna-1") | {"code": code}
        refusal = finish(server, back, begun["secret"])["userErrors"][0]
        assert refusal["code"] == ("UNAVAILABLE" if code == "wrong" else "UNAUTHENTICATED")
        server.sql("DELETE FROM sign_in_attempt")


class Hostile(http.server.BaseHTTPRequestHandler):
    """An issuer that answers its configuration in every wrong way, by its path."""
    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        kind = self.path.split("/")[1]
        good = {"issuer": f"{self.server.url}/{kind}", "authorization_endpoint": "https://a.example/",
                "token_endpoint": "https://a.example/", "jwks_uri": "https://a.example/"}
        status, body, headers = 200, json.dumps(good).encode(), {}
        match kind:
            case "redirect": status, headers = 302, {"location": f"{self.server.url}/inside"}
            case "metadata": status, headers = 301, {"location": "http://169.254.169.254/latest/"}
            case "large" | "endless": body = b"[" + b"1," * (1 << 20) + b"1]"
            case "deep": body = b"[" * 100_000
            case "text": body = b"<html>"
            case "status": status = 500
            case "foreign": body = json.dumps(good | {"issuer": "https://other.example"}).encode()
            case "script": body = json.dumps(good | {"authorization_endpoint": "javascript:alert(1)"}).encode()
            case "lacks": body = json.dumps({"issuer": good["issuer"]}).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if kind != "endless":
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            pass

    def log_message(self, *_):
        pass


@contextmanager
def hostile():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("kind, reason", [
    ("redirect", "status 302"), ("metadata", "status 301"), ("large", "file size"), ("endless", "more than 1048576 bytes"), ("deep", "JSON"),
    ("text", "JSON"), ("status", "status 500"), ("foreign", "other.example"), ("script", "no web address"),
    ("lacks", "lacks an endpoint"),
])
def test_an_issuer_that_answers_wrongly_is_told_to_the_admin_and_nothing_else_happens(server, door, kind, reason):
    Hostile.asked.clear()
    with hostile() as url:
        set_up(server, f"{url}/{kind}")
        told = ask(server.url, START, {"input": {"bind": True}}, sign_in(server.url, ADMIN))["data"]["startSingleSignOn"]
        assert told["authorizationUrl"] is None
        assert told["userErrors"][0]["code"] == "UNAVAILABLE" and reason in told["userErrors"][0]["message"]
        stranger = ask(server.url, START, {"input": {"email": "a@nordlys.test"}})["data"]["startSingleSignOn"]
        assert reason not in stranger["userErrors"][0]["message"]
    assert set(Hostile.asked) == {f"/{kind}/.well-known/openid-configuration"}


@pytest.mark.parametrize("issuer_address", [
    "http://127.0.0.2:1", "http://10.0.0.1", "http://[::1]:1", "http://0.0.0.0:1", "http://169.254.169.254",
    "http://2130706434:1", "http://0x7f.2:1", "https://127.0.0.2:1",
])
def test_what_isnt_public_is_never_connected_to(server, door, issuer_address):
    set_up(server, issuer_address)
    told = ask(server.url, START, {"input": {"bind": True}}, sign_in(server.url, ADMIN))["data"]["startSingleSignOn"]
    message = told["userErrors"][0]["message"]
    assert "isn't public" in message, message
