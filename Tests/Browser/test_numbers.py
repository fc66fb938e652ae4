"""Every number on a screen is what plain SQL counts or sums up, over the demonstration data and over bulk data."""
import re

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER, DOORS, OPERATOR, PORTAL_ADMIN, USER
from portico_server import PASSWORD, running

COMPANY = "organization_id = (select organization_id from app_user where email = '{who}')"
ASSIGNED = "{column} in (select a.customer_id from assignment a join app_user u on u.id = a.user_id where u.email = '{who}')"
PORTAL = "{column} = (select customer_id from customer_portal where slug = 'fjord')"
SEEN = {ADMIN: COMPANY, BUYER: COMPANY, USER: ASSIGNED, PORTAL_ADMIN: PORTAL, OPERATOR: "true"}

OPEN = "resolved_at is null"
DUE = "paid_on is null and due_on {} (now() at time zone 'UTC')::date"
BOUGHT = "select count(distinct lead_id) from delivery where delivered_at is not null and {seen}"

#: The heading of each list counts it.
LISTS = [
    (ADMIN, "/customers", "select count(*) from customer where {seen}"),
    (ADMIN, "/customers?status=DISABLED", "select count(*) from customer where status = 'DISABLED' and {seen}"),
    (ADMIN, "/tasks", f"select count(*) from task where {OPEN} and {{seen}}"),
    (ADMIN, "/invoices", "select count(*) from invoice where {seen}"),
    (ADMIN, "/invoices?status=OVERDUE", f"select count(*) from invoice where {DUE.format('<')} and {{seen}}"),
    (ADMIN, "/settings/users", "select count(*) from app_user where {seen}"),
    (ADMIN, "/settings/api-keys", "select count(*) from api_key where {seen}"),
    (ADMIN, "/settings/audit", "select count(*) from audit_event where {seen}"),
    (ADMIN, "/settings/partnerships", "select count(*) from partnership where {seen}"),
    (BUYER, "/leads", BOUGHT),
    (USER, "/customers", "select count(*) from customer where {seen}"),
    (USER, "/tasks", f"select count(*) from task where {OPEN} and {{seen}}"),
    (USER, "/invoices", "select count(*) from invoice where {seen}"),
    (OPERATOR, "/admin/partners", "select count(*) from organization"),
    (OPERATOR, "/admin/partnerships", "select count(*) from partnership"),
    (OPERATOR, "/admin/users", "select count(*) from app_user"),
    (OPERATOR, "/admin/invoices", "select count(*) from invoice"),
    (OPERATOR, "/admin/mails", "select count(*) from mail"),
    (OPERATOR, "/admin/audit", "select count(*) from audit_event where organization_id is null"),
    (PORTAL_ADMIN, "/portal/fjord/invoices", "select count(*) from invoice where {seen}"),
    (PORTAL_ADMIN, "/portal/fjord/people", "select count(*) from portal_user where {seen}"),
]

#: The cards of first pages.
CARDS = [
    (ADMIN, "/", "Customers enabled", "select count(*) from customer where status = 'ENABLED' and {seen}"),
    (ADMIN, "/", "On trial",
     "select count(*) from customer where status = 'ENABLED' and kind = 'EVALUATION' and {seen}"),
    (ADMIN, "/", "Open tasks", f"select count(*) from task where {OPEN} and {{seen}}"),
    (ADMIN, "/", "Invoices pending", f"select count(*) from invoice where {DUE.format('>=')} and {{seen}}"),
    (ADMIN, "/", "Invoices overdue", f"select count(*) from invoice where {DUE.format('<')} and {{seen}}"),
    (USER, "/", "Open tasks", f"select count(*) from task where {OPEN} and {{seen}}"),
    (USER, "/", "Customers enabled", "select count(*) from customer where status = 'ENABLED' and {seen}"),
    (BUYER, "/", "Leads received", BOUGHT),
    (OPERATOR, "/admin", "Invoices overdue", f"select count(*) from invoice where {DUE.format('<')}"),
    (OPERATOR, "/admin", "Invoices pending", f"select count(*) from invoice where {DUE.format('>=')}"),
    (PORTAL_ADMIN, "/portal/fjord", "People enabled",
     "select count(*) from portal_user where state = 'ENABLED' and {seen}"),
]

