"""Settings, users: an administrator adds, changes, disables, enables and removes people of the company."""
import re
import uuid

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, USER, Portal

REMOVE = """mutation ($id: ID!) { removeUser(input: {id: $id, confirm: true}) { userErrors { message } } }"""
CREATE = """mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { message } } }"""
FIND = """query ($email: String!) { users(filter: {email: {eq: $email}}) { nodes { id name role status
    memberships { nodes { customerAccess partnership { name } assignments { totalCount } } } } } }"""


@pytest.fixture
def people(signed_in):
    """The list of users; whoever a test adds is removed again."""
    portal = signed_in(ADMIN)
    portal.open("/settings/users")
    expect(portal.page.locator(".row-link").first).to_be_visible()
    added = []
    portal.address = lambda: added.append(f"p{uuid.uuid4().hex[:8]}@nordlys.test") or added[-1]
    portal.find = lambda email: portal.ask(FIND, {"email": email})["data"]["users"]["nodes"]
    yield portal
    for email in added:
        for user in portal.find(email):
            assert portal.ask(REMOVE, {"id": user["id"]})["data"]["removeUser"]["userErrors"] == []


@pytest.fixture
def person(people, page):
    """The page of somebody new who only gets mails, and so is active."""
    email = people.address()
    made = people.ask(CREATE, {"input": {"name": "Mona Moen", "email": email, "role": "NOTIFICATIONS"}})
    people.email = email
    people.open(f"/settings/users/{made['data']['createUser']['user']['id']}")
    expect(page.get_by_role("heading", level=1, name="Mona Moen")).to_be_visible()
    return people


def add(page):
    page.get_by_role("button", name="Add user").click()
    return page.get_by_role("dialog")


def fill(dialog, name, email, role):
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("E-mail").fill(email)
    dialog.get_by_role("radio", name=re.compile(f"^{role}")).check()


def test_d2_07_d2_17_a_user_is_added_with_partnerships_and_customers_in_one_step(people, page):
    dialog = add(page)
    email = people.address()
    expect(dialog.get_by_label("Name")).to_be_focused()
    fill(dialog, "Nina Lund", email.upper(), "User")
    dialog.get_by_role("checkbox").first.check()
    dialog.get_by_role("radio", name="Only customers that I select").check()
    dialog.locator(".assign__list input").nth(1).check()
    dialog.locator(".assign__list input").nth(2).check()
    dialog.get_by_role("button", name="Add user").click()
    expect(page.get_by_role("heading", level=1, name="Nina Lund")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Nina Lund is added.")).to_be_visible()
    expect(page.locator(".page-head .badge")).to_have_text("Invited")
    user = people.find(email)[0]
    assert (user["role"], user["status"]) == ("USER", "INVITED")
    assert [node["assignments"]["totalCount"] for node in user["memberships"]["nodes"]] == [2]


def test_d2_07_what_is_wrong_stands_at_its_field(people, page):
    dialog = add(page)
    submit = dialog.get_by_role("button", name="Add user")
    submit.click()
    expect(dialog.get_by_text("Choose a role.")).to_be_visible()
    fill(dialog, " ", "nowhere", "Marketing")
    submit.click()
    expect(dialog.get_by_role("alert")).to_contain_text("2")
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_label("Name")).to_have_accessible_description("The name can't be empty.")
    expect(dialog.get_by_label("E-mail")).to_have_accessible_description(re.compile("This is no e-mail address"))
    fill(dialog, "Nina", USER, "Marketing")
    submit.click()
    expect(dialog.get_by_label("E-mail")).to_have_accessible_description(re.compile("This e-mail address is taken."))
    expect(dialog.get_by_label("Name")).to_have_accessible_description("")
    fill(dialog, "Nina", "nina@nordlys.test", "User")
    dialog.get_by_role("checkbox").first.check()
    dialog.get_by_role("radio", name="Only customers that I select").check()
    submit.click()
    expect(dialog.get_by_role("alert")).to_contain_text("Select at least one customer of")
    assert people.find("nina@nordlys.test") == []


def test_what_was_typed_is_not_lost_by_escape(people, page):
    dialog = add(page)
    dialog.get_by_label("Name").fill("Nina")
    page.keyboard.press("Escape")
    question = page.get_by_role("alertdialog", name="Leave without saving?")
    expect(question.get_by_role("button", name="Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Name")).to_have_value("Nina")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Add user")).to_be_focused()


