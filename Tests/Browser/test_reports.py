"""Reports and tasks: every figure on the screen is the API's, and what lies behind a bar adds up to it."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, USER, days_ago

USAGE = """{ reports { usage(first: 1) { totals { label product { id name } quantity } }
  contractValues(first: 1) { totals { day amount { minorUnits currency } } } } }"""


@pytest.fixture
def reports(signed_in, page):
    portal = signed_in(ADMIN)
    portal.open("/reports")
    expect(page.locator(".chart").first).to_be_visible()
    return portal.ask(USAGE)["data"]["reports"]


def digits(text):
    return int(re.sub(r"\D", "", text))


def test_d0_29_each_product_has_a_bar_for_each_period(reports, page):
    totals = reports["usage"]["totals"]
    products = sorted({(total["product"]["name"], total["product"]["id"]) for total in totals})
    expect(page.locator(".chart", has=page.locator("rect.chart__fill"))).to_have_count(len(products))
    for name, product in products:
        chart = page.locator(".chart", has=page.get_by_role("heading", name=name))
        chart.get_by_role("button", name="Table").click()
        shown = [digits(text) for text in chart.locator("tbody td").all_inner_texts()]
        assert len(shown) >= 12  # a year and more, of whatever else the API has
        assert shown == [total["quantity"] for total in totals if total["product"]["id"] == product][-len(shown):]


def test_d0_31_the_customers_behind_a_bar_add_up_to_it(reports, page):
    bar = page.locator(".chart__mark").nth(5)
    value = digits(bar.get_attribute("aria-label").split(":")[-1].split(",")[-1])
    bar.click()
    behind = page.locator(".card--behind")
    expect(behind.locator("tbody tr").first).to_be_visible()
    amounts = [digits(text) for text in behind.locator("tbody td").all_inner_texts()]
    assert sum(amounts) == value
    assert amounts == sorted(amounts, reverse=True)


def test_d0_40_contract_values_have_a_point_a_day_and_a_trend(reports, page):
    days = reports["contractValues"]["totals"]
    chart = page.locator(".chart", has=page.locator(".chart__stroke"))
    expect(chart.locator(".chart__trend")).to_have_count(1)
    marks = chart.locator(".chart__mark")
    # The line goes back from the company's day, which isn't the data's between midnight there and in UTC.
    assert marks.count() == len([total for total in days if total["day"] >= days_ago(400)])


def test_d0_42_a_point_leads_to_the_customers_of_its_day_by_keyboard_alone(reports, page):
    chart = page.locator(".chart", has=page.locator(".chart__stroke"))
    chart.locator(".chart__mark").first.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    behind = page.locator(".card--behind")
    expect(behind.locator("tbody tr").first).to_be_visible()
    amounts = [digits(text) for text in behind.locator("tbody td").all_inner_texts()]
    assert sum(amounts) == reports["contractValues"]["totals"][-1]["amount"]["minorUnits"]


def test_g_17_a_user_sees_figures_of_the_own_customers_alone(signed_in, page):
    portal = signed_in(USER)
    portal.open("/reports")
    page.locator(".chart__mark").last.click()
    behind = page.locator(".card--behind")
    expect(behind.locator("tbody tr").first).to_be_visible()
    names = set(behind.locator("tbody th").all_inner_texts())
    answer = portal.ask("{ customers { nodes { name } } }")["data"]
    assert names <= {node["name"] for node in answer["customers"]["nodes"]}


def test_the_most_urgent_tasks_come_first_and_filters_stand_in_the_address(signed_in, page):
    portal = signed_in(ADMIN)
    portal.open("/tasks")
    expect(page.locator("tbody tr").first).to_be_visible()
    answer = portal.ask("""{ tasks(filter: {resolvedAt: {isNull: true}}) { totalCount totals { severity tasks } } }""")
    tasks = answer["data"]["tasks"]
    expect(page.locator(".page-head__count")).to_have_text(str(tasks["totalCount"]))
    expect(page.locator("td .badge").first).to_have_text("High")
    page.get_by_label("Severity", exact=True).select_option("LOW")
    page.wait_for_url("**/tasks?severity=LOW")
    low = sum(total["tasks"] for total in tasks["totals"] if total["severity"] == "LOW")
    expect(page.locator(".page-head__count")).to_have_text(str(low))
    page.get_by_label("Severity", exact=True).select_option("")
    page.get_by_label("State", exact=True).select_option("RESOLVED")
    expect(page.locator("tbody tr").first).to_contain_text("resolved")
