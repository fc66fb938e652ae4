"""A second factor: turned on under Account, asked for at each door, and reset by whoever manages the users.

A server of its own: these tests change how others sign in. The codes are made here, as an authenticator app makes them.
"""
import base64
import hashlib
import hmac
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, MARKETING, OPERATOR, PORTAL_USER, Portal
from portico_server import PASSWORD, ask, running, sign_in
from test_accessibility import findings as found_by_axe

START = """mutation { startSecondFactor(input: {currentPassword: "%s"}) { secret uri userErrors { message } } }""" % PASSWORD
CONFIRM = """mutation ($code: String!) { confirmSecondFactor(input: {code: $code}) {
    recoveryCodes userErrors { message } } }"""


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def door(page, server):
    server.sql("DELETE FROM second_factor; DELETE FROM sign_in_attempt")
    return Portal(page, server.url)


def findings(page):
    """What axe says in every look; the page is as wide as before afterwards."""
    found = found_by_axe(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


def code(secret, later=0):
    """What an authenticator app shows now, or so many steps of half a minute later (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, (int(time.time()) // 30 + later).to_bytes(8, "big"), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start:start + 4], 'big') & 0x7fffffff) % 10**6:06}"


def turn_on(server, email, realm="PARTNER", portal=None):
    """Turns it on by the API: the secret and the recovery codes."""
    token = sign_in(server.url, email, realm, portal)
    secret = ask(server.url, START, token=token)["data"]["startSecondFactor"]["secret"]
    told = ask(server.url, CONFIRM, {"code": code(secret)}, token)["data"]["confirmSecondFactor"]
    let_time_pass(server)
    return secret, told["recoveryCodes"]


def let_time_pass(server):
    """Makes the codes of now good again, as half a minute would."""
    server.sql("UPDATE second_factor SET last_step = 0")


def enter(page, text, label="Code"):
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Sign in").click()


def card(page):
    return page.get_by_role("region", name="Second factor")


@pytest.mark.parametrize("who, account", [
    (MARKETING, "/settings/account"), (PORTAL_USER, "/portal/fjord/account"), (OPERATOR, "/admin/account")])
def test_one_turns_it_on_and_signs_in_with_a_code_and_turns_it_off(server, door, page, who, account):
    door.sign_in(who)
    door.open(account)
    card(page).get_by_role("button", name="Turn on").click()
    form = page.get_by_role("form", name="Turn on")
    expect(form.get_by_label("Current password")).to_be_focused()
    form.get_by_role("button", name="Go on").click()
    expect(form.get_by_label("Current password")).to_have_accessible_description("Enter your current password.")
    form.get_by_label("Current password").fill(PASSWORD)
    form.get_by_role("button", name="Go on").click()
    link = form.get_by_role("link", name="Open the app")
    expect(link).to_be_visible()
    uri = urlsplit(link.get_attribute("href"))
    secret = parse_qs(uri.query)["secret"][0]
    assert uri.scheme == "otpauth" and uri.netloc == "totp"
    expect(form.locator("code")).to_have_text(" ".join(re.findall(".{4}", secret)))
    expect(form.get_by_label("Code", exact=True)).to_be_focused()
    assert not findings(page)
    form.get_by_label("Code", exact=True).fill("000000")
    form.get_by_role("button", name="Turn on").click()
    expect(form.get_by_label("Code", exact=True)).to_have_accessible_description(re.compile("This isn't the code of now"))
    form.get_by_label("Code", exact=True).fill(code(secret))
    form.get_by_role("button", name="Turn on").click()
    kept = page.get_by_role("group", name="Keep these recovery codes")
    expect(kept.get_by_role("listitem")).to_have_count(10)
    recovery = kept.get_by_role("listitem").first.inner_text()
    assert not findings(page)
    kept.get_by_role("button", name="I have kept them").click()
    expect(card(page)).to_contain_text("10 recovery codes are left.")
    expect(card(page).get_by_role("button", name="New recovery codes")).to_be_focused()
    # The password alone leads to the second step, and to nothing else.
    page.context.clear_cookies()
    let_time_pass(server)
    door.open({MARKETING: "/partner/login", OPERATOR: "/admin/login"}.get(who, "/portal/fjord"))
    door.submit(who)
    expect(page.get_by_role("heading", level=1, name="Enter your code")).to_be_visible()
    field = page.get_by_label("Code", exact=True)
    expect(field).to_be_focused()
    assert field.get_attribute("autocomplete") == "one-time-code" and field.get_attribute("inputmode") == "numeric"
    assert not page.context.cookies()
    assert not findings(page)
    page.get_by_role("button", name="Sign in").click()
    expect(field).to_have_accessible_description("Enter the six digits of your authenticator app.")
    enter(page, "000000")
    expect(field).to_have_accessible_description(re.compile("This code isn't right"))
    enter(page, code(secret))
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    door.open(account)
    card(page).get_by_role("button", name="Turn off").click()
    form = page.get_by_role("form", name="Turn off")
    form.get_by_label("Current password").fill(PASSWORD)
    form.get_by_label("Code", exact=True).fill(recovery)
    form.get_by_role("button", name="Turn off").click()
    expect(card(page)).to_contain_text("then a stolen password is not enough")
    assert sign_in(server.url, who, **({"portal": "fjord"} if who == PORTAL_USER else
                                       {"realm": "OPERATOR"} if who == OPERATOR else {}))


def test_a_recovery_code_gets_one_in_and_new_ones_take_their_place(server, door, page):
    secret, codes = turn_on(server, MARKETING)
    door.open("/partner/login")
    door.submit(MARKETING)
    page.get_by_role("button", name="Use a recovery code").click()
    expect(page.get_by_role("heading", level=1, name="Enter a recovery code")).to_be_visible()
    expect(page.get_by_label("Recovery code", exact=True)).to_be_focused()
    enter(page, codes[0].lower(), "Recovery code")
    page.wait_for_url("**/kit")
    expect(page.get_by_role("heading", level=1, name="Partner kit")).to_be_visible()
    door.open("/settings/account")
    expect(card(page)).to_contain_text("9 recovery codes are left.")
    card(page).get_by_role("button", name="New recovery codes").click()
    form = page.get_by_role("form", name="New recovery codes")
    form.get_by_label("Current password").fill(PASSWORD)
    form.get_by_label("Code", exact=True).fill(code(secret))
    form.get_by_role("button", name="New recovery codes").click()
    kept = page.get_by_role("group", name="Keep these recovery codes")
    expect(kept.get_by_role("listitem")).to_have_count(10)
    assert codes[1] not in kept.inner_text()
    kept.get_by_role("button", name="I have kept them").click()
    expect(card(page)).to_contain_text("10 recovery codes are left.")


def test_a_sign_in_that_is_over_begins_again_and_too_many_codes_wait(server, door, page):
    secret, _ = turn_on(server, MARKETING)
    door.open("/partner/login")
    door.submit(MARKETING)
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_label("E-mail")).to_be_visible()
    door.submit(MARKETING)
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    server.sql("UPDATE sign_in_challenge SET expires_at = now()")
    enter(page, code(secret))
    expect(page.get_by_role("alert")).to_contain_text("This sign-in is over. Sign in again.")
    door.submit(MARKETING)
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    server.sql("UPDATE sign_in_attempt SET tries = 9, last_at = now()")
    server.sql("""INSERT INTO sign_in_attempt (realm, kind, key, tries, last_at)
        SELECT realm, 'ADDRESS', key, 70, now() FROM sign_in_attempt WHERE kind = 'ADDRESS'
        ON CONFLICT (realm, kind, key) DO UPDATE SET tries = 70, last_at = now()""")
    enter(page, code(secret))
    expect(page.get_by_role("button", name=re.compile("Try again in"))).to_be_visible()


def test_an_admin_resets_one_that_was_lost(server, door, page):
    turn_on(server, MARKETING)
    door.sign_in(ADMIN)
    found = door.ask("{ users(filter: {email: {eq: \"%s\"}}) { nodes { id } } }" % MARKETING)
    door.open(f"/settings/users/{found['data']['users']['nodes'][0]['id']}")
    expect(page.get_by_role("main")).to_contain_text("Second factor")
    page.get_by_role("button", name="Reset second factor").click()
    dialog = page.get_by_role("dialog", name=re.compile("second factor"))
    expect(dialog).to_contain_text("signs in with the password alone")
    dialog.get_by_role("button", name="Reset second factor").click()
    expect(page.get_by_text("signs in with the password alone, and is told so by mail.")).to_be_visible()
    expect(page.get_by_role("button", name="Reset second factor")).to_have_count(0)
    assert sign_in(server.url, MARKETING)


def test_a_portals_administrator_resets_one_of_its_users(server, door, page):
    turn_on(server, PORTAL_USER, "PORTAL", "fjord")
    door.sign_in("admin@fjord.test")
    door.open("/portal/fjord/people")
    page.get_by_role("button", name=re.compile("Reset the second factor of")).click()
    page.get_by_role("dialog").get_by_role("button", name="Reset").click()
    expect(page.get_by_text("signs in with the password alone, and is told so by mail.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Reset the second factor of"))).to_have_count(0)
    assert sign_in(server.url, PORTAL_USER, portal="fjord")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_second_step_fits_320_pixels_in_both_schemes(server, door, page, scheme):
    turn_on(server, MARKETING)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    door.open("/partner/login")
    door.submit(MARKETING)
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
