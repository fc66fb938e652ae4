"""Links from mails, forgotten passwords, and one's own: for who isn't in yet, or wants to be safe.

A server of their own: these tests change passwords that others sign in with. What a mail would carry is made by the
database's own function, as the sender of mails does it.
"""
import base64
import hashlib
import secrets
import uuid

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, PORTAL_USER, Portal
from portico_server import PASSWORD as OLD
from portico_server import ask, running, sign_in

PASSWORD = "three wet hats behind a moped"
CREATE = """mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { message } } }"""


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        server.admin = sign_in(server.url, ADMIN)
        yield server


@pytest.fixture
def door(page, server):
    return Portal(page, server.url)


@pytest.fixture
def invited(server):
    """Somebody who was invited just now: the e-mail and the id."""
    email = f"p{uuid.uuid4().hex[:8]}@nordlys.test"
    made = ask(server.url, CREATE, {"input": {"name": "Nia New", "email": email, "role": "MARKETING"}}, server.admin)
    return email, made["data"]["createUser"]["user"]["id"]


def portal_user(server, name):
    """Somebody who was invited to a portal just now: the e-mail."""
    email = f"p{uuid.uuid4().hex[:8]}@fjord.test"
    server.sql(f"""INSERT INTO portal_user (organization_id, partnership_id, customer_id, portal_id, name, email)
        SELECT organization_id, partnership_id, customer_id, id, '{name}', '{email}' FROM customer_portal
        WHERE slug = 'fjord'""")
    return email


def secret(server, email, purpose="INVITATION", recipient=None):
    """The secret of the link in the mail to somebody, at the address that is to be theirs if it's another one."""
    token = base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = server.sql(f"""SELECT m.email FROM (
        SELECT id, email FROM app_user UNION ALL SELECT id, email FROM portal_user) u,
        invitation_mint(u.id, '{purpose}', decode('{digest}', 'hex')) m WHERE u.email = '{email}'""")
    assert found == (recipient or email)
    return token


def choose(page, password, button):
    page.get_by_role("textbox", name="New password").fill(password)
    page.get_by_role("button", name=button).click()


def test_d0_47_who_is_invited_chooses_a_password_and_is_in(server, door, invited, page):
    email, _ = invited
    token = secret(server, email)
    door.open(f"/welcome#{token}")
    expect(page.get_by_role("heading", level=1, name="Welcome, Nia New")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Nordlys Security AS has invited you")
    expect(page.get_by_label("E-mail")).to_have_value(email)
    assert page.get_by_label("E-mail").get_attribute("autocomplete") == "username"
    assert page.get_by_role("textbox", name="New password").get_attribute("autocomplete") == "new-password"
    choose(page, "short", "Start")
    expect(page.get_by_text("10 more characters are needed.")).to_be_visible()
    choose(page, "passwordpassword", "Start")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_text("This is guessed early")).to_be_visible()
    choose(page, PASSWORD, "Start")
    page.wait_for_url("**/kit")
    expect(page.get_by_role("heading", level=1, name="Partner kit")).to_be_visible()
    page.go_back()
    assert token not in page.url
    door.open(f"/welcome#{token}")
    expect(page.get_by_role("heading", level=1, name="This link can't be used")).to_be_focused()
    expect(page.get_by_text("This link was used already.")).to_be_visible()
    page.get_by_role("link", name="Go to the sign-in").click()
    page.wait_for_url("**/kit")


@pytest.mark.parametrize("path, words, way", [
    ("/welcome", "Ask an admin to invite you again.", "Go to the sign-in"),
    ("/welcome#abc", "Ask an admin to invite you again.", "Go to the sign-in"),
    ("/reset#abc", "Ask for a new one", "Ask for a new link")])
def test_a_link_that_was_cut_off_says_what_to_do(door, page, path, words, way):
    door.open(path)
    expect(page.get_by_role("heading", level=1, name="This link can't be used")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("link", name=way)).to_be_visible()


