"""Who may sign in at a customer's portal: managed by the portal's administrator and by the partner's staff.

A server of their own with a real mail server behind it: the links are those of the mails.
"""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, PORTAL_ADMIN, PORTAL_USER, USER, Portal
from portico_server import ask, running, sign_in
from test_accessibility import findings
from test_mails import parts, post_office, smtp, until
from test_passwords import choose

PEOPLE = "/portal/fjord/people"
PASSWORD = "three wet hats behind a moped"
FIND = """query ($name: String!) { customers(first: 1, filter: {search: $name}) { nodes { id } } }"""
FJORD = "portal_id = (select id from customer_portal where slug = 'fjord')"


@pytest.fixture(scope="module")
def office():
    with post_office() as post:
        yield post


@pytest.fixture(scope="module")
def server(binary, office):
    with running(binary, **smtp(office)) as server:
        server.mails = lambda email: [mail for _, to, mail in list(office.mails) if to == [email]]
        yield server


@pytest.fixture
def boss(page, server):
    """The people of the portal, as its administrator sees them."""
    door = Portal(page, server.url)
    door.sign_in(PORTAL_ADMIN)
    door.open(PEOPLE)
    expect(row(page, "Kari Lunde")).to_be_visible()
    return door


@pytest.fixture
def guest(server):
    """Makes somebody of the portal who can sign in with Kari's password; gone after the test."""
    made = []

    def make(name, state="ENABLED"):
        email = name.lower().replace(" ", ".") + "@fjord.test"
        made.append(email)
        server.sql(f"""insert into portal_user
            (organization_id, partnership_id, customer_id, portal_id, name, email, state, password_hash)
            select organization_id, partnership_id, customer_id, portal_id, '{name}', '{email}', '{state}',
                case when '{state}' <> 'UNCONFIRMED' then password_hash end
            from portal_user where email = '{PORTAL_USER}'""")
        return email

    yield make
    for email in made:
        server.sql(f"delete from portal_user where email = '{email}'")


def staff(page, server, who=ADMIN):
    """The customer's tab, as the partner's staff see it."""
    door = Portal(page, server.url)
    door.sign_in(who)
    found = ask(server.url, FIND, {"name": "Fjord Shipping"}, sign_in(server.url, who))
    path = f"/customers/{found['data']['customers']['nodes'][0]['id']}?tab=portal"
    door.open(path)
    expect(row(page, "Kari Lunde")).to_be_visible()
    return path


def row(page, name):
    return page.get_by_role("row").filter(has_text=name)


def act(page, button, title, yes):
    """Presses a button of a row and confirms; returns what was said before."""
    page.get_by_role("button", name=button, exact=True).click()
    dialog = page.get_by_role("dialog", name=title)
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    expect(dialog.locator("#decision-text")).not_to_contain_text("Looking what comes of it")
    said = dialog.locator("#decision-text").inner_text()
    dialog.get_by_role("button", name=yes, exact=True).click()
    expect(dialog).to_have_count(0)
    return said


def invite(page, name, email):
    page.get_by_role("button", name="Invite user").click()
    dialog = page.get_by_role("dialog", name="Invite a user")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("E-mail").fill(email)
    dialog.get_by_role("button", name="Send invitation").click()
    return dialog


def asks(door):
    return door.ask("{ viewer { name } }", realm="PORTAL/fjord")