def test_d0_53_d2_20_name_and_role_are_changed_and_the_consequences_are_confirmed(person, page):
    page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Mona M.")
    dialog.get_by_role("radio", name=re.compile("^Administrator")).check()
    dialog.get_by_role("button", name="Save").click()
    question = page.get_by_role("alertdialog", name="Change the role?")
    expect(question).to_contain_text("An admin sees and changes everything of the company")
    expect(question).to_contain_text("can't sign in before confirming an invitation")
    expect(question.get_by_role("button", name="No, go back")).to_be_focused()
    page.keyboard.press("Enter")
    assert person.find(person.email)[0]["role"] == "NOTIFICATIONS"
    dialog.get_by_role("button", name="Save").click()
    question.get_by_role("button", name="Yes, change it").click()
    expect(page.get_by_role("heading", level=1, name="Mona M.")).to_be_visible()
    expect(page.locator(".page-head .badge")).to_have_text("Invited")
    expect(page.get_by_role("button", name="Edit")).to_be_focused()
    assert person.find(person.email)[0]["role"] == "ADMIN"
    expect(page.get_by_role("button", name="Disable")).to_have_count(0)


def test_d0_46_a_user_is_disabled_and_enabled_with_the_consequences_said(person, page):
    page.get_by_role("button", name="Disable").click()
    dialog = page.get_by_role("dialog", name="Disable Mona Moen?")
    expect(dialog).to_contain_text("Mona Moen gets no mails until enabled.")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert person.find(person.email)[0]["status"] == "ACTIVE"
    page.get_by_role("button", name="Disable").click()
    dialog.get_by_role("button", name="Disable", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Mona Moen is disabled.")).to_be_visible()
    expect(page.locator(".page-head .badge")).to_have_text("Disabled")
    page.get_by_role("button", name="Enable").click()
    page.get_by_role("dialog").get_by_role("button", name="Enable", exact=True).click()
    expect(page.locator(".page-head .badge")).to_have_text("Active")


def test_d2_36_removal_is_asked_about_and_for_good(person, page):
    page.get_by_role("button", name="Remove", exact=True).click()
    dialog = page.get_by_role("dialog", name="Remove Mona Moen?")
    expect(dialog).to_contain_text("is removed for good. Only the audit log still tells of it.")
    dialog.get_by_role("button", name="Remove for good").click()
    page.wait_for_url("**/settings/users")
    assert person.find(person.email) == []


def test_d2_10_nobody_is_offered_to_disable_or_remove_oneself_and_the_last_admin_stays_one(people, page):
    page.get_by_role("link", name="Ingrid Solberg").click()
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_role("button", name="Disable")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=re.compile("^User")).check()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Your company needs an active admin who can sign in.")).to_be_visible()


def test_who_was_slower_sees_the_user_as_it_is_now(person, page):
    page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Mine")
    rename = "mutation ($id: ID!) { updateUser(input: {id: $id, name: \"Theirs\"}) { userErrors { message } } }"
    person.ask(rename, {"id": page.url.rsplit("/", 1)[1]})
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else has changed this user meanwhile.")
    expect(dialog.get_by_label("Name")).to_have_value("Theirs")


def test_the_dialog_is_used_with_the_keyboard_alone(people, page):
    email = people.address()
    page.get_by_role("button", name="Add user").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
    page.keyboard.type("Kai")
    page.keyboard.press("Tab")
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Kai")).to_be_visible()
    assert people.find(email)[0]["role"] == "MARKETING"


def switch(page, word, badge):
    page.get_by_role("button", name=word).click()
    page.get_by_role("dialog").get_by_role("button", name=word, exact=True).click()
    expect(page.locator(".page-head .badge")).to_have_text(badge)


def test_d0_06_whoever_is_disabled_is_signed_out_in_the_other_browser_at_once(
    people, page, browser, base_url, browser_context_args
):
    who = "per@nordlys.test"
    people.open(f"/settings/users/{people.find(who)[0]['id']}")
    switch(page, "Enable", "Active")
    context = browser.new_context(**browser_context_args)
    other = Portal(context.new_page(), base_url)
    other.sign_in(who)
    assert "errors" not in other.ask("{ viewer { name } }")
    page.get_by_role("button", name="Disable").click()
    expect(page.get_by_role("dialog")).to_contain_text("signed out of 1 session at once")
    page.keyboard.press("Escape")
    switch(page, "Disable", "Disabled")
    assert other.ask("{ viewer { name } }")["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    context.close()