def test_d2_26_d2_27_a_forgotten_password_is_set_anew(server, door, page):
    door.open("/partner/login")
    page.get_by_role("link", name="Forgot your password?").click()
    page.wait_for_url("**/forgot")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_label("E-mail")).to_have_accessible_description("Enter your e-mail address.")
    page.get_by_label("E-mail").fill("wide@nordlys.test")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", level=1, name="Look at your mails")).to_be_focused()
    said = page.get_by_role("main").inner_text()
    door.open("/forgot")
    page.get_by_label("E-mail").fill("none@nordlys.test")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", level=1, name="Look at your mails")).to_be_visible()
    assert page.get_by_role("main").inner_text() == said.replace("wide@", "none@")
    door.open(f"/reset#{secret(server, 'wide@nordlys.test', 'PASSWORD_RESET')}")
    expect(page.get_by_role("main")).to_contain_text("Leila Haddad")
    choose(page, PASSWORD, "Save and sign in")
    page.wait_for_url(door.base_url + "/")
    expect(page.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")
    assert ask(server.url, """mutation { signIn(input: {email: "wide@nordlys.test", password: "%s"}) { next } }""" % OLD)[
        "data"]["signIn"]["next"] is None


def test_d2_04_d2_28_one_changes_ones_own_password_and_signs_in_with_the_new_one(server, door, page):
    door.sign_in("user@nordlys.test")
    other = sign_in(server.url, "user@nordlys.test")
    door.open("/settings/account")
    page.get_by_role("button", name="Change password").click()
    form = page.get_by_role("form", name="Change password")
    form.get_by_role("button", name="Change password").click()
    expect(form.get_by_label("Current password")).to_have_accessible_description("Enter your current password.")
    form.get_by_label("Current password").fill("wrong")
    form.get_by_label("New password").fill(PASSWORD)
    form.get_by_role("button", name="Change password").click()
    expect(form.get_by_label("Current password")).to_have_accessible_description("This isn't your password.")
    form.get_by_label("Current password").fill(OLD)
    form.get_by_role("button", name="Change password").click()
    page.wait_for_url("**/partner/login**")
    expect(page.get_by_text("Your password is changed. Sign in with the new one.")).to_be_visible()
    assert ask(server.url, "{ viewer { name } }", token=other).get("data") is None
    door.submit("user@nordlys.test", PASSWORD)
    page.wait_for_url("**/settings/account")


def test_a_portals_user_changes_the_password_without_a_partners_module(door, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    door.open("/portal/fjord")
    door.submit(PORTAL_USER)
    page.wait_for_url(lambda url: "/login" not in url)
    door.open("/portal/fjord/account")
    page.get_by_role("button", name="Change password").click()
    form = page.get_by_role("form", name="Change password")
    form.get_by_label("Current password").fill(OLD)
    form.get_by_label("New password").fill(PASSWORD)
    form.get_by_role("button", name="Change password").click()
    page.wait_for_url("**/portal/fjord/login**")
    assert not [url for url in asked if "/screens/" in url]


@pytest.mark.parametrize("side, account", [("", "/settings/account"), ("/portal/fjord", "/portal/fjord/account")])
def test_d2_04_d2_22_one_changes_ones_own_e_mail_by_a_link(server, door, invited, page, side, account):
    email = portal_user(server, "Note Ny") if side else invited[0]
    door.open(f"{side}/welcome#{secret(server, email)}")
    choose(page, PASSWORD, "Start")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    new = f"new.{email}"
    door.open(account)
    page.get_by_role("button", name="Change e-mail").click()
    form = page.get_by_role("form", name="Change e-mail")
    form.get_by_role("button", name="Send the link").click()
    expect(form.get_by_label("New e-mail")).to_have_accessible_description(
        "Enter the e-mail that you want to sign in with.")
    form.get_by_label("New e-mail").fill(new)
    form.get_by_label("Current password").fill("wrong")
    form.get_by_role("button", name="Send the link").click()
    expect(form.get_by_label("Current password")).to_have_accessible_description("This isn't your password.")
    form.get_by_label("Current password").fill(PASSWORD)
    form.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text(f"Look at the mails of {new}: a link is on its way.")).to_be_visible()
    link = f"{side}/confirm-email#{secret(server, email, 'EMAIL_CHANGE', new)}"
    door.open(link)
    expect(page.get_by_role("heading", level=1, name=f"Sign in with {new}?")).to_be_visible()
    page.get_by_role("button", name="Confirm the new e-mail").click()
    expect(page.get_by_text(f"Your e-mail is changed. Sign in with {new}.")).to_be_visible()
    door.submit(new, PASSWORD)
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    page.goto("about:blank")
    door.open(link)
    expect(page.get_by_text("This link was used already. Sign in with the e-mail that it was sent to.")).to_be_visible()


def test_d1_07_a_portals_user_confirms_and_is_at_the_portal_without_a_partners_module(server, door, page):
    email = portal_user(server, "Ida Vik")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    door.open(f"/portal/fjord/welcome#{secret(server, email)}")
    expect(page.get_by_text("Nordlys Security AS has invited you to your company's portal.")).to_be_visible()
    choose(page, PASSWORD, "Start")
    page.wait_for_url("**/portal/fjord")
    expect(page.get_by_role("navigation", name="Main")).to_contain_text("Usage")
    assert not [url for url in asked if "/screens/" in url]


def test_at_a_portal_too_a_password_can_be_forgotten(server, door, page):
    door.open("/portal/fjord/login")
    page.get_by_role("link", name="Forgot your password?").click()
    page.wait_for_url("**/portal/fjord/forgot")
    # The address comes first; until the page does, its predecessor's field for the e-mail is still there.
    expect(page.get_by_role("heading", level=1, name="Forgot your password?")).to_be_visible()
    page.get_by_label("E-mail").fill("admin@fjord.test")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", level=1, name="Look at your mails")).to_be_focused()
    door.open(f"/portal/fjord/reset#{secret(server, 'admin@fjord.test', 'PASSWORD_RESET')}")
    choose(page, PASSWORD, "Save and sign in")
    page.wait_for_url("**/portal/fjord")


def test_d0_47_g_20_an_admin_invites_again_until_it_is_too_often(server, door, invited, page):
    email, id = invited
    old = secret(server, email)
    door.sign_in(ADMIN)
    door.open(f"/settings/users/{id}")
    for _ in range(2):
        page.get_by_role("button", name="Invite again").click()
        expect(page.get_by_text("Nia New gets another link by mail").last).to_be_visible()
        page.reload()
    page.get_by_role("button", name="Invite again").click()
    expect(page.get_by_role("alert")).to_contain_text("Three links were sent within the hour")
    page.context.clear_cookies()
    door.open(f"/welcome#{old}")
    expect(page.get_by_text("A newer mail has taken this link's place.")).to_be_visible()


def test_d0_54_an_admin_resets_somebodys_password(server, door, invited, page):
    email, id = invited
    assert "errors" not in ask(server.url, f"""mutation {{ acceptInvitation(input: {{
        token: "{secret(server, email)}", password: "{PASSWORD}"}}) {{ email }} }}""")
    session = sign_in(server.url, email, password=PASSWORD)
    door.sign_in(ADMIN)
    door.open(f"/settings/users/{id}")
    page.get_by_role("button", name="Reset password").click()
    dialog = page.get_by_role("dialog", name="Reset Nia New's password?")
    expect(dialog).to_contain_text("Nia New's password works no more.")
    expect(dialog).to_contain_text("Nia New is signed out of 1 session at once.")
    dialog.get_by_role("button", name="Reset password").click()
    expect(page.get_by_text("Nia New gets a link by mail to choose a new password.")).to_be_visible()
    assert ask(server.url, "{ viewer { name } }", token=session).get("data") is None
    page.context.clear_cookies()
    door.open(f"/reset#{secret(server, email, 'PASSWORD_RESET')}")
    choose(page, PASSWORD + " again", "Save and sign in")
    page.wait_for_url("**/kit")
