"""Settings, one user: an administrator gives and takes places in partnerships, and changes the e-mail of others."""
import re
import uuid

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, USER, Portal

WIDE = "wide@nordlys.test"
MANAGED = "Nordlys Managed Detection"
RESALE = "Nordlys Resale"
CREATE = """mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { message } } }"""
PLACE = """mutation ($input: CreateMembershipInput!) { createMembership(input: $input) { userErrors { message } } }"""
UPDATE = """mutation ($input: UpdateUserInput!) { updateUser(input: $input) { userErrors { message } } }"""
REMOVE = """mutation ($id: ID!) { removeUser(input: {id: $id, confirm: true}) { userErrors { message } } }"""
FIND = """query ($email: String!) { users(filter: {email: {eq: $email}}) { nodes { id email status
    memberships { nodes { id customerAccess partnership { id name } assignments { totalCount } } } } } }"""
PARTNERSHIPS = "{ partnerships { nodes { id name } } }"
COUNT = "{ customers { totalCount } }"


@pytest.fixture
def admin(signed_in):
    """The administrator, who finds users by their address."""
    portal = signed_in(ADMIN)
    portal.open("/settings/users")
    portal.find = lambda email: portal.ask(FIND, {"email": email})["data"]["users"]["nodes"][0]
    return portal


@pytest.fixture
def lodger(admin, page):
    """The page of a new user without a place, who is removed again."""
    admin.email = f"p{uuid.uuid4().hex[:8]}@nordlys.test"
    made = admin.ask(CREATE, {"input": {"name": "Lotte Lie", "email": admin.email, "role": "USER"}})
    admin.id = made["data"]["createUser"]["user"]["id"]
    admin.open(f"/settings/users/{admin.id}")
    expect(page.get_by_text("Belongs to no partnership, and so sees no customer.")).to_be_visible()
    yield admin
    assert admin.ask(REMOVE, {"id": admin.id})["data"]["removeUser"]["userErrors"] == []


def places(portal):
    """The partnerships of the user, each with how many customers are assigned, or all of them."""
    nodes = portal.find(portal.email)["memberships"]["nodes"]
    return {
        node["partnership"]["name"]: "ALL" if node["customerAccess"] == "ALL" else node["assignments"]["totalCount"]
        for node in nodes
    }


def partnership(portal, name):
    nodes = portal.ask(PARTNERSHIPS)["data"]["partnerships"]["nodes"]
    return next(node["id"] for node in nodes if node["name"] == name)


def add(page):
    page.get_by_role("button", name="Add to a partnership").click()
    return page.get_by_role("dialog", name="Add Lotte Lie to a partnership")


def row(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))


def test_d2_18_a_place_is_given_with_the_customers_selected(lodger, page):
    dialog = add(page)
    expect(dialog.get_by_role("radio").first).to_be_focused()
    dialog.get_by_role("radio", name=RESALE).check()
    dialog.get_by_role("radio", name="Only customers that I select").check()
    dialog.locator(".assign__list input").nth(0).check()
    dialog.locator(".assign__list input").nth(2).check()
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("status").filter(has_text=f"Lotte Lie belongs to {RESALE}.")).to_be_visible()
    expect(row(page, RESALE)).to_contain_text(re.compile(r"2 of \d+ customers, those assigned:"))
    expect(row(page, RESALE).locator(".tag")).to_have_count(2)
    expect(page.get_by_role("button", name="Add to a partnership")).to_be_focused()
    assert places(lodger) == {RESALE: 2}
    # What the user has is no longer offered, and what is left is chosen already.
    dialog = add(page)
    expect(dialog.get_by_role("radio", name=MANAGED)).to_be_checked()
    expect(dialog.get_by_text(RESALE)).to_have_count(0)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(row(page, MANAGED)).to_contain_text(re.compile(r"All \d+ customers, and those to come"))
    assert places(lodger) == {RESALE: 2, MANAGED: "ALL"}
    dialog = add(page)
    expect(dialog).to_contain_text("Lotte Lie belongs to every partnership of your company.")
    expect(dialog.get_by_role("button", name="Add", exact=True)).to_have_count(0)


def test_what_is_missing_or_refused_stands_at_its_field(lodger, page):
    dialog = add(page)
    submit = dialog.get_by_role("button", name="Add", exact=True)
    submit.click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose a partnership.")
    dialog.get_by_role("radio", name=RESALE).check()
    dialog.get_by_role("radio", name="Only customers that I select").check()
    submit.click()
    expect(dialog.get_by_role("alert")).to_contain_text(f"Select at least one customer of {RESALE}")
    dialog.get_by_role("radio", name="All customers, and those added later").check()
    sent = {"userId": lodger.id, "partnershipId": partnership(lodger, RESALE)}
    assert lodger.ask(PLACE, {"input": sent})["data"]["createMembership"]["userErrors"] == []
    submit.click()
    expect(dialog.get_by_text("Lotte Lie belongs to this partnership already.")).to_be_visible()
    assert places(lodger) == {RESALE: "ALL"}


