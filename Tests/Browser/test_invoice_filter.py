"""Invoices by whether they are paid: what the front's counters and filters stand on."""
import pytest

from conftest import ADMIN

COUNTS = """query ($today: Date!) {
  all: invoices { totalCount }
  paid: invoices(filter: {paidOn: {isNull: false}}) { totalCount }
  pending: invoices(filter: {paidOn: {isNull: true}, dueOn: {gte: $today}}) { totalCount }
  overdue: invoices(filter: {paidOn: {isNull: true}, dueOn: {lt: $today}}) { totalCount }
}"""
LISTS = [("paidOn: {isNull: false}", "PAID"), ("paidOn: {isNull: true}, dueOn: {gte: $day}", "PENDING"),
         ("paidOn: {isNull: true}, dueOn: {lt: $day}", "OVERDUE")]
TODAY = "new Intl.DateTimeFormat('sv', {timeZone: 'Europe/Oslo'}).format(new Date())"


def test_every_invoice_is_paid_pending_or_overdue(signed_in, page):
    portal = signed_in(ADMIN)
    portal.open("/customers")
    data = portal.ask(COUNTS, {"today": page.evaluate(TODAY)})["data"]
    counts = {name: data[name]["totalCount"] for name in ("all", "paid", "pending", "overdue")}
    assert all(counts.values()), counts
    assert counts["paid"] + counts["pending"] + counts["overdue"] == counts["all"]


@pytest.mark.parametrize(("condition", "status"), LISTS, ids=[status for _, status in LISTS])
def test_the_filter_finds_exactly_the_status(signed_in, page, condition, status):
    portal = signed_in(ADMIN)
    portal.open("/customers")
    query = "query ($day: Date) { invoices(first: 100, filter: {%s}) { nodes { status } } }" % condition
    if "$day" not in condition:
        query = query.replace(" ($day: Date)", "")
    nodes = portal.ask(query, {"day": page.evaluate(TODAY)} if "$day" in condition else {})["data"]["invoices"]["nodes"]
    assert {node["status"] for node in nodes} == {status}