#: From the readings themselves, not from the counters that the server keeps: the label and what was used.
USED = """select label || ' ' || sum(used) from (
    select r.label, u.customer_id, case p.measure when 'SUM' then sum(u.quantity) when 'PEAK' then max(u.quantity)
        else (array_agg(u.quantity order by u.observed_at desc, u.id desc))[1] end as used
    from usage_reading u join product p on p.id = u.product_id
    join reporting_period r on r.partnership_id = u.partnership_id
        and (u.observed_at at time zone (select time_zone from partnership where id = u.partnership_id))::date
            between r.start_on and r.end_on - 1
    where p.name = '{product}' and {seen} group by r.label, u.customer_id, p.measure) x
    group by label order by label"""
WORTH = "select day || ' ' || sum(amount_minor) from acv_snapshot where {seen} group by day order by day"


@pytest.fixture(scope="module", params=[0, 1], ids=["demonstration", "scale"])
def whole(request):
    """A server, with bulk data too."""
    with running(request.getfixturevalue("binary"), request.param) as server:
        yield server


def counted(server, who, query, **words):
    """What SQL says, of the rows that are somebody's."""
    main = re.search(r"from (\w+)", query)[1]
    seen = SEEN[who].format(who=who, column="id" if main == "customer" else "customer_id")
    if " u join " in query:
        seen = f"u.{seen}"
    return server.sql(query.format(seen=seen, **words))


def digits(text):
    return int(re.sub(r"\D", "", text))


@pytest.fixture(scope="module")
def doors(browser, browser_context_args, whole):
    """Everybody who looks, signed in, each in a browser of their own."""
    kept = {}

    def page_of(who):
        if who not in kept:
            page = browser.new_context(**browser_context_args).new_page()
            page.goto(whole.url + DOORS.get(who, "/partner/login"))
            page.get_by_label("E-mail").fill(who)
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/login" not in url)
            kept[who] = page
        return kept[who]

    yield page_of
    for page in kept.values():
        page.context.close()


def test_the_heading_of_each_list_counts_what_sql_counts(whole, doors):
    for who, path, query in LISTS:
        page = doors(who)
        page.goto(whole.url + path)
        expect(page.locator(".page-head__count"), path).to_have_text(re.compile(r"\d"))
        assert digits(page.locator(".page-head__count").inner_text()) == int(counted(whole, who, query)), (who, path)


def test_the_cards_of_each_first_page_count_what_sql_counts(whole, doors):
    for who, path, name, query in CARDS:
        page = doors(who)
        page.goto(whole.url + path)
        card = page.locator(".number").filter(has=page.get_by_role("link", name=name))
        expect(card.locator(".number__value")).to_have_text(re.compile(r"\d"))
        assert digits(card.locator(".number__value").inner_text()) == int(counted(whole, who, query)), (who, name)


@pytest.mark.parametrize("who", [ADMIN, USER])
def test_d0_29_d0_40_the_bars_and_the_line_sum_up_what_sql_sums_up(whole, doors, who):
    page = doors(who)
    page.goto(f"{whole.url}/reports")
    expect(page.locator(".chart").first).to_be_visible()
    charts = page.locator(".chart")
    bars, lines = 0, 0
    for place in range(charts.count()):
        chart = charts.nth(place)
        title = chart.get_by_role("heading").inner_text()
        product = next((name for name in whole.sql("select name from product").splitlines() if name in title), None)
        chart.get_by_role("button", name="Table").click()
        shown = [digits(text) for text in chart.locator("tbody td").all_inner_texts()]
        query = USED if product else WORTH
        told = [line.rsplit(" ", 1) for line in counted(whole, who, query, product=product).splitlines()]
        expected = [int(value) for _, value in told]
        assert len(shown) > 10 and shown == expected[-len(shown):], (who, title)
        bars, lines = bars + bool(product), lines + (product is None)
    assert bars >= 1 and (lines == 1 or who == USER)