def test_d1_09_d1_21_d3_the_day_of_a_portals_admin_invite_accept_disable_enable_remove(
    server, boss, page, browser, browser_context_args
):
    email = "nina.lund@fjord.test"
    invite(page, "Nina Lund", email)
    expect(page.get_by_role("status").filter(has_text="Nina Lund gets an invitation by mail.")).to_be_visible()
    nina = row(page, "Nina Lund")
    expect(nina).to_contain_text("Unconfirmed")
    expect(page.get_by_role("button", name="Invite user")).to_be_focused()

    until(lambda: len(server.mails(email)) == 1)
    [link] = re.findall(rf"{server.url}/portal/fjord/welcome#[\w-]{{43}}", parts(server.mails(email)[0])["text/plain"])
    context = browser.new_context(**browser_context_args)
    other = Portal(context.new_page(), server.url)
    other.page.goto(link)
    expect(other.page.get_by_role("textbox", name="E-mail")).to_have_value(email)
    choose(other.page, PASSWORD, "Start")
    expect(other.page.get_by_role("navigation", name="Main")).to_contain_text("Usage")
    until(lambda: len(server.mails(email)) == 2)
    welcome = server.mails(email)[1]
    assert welcome["subject"] == "Welcome to the customer portal of Nordlys Security AS"
    assert f"{server.url}/portal/fjord/login" in parts(welcome)["text/plain"]
    assert asks(other)["data"]["viewer"]["name"] == "Nina Lund"

    page.reload()
    expect(nina).to_contain_text("Enabled")
    said = act(page, "Disable Nina Lund", "Disable Nina Lund?", "Disable")
    assert "Nina Lund is signed out of 1 session at once." in said
    expect(nina).to_contain_text("Disabled")
    assert asks(other)["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    act(page, "Enable Nina Lund", "Enable Nina Lund?", "Enable")
    expect(nina).to_contain_text("Enabled")
    assert not (asks(other).get("data") or {}).get("viewer"), "no session comes back"
    said = act(page, "Remove Nina Lund", "Remove Nina Lund?", "Remove for good")
    assert f"A mail to {email} tells that the access has ended." in said
    expect(nina).to_have_count(0)
    expect(page.get_by_role("button", name="Invite user")).to_be_focused()
    until(lambda: len(server.mails(email)) == 3)
    assert server.mails(email)[2]["subject"] == "Your access to the customer portal of Nordlys Security AS has ended"
    until(lambda: server.sql("select count(*) from mail where state = 'QUEUED'") == "0")
    assert len(server.mails(email)) == 3, "the welcome came once"
    context.close()


@pytest.mark.parametrize("who", [PORTAL_ADMIN, ADMIN, USER])
def test_d3_05_d3_06_three_lists_hold_everybody_once_and_stand_in_the_address(server, page, request, who):
    path = PEOPLE if who == PORTAL_ADMIN and request.getfixturevalue("boss") else staff(page, server, who)
    everybody = []
    for state, title in [("ENABLED", "Enabled"), ("DISABLED", "Disabled"), ("UNCONFIRMED", "Unconfirmed")]:
        names = server.sql(f"select name from portal_user where {FJORD} and state = '{state}' order by name")
        names = names.split("\n")
        chip = page.get_by_role("navigation", name="State").get_by_role("link", name=re.compile(f"^{title}"))
        expect(chip).to_have_text(re.compile(rf"{title}\s*{len(names)}"))
        chip.click()
        expect(chip).to_have_attribute("aria-current", "true")
        expect(page.locator("tbody th")).to_have_text([re.compile(f"^{name}") for name in names])
        assert f"state={state}" in page.url
        page.reload()
        expect(page.locator("tbody th")).to_have_text([re.compile(f"^{name}") for name in names])
        everybody += names
    page.get_by_role("navigation", name="State").get_by_role("link", name=re.compile("^All")).click()
    expect(page.locator("tbody th")).to_have_count(len(everybody))
    assert "state=" not in page.url and path in page.url
    page.go_back()
    expect(page.locator("tbody th")).to_have_count(1)


def test_d3_16_d3_19_what_is_offered_follows_from_the_state_and_the_admin_stays(server, boss, page, guest):
    guest("Una Holm", "UNCONFIRMED")
    page.reload()

    def offered(name):
        expect(row(page, name)).to_be_visible()
        return row(page, name).get_by_role("button").all_inner_texts()

    assert offered("Kari Lunde") == ["Disable", "Rename", "Remove", "Personal data"]
    assert offered("Odd Strand") == ["Enable", "Rename", "Remove", "Personal data"]
    assert offered("Una Holm") == ["Invite again", "Rename", "Remove", "Personal data"]
    admin = server.sql(f"select name from portal_user where email = '{PORTAL_ADMIN}'")
    assert offered(admin) == []
    expect(row(page, admin)).to_contain_text("Administrator")
    said = act(page, "Invite again: Una Holm", "Invite Una Holm again?", "Invite again")
    assert "The one before stops working." in said
    expect(page.get_by_role("status").filter(has_text="Una Holm gets another link by mail")).to_be_visible()
    until(lambda: len(server.mails("una.holm@fjord.test")) == 1)


def test_d3_07_what_is_wrong_stands_at_its_field_and_escape_loses_nothing(boss, page):
    dialog = invite(page, " ", "nowhere")
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_label("Name")).to_have_accessible_description("The name can't be empty.")
    expect(dialog.get_by_label("E-mail")).to_have_accessible_description(re.compile("This is no e-mail address"))
    dialog.get_by_label("Name").fill("Nina Lund")
    dialog.get_by_label("E-mail").fill(PORTAL_USER.upper())
    dialog.get_by_role("button", name="Send invitation").click()
    expect(dialog.get_by_label("E-mail")).to_have_accessible_description(
        re.compile("Somebody has this e-mail address at this portal already."))
    expect(dialog.get_by_label("Name")).to_have_accessible_description("")
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("button", name="Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Name")).to_have_value("Nina Lund")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Invite user")).to_be_focused()


