"""When and about what one gets summaries of open tasks, under Account and on the page of who can't sign in: on a server
of its own, for others would read what is chosen here."""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN, MARKETING, USER, Portal
from portico_server import running

KEPT = """SELECT concat_ws(' ', p.frequency, p.categories, p.hour, u.time_zone) FROM notification_preference p
JOIN app_user u ON u.id = p.user_id WHERE u.email = '{}'"""


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def door(page, server):
    server.sql("""DELETE FROM sign_in_attempt;
        UPDATE app_user SET time_zone = 'Europe/Oslo' WHERE email LIKE '%@nordlys.test';
        UPDATE notification_preference
        SET frequency = 'WEEKLY', hour = 7, categories = '{COMMERCIAL,PRODUCT_USAGE,CHURN_RISK}';""")
    return Portal(page, server.url)


def card(page):
    return page.get_by_role("region", name="Notifications")


def kept(server, email):
    return server.sql(KEPT.format(email)).strip()


def test_d2_05_everybody_says_when_and_about_what(door, page, server):
    door.sign_in(USER)
    door.open("/settings/account")
    expect(card(page)).to_contain_text("Every Monday from 07:00")
    expect(card(page)).to_contain_text("Commercial, Product usage, Churn risk")
    expect(card(page).locator("time")).to_contain_text("at 07:00 (Europe/Oslo)")
    expect(card(page).locator("time")).to_contain_text("Monday")
    card(page).get_by_role("button", name="Change notifications").click()
    form = page.get_by_role("form", name="Change notifications")
    form.get_by_label("How often").select_option(label="Every day")
    form.get_by_label("From").select_option(label="16:00")
    form.get_by_role("group", name="About these tasks").get_by_label("Product usage").uncheck()
    # What is chosen and not sent yet is still there.
    expect(form.get_by_label("From")).to_have_value("16")
    expect(form.get_by_label("How often")).to_have_value("DAILY")
    expect(form.get_by_label("Time zone")).to_have_count(0)
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Notifications are changed.")).to_be_visible()
    expect(card(page)).to_contain_text("Every day from 16:00")
    expect(card(page)).to_contain_text("Commercial, Churn risk")
    expect(card(page).locator("time")).to_contain_text("at 16:00 (Europe/Oslo)")
    expect(card(page).get_by_role("button", name="Change notifications")).to_be_focused()
    assert kept(server, USER) == "DAILY {COMMERCIAL,CHURN_RISK} 16 Europe/Oslo"


def test_d2_33_without_a_kind_of_task_no_mail_comes_which_is_said_before_and_after(door, page, server):
    door.sign_in(USER)
    door.open("/settings/account")
    card(page).get_by_role("button", name="Change notifications").click()
    form = page.get_by_role("form", name="Change notifications")
    for kind in ["Commercial", "Product usage", "Churn risk"]:
        form.get_by_label(kind).uncheck()
    expect(form.get_by_role("status")).to_have_text("Without a kind of task, no mail comes any more.")
    form.get_by_role("button", name="Cancel").click()
    expect(card(page)).to_contain_text("Every Monday from 07:00")
    expect(card(page).get_by_role("button", name="Change notifications")).to_be_focused()
    card(page).get_by_role("button", name="Change notifications").click()
    for kind in ["Commercial", "Product usage", "Churn risk"]:
        form.get_by_label(kind).uncheck()
    form.get_by_role("button", name="Save").click()
    expect(card(page)).to_contain_text("No mail comes, since no kind of task is chosen.")
    assert kept(server, USER) == "WEEKLY {} 7 Europe/Oslo"


def test_what_somebody_else_has_changed_meanwhile_is_told(door, page, server):
    door.sign_in(USER)
    door.open("/settings/account")
    card(page).get_by_role("button", name="Change notifications").click()
    form = page.get_by_role("form", name="Change notifications")
    expect(form.get_by_label("From")).to_have_value("7")
    server.sql("UPDATE notification_preference SET hour = 9")
    form.get_by_label("From").select_option(label="16:00")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("Somebody else has changed this")
    expect(form.get_by_label("From")).to_have_value("16")
    assert kept(server, USER).endswith(" 9 Europe/Oslo")


def test_d2_12_marketing_is_told_that_nothing_comes(door, page):
    door.sign_in(MARKETING)
    door.open("/settings/account")
    expect(card(page)).to_contain_text("Your role sees no tasks")


def test_d2_13_an_administrator_says_it_for_who_cannot_sign_in_and_for_nobody_else(door, page, server):
    door.sign_in(ADMIN)
    door.open("/settings/users?q=notify@nordlys.test")
    page.locator(".row-link").first.click()
    expect(page.get_by_role("heading", level=1, name="Nordlys Service Desk")).to_be_visible()
    expect(card(page)).to_contain_text("Every Monday from 07:00")
    card(page).get_by_role("button", name="Change notifications").click()
    form = page.get_by_role("form", name="Change notifications")
    form.get_by_label("Time zone").select_option("Asia/Tokyo")
    form.get_by_label("From").select_option(label="06:00")
    form.get_by_role("button", name="Save").click()
    expect(card(page).locator("time")).to_contain_text("at 06:00 (Asia/Tokyo)")
    assert kept(server, "notify@nordlys.test") == "WEEKLY {COMMERCIAL,PRODUCT_USAGE,CHURN_RISK} 6 Asia/Tokyo"
    door.open("/settings/users?q=user@nordlys.test")
    page.locator(".row-link").first.click()
    expect(page.get_by_role("heading", level=1, name="Jonas Berg")).to_be_visible()
    expect(page.get_by_role("region", name="Partnerships and customers")).to_be_visible()
    expect(card(page)).to_have_count(0)
