"""Mails as a real mail server gets them: to whom, about what, with links, and each one once."""
import email
import email.policy
import re
import ssl
import threading
import time
from contextlib import contextmanager

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR, Portal
from portico_server import ask, free_port, running, sign_in

PATIENCE = 60
SENDER = "Portico <no-reply@portico.test>"
CREATE = """mutation ($input: CreateUserInput!) {
  createUser(input: $input) { user { id } userErrors { field message } } }"""
REMOVE = """mutation ($input: RemoveUserInput!) { removeUser(input: $input) { removedUserId userErrors { message } } }"""
QUIET = "select count(*) from mail where state = 'QUEUED'"


class Post:
    """What a mail server got; `refused` are addresses that it doesn't know."""

    def __init__(self):
        self.mails, self.refused, self.sessions = [], set(), []
        self.lock = threading.Lock()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 5.1.1 There is nobody here by that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        with self.lock:
            self.mails.append((envelope.mail_from, envelope.rcpt_tos, mail))
            self.sessions.append((session.ssl is not None, session.authenticated))
        return "250 OK"


@contextmanager
def post_office(port=None, **settings):
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=port or free_port(), **settings)
    post.port = controller.port
    controller.start()
    try:
        yield post
    finally:
        controller.stop()


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.1)


def create(server, token, name, role="USER"):
    address = name.lower().replace(" ", ".") + "@nordlys.test"
    told = ask(server.url, CREATE, {"input": {"name": name, "email": address, "role": role}}, token)
    assert not told["data"]["createUser"]["userErrors"], told
    return told["data"]["createUser"]["user"]["id"], address


def hurry(server):
    """Mails that wait for their next attempt are due at once."""
    server.sql("update mail set next_attempt_at = now() where state = 'QUEUED'")


def parts(mail):
    return {part.get_content_type(): part.get_content().replace("\r\n", "\n") for part in mail.iter_parts()}


def smtp(post, **more):
    return {"PORTICO_SMTP_URL": f"smtp://127.0.0.1:{post.port}", "PORTICO_MAIL_FROM": SENDER} | more


@pytest.fixture(scope="module")
def office():
    with post_office() as post:
        yield post


@pytest.fixture(scope="module")
def held(binary):
    """A server that knows of no mail server."""
    with running(binary) as server:
        yield server


@pytest.fixture
def door(page, held):
    return Portal(page, held.url)


@pytest.fixture(scope="module")
def server(binary, office):
    with running(binary, **smtp(office)) as server:
        server.token = sign_in(server.url, ADMIN)
        yield server


def test_d0_47_whoever_is_invited_gets_one_mail_with_a_link(server, office):
    _, address = create(server, server.token, "Åse Ødegård")
    until(lambda: any(to == [address] for _, to, _ in office.mails))
    [(sender, to, mail)] = [found for found in office.mails if found[1] == [address]]
    assert sender == "no-reply@portico.test"
    assert mail["from"] == "Portico <no-reply@portico.test>"
    assert mail["to"].addresses[0].display_name == "Åse Ødegård"
    assert mail["subject"] == "Nordlys Security AS invites you to its partner portal"
    assert mail["auto-submitted"] == "auto-generated"
    row = server.sql(f"select id from mail where recipient = '{address}'")
    assert mail["message-id"] == f"<{row}@portico.test>"
    assert not mail.defects and mail["date"].datetime.tzinfo is not None
    both = parts(mail)
    assert list(both) == ["text/plain", "text/html"]
    [link] = re.findall(rf"{server.url}/welcome#[A-Za-z0-9_-]{{43}}$", both["text/plain"], re.MULTILINE)
    assert f'href="{link}"' in both["text/html"]
    secret = link.split("#")[1]
    known = f"select count(*) from invitation where token_hash = sha256('{secret}')"
    assert server.sql(known) == "1"
    until(lambda: server.sql(QUIET) == "0")
    assert server.sql(f"select state, attempts from mail where recipient = '{address}'") == "SENT|1"


def test_d2_38_d2_39_who_is_removed_is_told_and_who_only_got_mails_is_not(server, office):
    gone = [create(server, server.token, name, role) for name, role in
            [("Ida Berg", "USER"), ("Only Mails", "NOTIFICATIONS")]]
    until(lambda: server.sql(QUIET) == "0" and any(to == [gone[0][1]] for _, to, _ in office.mails))
    for user, _ in gone:
        told = ask(server.url, REMOVE, {"input": {"id": user, "confirm": True}}, server.token)
        assert told["data"]["removeUser"]["removedUserId"] == user, told
    until(lambda: sum(to == [gone[0][1]] for _, to, _ in office.mails) == 2)
    subjects = [mail["subject"] for _, to, mail in office.mails if to == [gone[0][1]]]
    assert subjects[-1] == "Your access to the partner portal of Nordlys Security AS has ended"
    assert all(to != [gone[1][1]] for _, to, _ in office.mails)


def test_a_recipient_that_is_refused_fails_at_once_and_says_why(server, office):
    office.refused.add("no.body@nordlys.test")
    create(server, server.token, "No Body")
    state = "select state, attempts, last_error from mail where recipient = 'no.body@nordlys.test'"
    until(lambda: server.sql(state).startswith("FAILED"))
    assert server.sql(state) == ("FAILED|1|The mail server doesn't take the recipient: "
                                 "550 5.1.1 There is nobody here by that name")


