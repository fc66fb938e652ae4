"""Settings, users: an administrator selects which customers somebody sees, and it holds at once (D0-06, G-01)."""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN, Portal

WIDE = "wide@nordlys.test"
NAME = "Leila Haddad"
COUNT = "{ customers(first: 100) { totalCount nodes { name } } }"


@pytest.fixture
def other(browser, base_url, browser_context_args, sessions):
    """The user's own browser, signed in before anything changes."""
    context = browser.new_context(**browser_context_args, storage_state=sessions(WIDE))
    portal = Portal(context.new_page(), base_url)
    portal.open("/customers")
    expect(portal.page.locator(".row-link").first).to_be_visible()
    yield portal
    context.close()


@pytest.fixture
def dialog(signed_in, page):
    """The dialog for a user who sees everything; whatever a test leaves behind, that user sees everything again."""
    portal = signed_in(ADMIN)
    portal.open(f"/settings/users?q={WIDE}")
    page.get_by_role("link", name=NAME).click()
    open_dialog(page)
    yield page.get_by_role("dialog")
    page.reload()
    open_dialog(page)
    whole = page.get_by_label("All customers of")
    if not whole.is_checked():
        whole.check()
        confirm(page)
        page.get_by_role("button", name="Yes, all of them").click()
        expect(page.get_by_role("dialog")).to_have_count(0)


def open_dialog(page):
    page.get_by_role("button", name="Select customers").click()
    expect(page.get_by_label("Only customers that I select")).to_be_visible()


def confirm(page):
    page.get_by_role("button", name="Confirm selection").click()


def only(page, *names):
    page.get_by_label("Only customers that I select").check()
    for name in names:
        page.get_by_role("searchbox").last.fill(name)
        page.get_by_role("dialog").get_by_label(name).check()


def names_of(portal):
    return [node["name"] for node in portal.ask(COUNT)["data"]["customers"]["nodes"]]


def test_d0_06_d2_25_the_very_next_request_of_the_other_browser_shows_the_new_selection(dialog, page, other):
    before = names_of(other)
    only(page, before[1], before[4])
    lost = dialog.get_by_text(f"{NAME} loses {len(before) - 2} customers:")
    expect(lost).to_be_visible()
    confirm(page)
    expect(page.get_by_text(f"2 of {len(before)} customers, those assigned:")).to_be_visible()
    assert sorted(names_of(other)) == sorted([before[1], before[4]])
    other.page.reload()
    expect(other.page.locator(".row-link")).to_have_count(2)


def test_d2_19_cancel_and_escape_leave_the_selection_as_it_was(dialog, page, other):
    before = names_of(other)
    for leave in (lambda: dialog.get_by_role("button", name="Cancel").click(), lambda: page.keyboard.press("Escape")):
        only(page, before[0])
        expect(dialog.get_by_text("loses")).to_be_visible()
        leave()
        expect(dialog).to_have_count(0)
        open_dialog(page)
        expect(page.get_by_label("All customers of")).to_be_checked()
    assert names_of(other) == before


def test_g_01_to_show_all_customers_again_is_asked_for_twice(dialog, page, other):
    before = names_of(other)
    only(page, before[0])
    confirm(page)
    expect(dialog).to_have_count(0)
    open_dialog(page)
    page.get_by_label("All customers of").check()
    expect(dialog.get_by_text(f"{NAME} gains {len(before) - 1} customers:")).to_be_visible()
    expect(dialog.get_by_text("also see every customer that is added later")).to_be_visible()
    confirm(page)
    question = page.get_by_role("alertdialog")
    expect(question.get_by_role("button", name="No, go back")).to_be_focused()
    question.get_by_role("button", name="No, go back").click()
    assert names_of(other) == [before[0]]
    confirm(page)
    page.get_by_role("button", name="Yes, all of them").click()
    expect(dialog).to_have_count(0)
    assert names_of(other) == before


def test_nobody_selected_is_nothing_to_confirm(dialog, page):
    page.get_by_label("Only customers that I select").check()
    expect(dialog.get_by_text("Select at least one customer")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm selection")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Confirm selection").click(force=True)
    expect(dialog).to_be_visible()


def test_all_that_a_search_finds_are_selected_at_once(dialog, page, other):
    found = [name for name in names_of(other) if "as" in name.lower()]
    page.get_by_label("Only customers that I select").check()
    page.get_by_role("searchbox").last.fill("as")
    # The search looks through e-mails and references too.
    expect(dialog.get_by_role("status")).not_to_contain_text("32 customers")
    everybody = dialog.get_by_role("button", name="found")
    count = int("".join(filter(str.isdigit, everybody.inner_text())))
    assert count >= len(found)
    everybody.click()
    expect(dialog.get_by_role("status")).to_contain_text(f"{count} selected")
    confirm(page)
    expect(dialog).to_have_count(0)
    assert len(names_of(other)) == count


def test_who_was_slower_is_told_and_sees_the_selection_as_it_is(dialog, page, signed_in, other):
    names = names_of(other)
    only(page, names[0])
    expect(dialog.get_by_text("loses")).to_be_visible()
    membership = signed_in(ADMIN).ask(
        "query ($email: String!) { users(filter: {email: {eq: $email}}) { nodes { memberships { nodes { id } } } } }",
        {"email": WIDE})["data"]["users"]["nodes"][0]["memberships"]["nodes"][0]["id"]
    customer = other.ask("{ customers(first: 3) { nodes { id name } } }")["data"]["customers"]["nodes"][2]
    signed_in(ADMIN).ask(
        """mutation ($input: AssignCustomersInput!) { assignCustomers(input: $input) { userErrors { message } } }""",
        {"input": {"membershipId": membership, "customerIds": [customer["id"]]}})
    confirm(page)
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else has changed this selection meanwhile")
    expect(dialog.get_by_label(customer["name"])).to_be_checked()
    expect(dialog.get_by_role("status")).to_contain_text("1 selected")


def test_the_dialog_is_used_with_the_keyboard_alone(dialog, page, other):
    before = names_of(other)
    page.get_by_label("All customers of").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Only customers that I select")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type(before[2])
    expect(dialog.get_by_label(before[2])).to_be_visible()
    dialog.get_by_label(before[2]).focus()
    page.keyboard.press("Space")
    expect(dialog.get_by_text("loses")).to_be_visible()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert names_of(other) == [before[2]]
    expect(page.get_by_role("button", name="Select customers")).to_be_focused()