def test_d2_36_a_place_is_taken_once_its_consequences_were_said(lodger, page):
    sent = {"userId": lodger.id, "partnershipId": partnership(lodger, MANAGED)}
    lodger.ask(PLACE, {"input": sent})
    page.reload()
    take = page.get_by_role("button", name=f"Remove from {MANAGED}")
    take.click()
    dialog = page.get_by_role("dialog", name=f"Remove Lotte Lie from {MANAGED}?")
    expect(dialog).to_contain_text(re.compile(rf"no longer sees the \d+ customers of {MANAGED}\."))
    expect(dialog).to_contain_text("Lotte Lie then belongs to no partnership, and sees no customer.")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(take).to_be_focused()
    assert places(lodger) == {MANAGED: "ALL"}
    take.click()
    dialog.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("Belongs to no partnership, and so sees no customer.")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=f"Lotte Lie no longer belongs to {MANAGED}.")).to_be_visible()
    expect(page.get_by_role("button", name="Add to a partnership")).to_be_focused()
    assert places(lodger) == {}


def test_the_dialog_is_used_with_the_keyboard_alone(lodger, page):
    page.get_by_role("button", name="Add to a partnership").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    expect(dialog.get_by_role("radio", name="All customers, and those added later")).to_be_checked()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert list(places(lodger).values()) == ["ALL"]


@pytest.fixture
def other(browser, base_url, browser_context_args, sessions):
    """The browser of somebody who is signed in before anything changes."""
    context = browser.new_context(**browser_context_args, storage_state=sessions(WIDE))
    portal = Portal(context.new_page(), base_url)
    portal.open("/customers")
    expect(portal.page.locator(".row-link").first).to_be_visible()
    yield portal
    context.close()


def test_d0_06_a_place_shows_in_the_other_browser_at_once_and_so_does_its_end(admin, page, other):
    def count():
        return other.ask(COUNT)["data"]["customers"]["totalCount"]

    before = count()
    admin.open(f"/settings/users/{admin.find(WIDE)['id']}")
    page.get_by_role("button", name="Add to a partnership").click()
    page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).click()
    expect(row(page, RESALE)).to_be_visible()
    assert count() > before
    page.get_by_role("button", name=f"Remove from {RESALE}").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(row(page, RESALE)).to_have_count(0)
    assert count() == before


def test_d2_21_another_e_mail_is_asked_about_and_what_is_wrong_stands_at_it(lodger, page):
    page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog")
    email = dialog.get_by_label("E-mail")
    expect(email).to_have_value(lodger.email)
    for text, message in [("nowhere", "This is no e-mail address"), (USER, "This e-mail address is taken.")]:
        email.fill(text)
        dialog.get_by_role("button", name="Save").click()
        expect(email).to_have_accessible_description(re.compile(message))
    lodger.email = f"x{lodger.email}"
    email.fill(lodger.email.upper())
    dialog.get_by_role("button", name="Save").click()
    question = page.get_by_role("alertdialog", name="Change the e-mail?")
    expect(question).to_contain_text(f"The invitation goes to {lodger.email}.")
    expect(question.get_by_role("button", name="No, go back")).to_be_focused()
    question.get_by_role("button", name="Yes, change it").click()
    expect(page.get_by_role("link", name=lodger.email)).to_be_visible()
    page.get_by_role("button", name="Edit").click()
    email.fill("another@nordlys.test")
    dialog.get_by_role("radio", name=re.compile("^Marketing")).check()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alertdialog", name="Change role and e-mail?")).to_be_visible()
    page.keyboard.press("Enter")
    assert lodger.find(lodger.email)["status"] == "INVITED"


def test_g_05_the_own_e_mail_stays_and_the_own_name_changes_without_leaving_the_page(admin, page):
    admin.open(f"/settings/users/{admin.find(ADMIN)['id']}")
    path = page.url

    def rename(before, after):
        expect(page.get_by_role("heading", level=1, name=before)).to_be_visible()
        page.get_by_role("button", name="Edit").click()
        dialog = page.get_by_role("dialog")
        email = dialog.get_by_label("E-mail")
        expect(email).to_have_accessible_description("You change your own e-mail under Account.")
        expect(email).not_to_be_editable()
        dialog.get_by_label("Name").fill(after)
        dialog.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1, name=after)).to_be_visible()
        assert page.url == path

    rename("Ingrid Solberg", "Ingrid S.")
    rename("Ingrid S.", "Ingrid Solberg")


def test_g_05_whoever_gets_another_e_mail_is_signed_out_in_the_other_browser_at_once(
    admin, page, browser, base_url, browser_context_args
):
    old, new = "per@nordlys.test", "per.nygard@nordlys.test"
    who = admin.find(old)["id"]
    admin.ask("mutation ($id: ID!) { enableUser(input: {id: $id}) { userErrors { message } } }", {"id": who})
    context = browser.new_context(**browser_context_args)
    other = Portal(context.new_page(), base_url)
    other.sign_in(old)
    assert "errors" not in other.ask("{ viewer { name } }")
    admin.open(f"/settings/users/{who}")
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("dialog").get_by_label("E-mail").fill(new)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("alertdialog")).to_contain_text(f"{old} is told of the change.")
    page.get_by_role("button", name="Yes, change it").click()
    expect(page.get_by_role("link", name=new)).to_be_visible()
    assert other.ask("{ viewer { name } }")["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    other.page.context.clear_cookies()
    other.sign_in(new)
    assert other.ask("{ viewer { name } }")["data"]["viewer"]["name"] == "Per Nygård"
    admin.ask(UPDATE, {"input": {"id": who, "email": old, "confirm": True}})
    admin.ask("mutation ($id: ID!) { disableUser(input: {id: $id, confirm: true}) { userErrors { message } } }",
              {"id": who})
    context.close()