def test_a_server_that_is_killed_sends_each_mail_once_when_it_is_back(binary):
    port = free_port()
    names = [f"User {letter}" for letter in "ABCDEFGHIJ"]
    settings = {"PORTICO_SMTP_URL": f"smtp://127.0.0.1:{port}", "PORTICO_MAIL_FROM": SENDER}
    with running(binary, **settings) as server:
        token = sign_in(server.url, ADMIN)
        addresses = [create(server, token, name)[1] for name in names]
        # Made or not, tried or not: nobody knows how far it has come.
        server.process.kill()
        server.process.wait()
        with post_office(port) as post:
            server.start()
            server.wait()
            until(lambda: server.sql("select count(*) from mail") == str(len(names)))
            hurry(server)
            until(lambda: server.sql(QUIET) == "0")
            assert sorted(to[0] for _, to, _ in post.mails) == sorted(addresses)
            server.process.kill()
            server.process.wait()
            server.start()
            server.wait()
            create(server, sign_in(server.url, ADMIN), "User Z")
            until(lambda: len(post.mails) == len(names) + 1)
            assert len({mail["message-id"] for _, _, mail in post.mails}) == len(names) + 1


class Secured:
    """A mail server behind TLS that wants to know who we are, and the certificates that vouch for it."""

    def __init__(self, folder):
        authority = trustme.CA()
        self.authorities = str(folder / "ca.pem")
        authority.cert_pem.write_to_path(self.authorities)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(self.context)

    def check(self, server, session, envelope, mechanism, given):
        fits = isinstance(given, LoginPassword) and (given.login, given.password) == (b"me", b"pass word")
        return AuthResult(success=fits, handled=fits)


@pytest.fixture(scope="module")
def secured(tmp_path_factory):
    return Secured(tmp_path_factory.mktemp("tls"))


def login(secured, password="pass word"):
    return {"PORTICO_SMTP_USER": "me", "PORTICO_SMTP_PASSWORD": password, "PORTICO_SMTP_CA_FILE": secured.authorities}


def test_starttls_and_a_password_are_used_before_anything_is_said(binary, secured):
    with post_office(tls_context=secured.context, require_starttls=True, auth_required=True,
                     authenticator=secured.check) as post, running(binary, **smtp(post, **login(secured))) as server:
        create(server, sign_in(server.url, ADMIN), "Over Tls")
        until(lambda: post.mails)
        assert post.sessions == [(True, True)]


def test_tls_from_the_first_byte_on(binary, secured):
    with post_office(ssl_context=secured.context) as post:
        settings = {"PORTICO_SMTP_URL": f"smtps://127.0.0.1:{post.port}", "PORTICO_MAIL_FROM": SENDER,
                    "PORTICO_SMTP_CA_FILE": secured.authorities}
        with running(binary, **settings) as server:
            create(server, sign_in(server.url, ADMIN), "Over Tls")
            until(lambda: post.mails)


@pytest.mark.parametrize(("office", "password", "reason"), [
    ("plain", "pass word", "The mail server can't be used: "),
    ("stranger", "pass word", "The mail server can't be used: SSL certificate problem"),
    ("wrong password", "guess", "The mail server refused "),
])
def test_what_is_not_secure_or_does_not_know_us_gets_no_mail_and_the_mail_waits(binary, secured, tmp_path, office,
                                                                               password, reason):
    there = Secured(tmp_path) if office == "stranger" else secured
    tls = {} if office == "plain" else {"tls_context": there.context, "require_starttls": True, "auth_required": True,
                                        "authenticator": there.check}
    with post_office(**tls) as post, running(binary, **smtp(post, **login(secured, password))) as server:
        create(server, sign_in(server.url, ADMIN), "Over Tls")
        state = "select state, attempts, last_error from mail"
        until(lambda: server.sql(state).startswith("QUEUED|1|The"))
        assert server.sql(state).startswith(f"QUEUED|1|{reason}"), server.sql(state)
        assert not post.mails


def test_without_a_mail_server_the_operator_reads_what_is_held_and_its_link_works(page, door, held):
    _, address = create(held, sign_in(held.url, ADMIN), "Held Back")
    until(lambda: held.sql(f"select state from mail where recipient = '{address}'") == "HELD")
    door.sign_in(OPERATOR)
    door.open(f"/admin/mails?q={address}")
    page.get_by_role("link", name="Nordlys Security AS invites you").click()
    expect(page.get_by_role("heading", name="Nordlys Security AS invites you to its partner portal")).to_be_visible()
    page.get_by_role("button", name="Open the mail").click()
    link = page.locator(".letter a").first
    expect(link).to_have_attribute("href", re.compile(rf"^{held.url}/welcome#[\w-]{{43}}$"))
    first = link.get_attribute("href")
    page.get_by_role("button", name="Make a new link").click()
    expect(link).not_to_have_attribute("href", first)
    link.click()
    expect(page.get_by_role("textbox", name="New password")).to_be_visible()
    expect(page.get_by_role("textbox", name="E-mail")).to_have_value(address)


def test_the_operator_finds_mails_by_state_and_tries_one_again(page, door, held):
    held.sql("""insert into mail (organization_id, event_id, subject_id, template, recipient, recipient_name, subject,
        state, attempts, last_error) select id, uuidv7(), uuidv7(), 'user.password_changed', 'lost@nordlys.test',
        'Lost <b>One</b>', '<i>Lost</i>', 'FAILED', 10, '550 Nobody' from organization limit 1""")
    door.sign_in(OPERATOR)
    door.open("/admin/mails?state=FAILED")
    page.get_by_role("link", name="<i>Lost</i>").click()
    expect(page.get_by_text("550 Nobody")).to_be_visible()
    expect(page.get_by_text("Lost <b>One</b>")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Queued")).to_be_visible()
    assert held.sql("select state, attempts from mail where recipient = 'lost@nordlys.test'") == "QUEUED|0"