def test_d1_10_d3_01_the_partners_staff_manage_them_too_with_the_keyboard_alone(server, page, guest):
    staff(page, server, USER)
    email = "kai.moen@fjord.test"
    guest("Kai Moen")
    page.reload()
    page.get_by_role("button", name="Remove Kai Moen", exact=True).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Remove Kai Moen?")
    expect(dialog).to_contain_text(f"A mail to {email} tells that the access has ended.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Remove Kai Moen", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Remove for good")).to_be_visible()
    expect(dialog).to_contain_text("is removed for good")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row(page, "Kai Moen")).to_have_count(0)
    assert server.sql(f"select count(*) from portal_user where email = '{email}'") == "0"
    page.get_by_role("button", name="Invite user").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
    page.keyboard.type("Kai Moen")
    page.keyboard.press("Tab")
    page.keyboard.type(email)
    page.keyboard.press("Enter")
    expect(row(page, "Kai Moen")).to_contain_text("Unconfirmed")
    until(lambda: len(server.mails(email)) == 2)
    assert "invites you" in server.mails(email)[1]["subject"]


@pytest.mark.parametrize("who", [PORTAL_ADMIN, ADMIN, USER])
def test_d1_10_a_user_gets_another_name_and_keeps_the_address(server, page, request, guest, who):
    email = guest("Lin Dal")
    if who == PORTAL_ADMIN:
        request.getfixturevalue("boss")
    else:
        staff(page, server, who)
    page.get_by_role("button", name="Rename Lin Dal", exact=True).click()
    dialog = page.get_by_role("dialog", name="Rename Lin Dal")
    field = dialog.get_by_label("Name")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(f"{email} stays the address to sign in with.")
    field.fill(" ")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("The name can't be empty."))
    assert not findings(page)
    field.fill("Lin Holm")
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("button", name="Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_have_value("Lin Holm")
    field.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Lin Holm is saved.")).to_be_visible()
    expect(row(page, "Lin Holm")).to_contain_text(email)
    expect(page.get_by_role("button", name="Rename Lin Holm", exact=True)).to_be_focused()
    assert server.sql(f"select name from portal_user where email = '{email}'") == "Lin Holm"


def test_d1_10_whoever_renames_too_late_is_told_and_loses_nothing(server, boss, page, guest):
    guest("Sif Lie")
    page.reload()
    page.get_by_role("button", name="Rename Sif Lie", exact=True).click()
    server.sql("update portal_user set name = 'Sif L.' where name = 'Sif Lie'")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Sif Berg")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else has changed this user")
    expect(dialog.get_by_label("Name")).to_have_value("Sif Berg")


def test_d1_10_whoever_was_slower_is_told(server, boss, page, guest):
    guest("Sen Lie")
    page.reload()
    expect(row(page, "Sen Lie")).to_be_visible()
    server.sql("update portal_user set name = 'Sen L.' where name = 'Sen Lie'")
    page.get_by_role("button", name="Disable Sen Lie", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else has changed this user")
    expect(dialog.get_by_role("button", name="Disable", exact=True)).to_have_count(0)
    dialog.get_by_role("button", name="Cancel").click()


def test_d1_02_the_portals_own_pages_need_no_module_of_a_partner(boss, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    invite(page, "Nina Lund", PORTAL_USER)
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Leave", exact=True).click()
    page.get_by_role("button", name="Disable Kari Lunde", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("can't sign in until enabled again")
    assert not [url for url in asked if "/screens/" in url]
    assert [url for url in asked if "/members/" in url]
