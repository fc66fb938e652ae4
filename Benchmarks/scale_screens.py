"""What the screens ask, by their own documents: web/queries/*.graphql with the variables that the screens give them.

Beside each is SQL that its owner would write for the same rows. {customer}, {label} and the like stand for what is
known when it runs.
"""
import datetime
import os

from scale_operations import MEMBERS, Operation

QUERIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "web", "queries")
LEADS = ("buyer", "member", "several buyers")
COUNT = "select count(*) from {0} t where {{scope}} and {1}"
# How far down a list the deep pages lie.
DEEP = 10_000
# What a key may ask of what the customers' screen does.
OF_KEY = """query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [CustomerOrder!]) {
  customers(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { id name email status churn { band } }
  }
}"""


def document(name):
    with open(os.path.join(QUERIES, name + ".graphql")) as file:
        return file.read()


def count(table, where="true"):
    return COUNT.format(table, where)


def some(table, where="true", order="t.id", limit=21):
    """The rows of a page, as they are, since a screen shows most of each."""
    return (f"select count(p.*) from (select t.* from {table} t where {{scope}} and {where} "
            f"order by {order} limit {limit}) p")


def both(table, where="true", order="t.id", limit=21):
    return [some(table, where, order, limit), count(table, where)]


def sums(table, where, groups, column):
    return (f"select {groups}, sum(t.{column}), count(distinct t.customer_id) from {table} t "
            f"where {{scope}} and {where} group by {groups} order by {groups}")


def screens(day):
    """What is measured; `day(n)` is the day so many days ago."""
    def screen(name, query, viewers, plain, **variables):
        return Operation(name, document(query), plain, viewers, variables)
    return [*home(day, screen), *customer(day, screen), *operator(day, screen), *reports(day, screen),
            *portal(day, screen), *choices(screen), *deep(screen)]


USAGE = "t.label, t.start_on, t.end_on, t.product_id"
OPEN = "t.resolved_at is null"


def home(day, screen):
    today, month = day(0), day(0)[:8] + "01"
    before = (datetime.date.fromisoformat(month) - datetime.timedelta(days=1)).isoformat()[:8] + "01"
    until = (datetime.date.fromisoformat(before)
             + datetime.timedelta(days=int(today[8:]))).isoformat()
    recent = day(14)
    moment = lambda on: on + "T00:00:00Z"
    severe = "t.severity_rank desc, t.id desc"
    unpaid = "t.paid_on is null and t.due_on"
    yield screen("first page", "home", (*MEMBERS, *LEADS), [
        count("customer"), count("customer", "t.status = 'ENABLED'"),
        count("customer", "t.status = 'ENABLED' and t.kind = 'EVALUATION'"),
        count("customer", f"t.created_at >= '{month}'"),
        *both("lead", "true", "t.received_at desc, t.id desc", 5),
        count("lead", f"t.received_at >= '{month}'"),
        count("lead", f"t.received_at >= '{before}' and t.received_at < '{until}'"),
        count("task", OPEN + " and t.severity = 'HIGH'"), *both("task", OPEN, severe, 5),
        count("invoice", f"{unpaid} >= '{today}'"), *both("invoice", f"{unpaid} < '{today}'", "t.due_on, t.id", 5),
        *both("lead", f"t.received_at >= '{recent}'", "t.received_at desc, t.id desc", 100),
        some("task", f"t.opened_at >= '{recent}'", "t.opened_at desc, t.id desc", 8),
        some("task", f"t.resolved_at >= '{recent}'", limit=100),
        *both("invoice", f"t.issued_on >= '{recent}'", limit=100),
        *both("invoice", f"t.paid_on >= '{recent}'", limit=100)],
        today=today, month=moment(month), before=moment(before), until=moment(until), recentDay=recent,
        recent=moment(recent))
    enabled = "exists (select from customer c where c.id = t.customer_id and c.status = 'ENABLED')"
    yield screen("first page's charts", "homeFigures", MEMBERS, [
        sums("usage_counter", f"t.start_on >= '{day(400)}'", USAGE, "quantity"),
        sums("usage_counter", f"t.start_on >= '{day(75)}' and {enabled}", USAGE, "quantity"),
        sums("acv_snapshot", f"t.day >= '{day(182)}'", "t.day, t.currency", "amount_minor")],
        **{"from": day(400), "lately": day(75), "since": day(182)})


def customer(day, screen):
    """The page of one customer, tab by tab."""
    today = day(0)
    whose = "t.customer_id = '{customer}'"
    of = lambda where: f"{whose} and {where}"
    unpaid = f"t.paid_on is null and t.due_on < '{today}'"
    page = {"id": "{customer id}", "first": 20}
    yield screen("customer", "customer", MEMBERS, [
        some("customer", "t.id = '{customer}'"), count("contact", whose), count("contract", whose),
        count("task", of(OPEN)), count("invoice", whose)], id="{customer id}")
    yield screen("customer's overview", "customerOverview", MEMBERS, [
        sums("usage_counter", of(f"t.start_on >= '{day(75)}'"), USAGE, "quantity"),
        some("acv_snapshot", whose, "t.day desc, t.id desc", 1),
        *both("contract", of(f"t.starts_on <= '{today}' and t.ends_on >= '{today}'"), "t.ends_on, t.id", 1),
        some("churn_assessment", "t.latest_of = '{customer}'"), count("task", of(OPEN + " and t.severity = 'HIGH'")),
        *both("task", of(OPEN), "t.severity_rank desc, t.id desc", 3),
        *both("invoice", of(unpaid), "t.due_on, t.id", 1),
        *both("contact", whose, "t.name, t.id", 4)], **{"id": "{customer id}", "from": day(75), "today": today})
    yield screen("customer's contacts", "customerContacts", MEMBERS, both("contact", whose, "t.name, t.id"), **page)
    yield screen("customer's usage", "customerUsage", MEMBERS, [
        *both("usage_reading", whose, "t.observed_at desc, t.id desc"),
        sums("usage_counter", of(f"t.start_on >= '{day(400)}'"), USAGE, "quantity")],
        **page, **{"from": day(400), "isWithTotals": True})
    yield screen("customer's contracts", "customerContracts", MEMBERS, [
        *both("contract", whose, "t.ends_on desc, t.id desc"),
        sums("acv_snapshot", of(f"t.day >= '{day(400)}'"), "t.day, t.currency", "amount_minor")],
        **page, **{"from": day(400), "isWithValues": True})
    yield screen("customer's tasks", "customerTasks", MEMBERS,
                 both("task", of(OPEN), "t.severity_rank desc, t.id desc"), **page)
    yield screen("customer's invoices", "customerInvoices", MEMBERS,
                 both("invoice", whose, "t.issued_on desc, t.id desc"), **page)
    yield screen("customer's portal and its users", "customerPortal", MEMBERS, [
        some("customer_portal", whose), count("portal_user", of("t.state = 'ENABLED'")),
        count("portal_user", of("t.state = 'DISABLED'")), count("portal_user", of("t.state = 'UNCONFIRMED'")),
        *both("portal_user", whose, "t.name, t.id")], **page)
    since = of(f"t.day >= '{day(427)}'")
    yield screen("customer's engagement and churn", "customerEngagement", MEMBERS, [
        some("engagement_metric", since, "t.day desc, t.id desc", 100),
        some("churn_assessment", since, "t.day desc, t.id desc", 100),
        some("churn_assessment", "t.latest_of = '{customer}'"),
        some("churn_factor", "t.assessment_id = (select a.id from churn_assessment a where a.latest_of = '{customer}')",
             "t.points desc, t.id desc", 20)], **{"id": "{customer id}", "from": day(427)})


def operator(day, screen):
    today, month = day(0), day(0)[:8] + "01"
    who = ("operator",)
    unpaid = "t.paid_on is null and t.due_on"
    yield screen("operator's first page", "operatorHome", who, [
        count("invoice", f"{unpaid} >= '{today}'"), count("invoice", f"{unpaid} < '{today}'"),
        count("invoice", f"t.issued_on >= '{month}'"), *both("partnership", order="t.name, t.id", limit=10),
        *both("app_user", order="t.name, t.id", limit=10)], today=today, month=month)
    named = [{"field": "NAME"}]
    people = [f"select count(*) from {table} t join organization o on o.id = t.organization_id"
              for table in ("partnership", "app_user")]
    yield screen("partners", "operatorPartners", who, [*both("organization", order="t.name, t.id"), *people],
                 first=20, orderBy=named)
    yield screen("partners, searched, no hit", "operatorPartners", who,
                 both("organization", "strpos(lower(t.name), 'zzqx-nowhere') > 0", "t.name, t.id"),
                 first=20, orderBy=named, filter={"search": "zzqx-nowhere"})
    yield screen("partnerships of all", "operatorPartnerships", who, both("partnership", order="t.name, t.id"),
                 first=20, orderBy=named)
    yield screen("users of all", "operatorUsers", who, both("app_user", order="t.name, t.id"), first=20, orderBy=named)
    newest = {"first": 20, "orderBy": [{"field": "CREATED_AT", "direction": "DESC"}]}
    falling = "t.created_at desc, t.id desc"
    yield screen("mails", "mails", who, both("mail", order=falling), **newest)
    for state in ("SENT", "FAILED"):
        yield screen(f"mails, {state.lower()}", "mails", who, both("mail", f"t.state = '{state}'", falling), **newest,
                     filter={"state": {"eq": state}})
    yield screen("mails to somebody", "mails", who, both("mail", "t.recipient = 'user7@partner.test'", falling),
                 **newest, filter={"recipient": {"eq": "user7@partner.test"}})


def reports(day, screen):
    yield screen("reports", "reports", MEMBERS, [
        sums("usage_counter", f"t.start_on >= '{day(400)}'", USAGE, "quantity"),
        sums("acv_snapshot", f"t.day >= '{day(400)}'", "t.day, t.currency", "amount_minor")], **{"from": day(400)})
    behind = "t.label = '{label}' and t.product_id = '{product}'"
    yield screen("what lies behind a bar", "usageOfPeriod", MEMBERS,
                 both("usage_counter", behind, "t.quantity desc, t.id desc", 101),
                 label="{label}", product="{product id}")
    yield screen("what lies behind a point", "valuesOfDay", MEMBERS,
                 both("acv_snapshot", f"t.day = '{day(30)}'", limit=101), day=day(30))


def portal(day, screen):
    who, today = ("portal",), day(0)
    unpaid = "t.paid_on is null and t.due_on"
    yield screen("portal's first page", "portalHome", who, [
        some("usage_counter", f"t.start_on >= '{day(75)}'", "t.start_on desc, t.id desc", 101),
        count("contract", f"t.starts_on <= '{today}' and t.ends_on >= '{today}'"),
        *both("contract", f"t.ends_on >= '{today}'", "t.ends_on, t.id", 5),
        *both("contact", order="t.name, t.id", limit=4)],
        **{"from": day(75), "today": today})
    yield screen("portal's first page, of its admin", "portalHomeOfAdmin", who, [
        count("invoice", f"{unpaid} >= '{today}'"), count("invoice", f"{unpaid} < '{today}'"),
        *both("invoice", order="t.issued_on desc, t.id desc", limit=3), count("portal_user", "t.state = 'ENABLED'"),
        count("portal_user", "t.state = 'UNCONFIRMED'")], today=today)
    yield screen("portal's usage", "portalUsage", who, [
        some("usage_counter", f"t.start_on >= '{day(400)}'", "t.start_on desc, t.id desc", 101)], **{"from": day(400)})
    yield screen("portal's contracts", "portalContractsOfAdmin", who,
                 both("contract", order="t.ends_on desc, t.id desc"), first=20)
    yield screen("portal's people", "portalPeople", who, both("portal_user", order="t.name, t.id"),
                 first=20, orderBy=[{"field": "NAME"}])


def choices(screen):
    """What is looked for while somebody types, and what is ticked."""
    found = lambda text: f"strpos(t.search_text, '{text}') > 0"
    for text, hits in (("advokater bergen 7", "few hits"), ("zzqx-nowhere", "no hit")):
        yield screen(f"palette, {hits}", "findCustomers", MEMBERS, both("customer", found(text), "t.name, t.id", 7),
                     text=text)
    named = [{"field": "NAME"}]
    yield screen("customers to administer", "managed", ("admin", "wide"),
                 both("customer", order="t.name, t.id"), first=20, orderBy=named)
    yield screen("customers to assign", "assignable", ("admin",),
                 both("customer", "t.status = 'ENABLED'", "t.name, t.id", 101), first=100,
                 filter={"status": {"eq": "ENABLED"}})
    yield screen("what is assigned to one of 15,000", "assigned", ("admin",), [
        "select count(p.*) from (select a.*, t.name from assignment a join customer t on t.id = a.customer_id "
        "where {scope} and a.membership_id = '{membership}' order by a.id limit 101) p"], id="{membership id}")


def deep(screen):
    """A page after the 10,000th row, the one before it, and the last of a list."""
    lists = (
        ("customers by name", document("customers"), "customer", ("name",), False, MEMBERS),
        ("customers by name", OF_KEY, "customer", ("name",), False, ("key",)),
        ("leads by received_at, falling", document("leads"), "lead", ("received_at",), True, LEADS),
        ("leads by name", document("leads"), "lead", ("name",), False, LEADS),
        ("invoices by issued_on, falling", document("invoices"), "invoice", ("issued_on",), True, MEMBERS),
        ("invoices by due_on", document("invoices"), "invoice", ("due_on",), False, MEMBERS),
        ("invoices of all by issued_on, falling", document("operatorInvoices"), "invoice", ("issued_on",), True,
         ("operator",)),
        ("mails", document("mails"), "mail", ("created_at",), True, ("operator",)),
    )
    for name, query, table, columns, falls, viewers in lists:
        viewers = tuple(viewer for viewer in viewers if viewer not in ("assigned", "resale"))
        field = columns[0].upper()
        order_by = [{"field": field, "direction": "DESC" if falls else "ASC"}]
        keys = ", ".join(f"t.{column}" for column in (*columns, "id"))
        on = lambda is_falling: ", ".join(f"t.{column}{' desc' if is_falling else ''}" for column in (*columns, "id"))
        beyond, before = ("<", ">") if falls else (">", "<")
        ordered = (table, on(falls), keys)
        yield Operation(f"{name}, after {DEEP:,}", query, [
            some(table, f"({keys}) {beyond} ({{key}})", on(falls)), count(table)], viewers,
            {"first": 20, "after": "{cursor}", "orderBy": order_by}, ordered)
        yield Operation(f"{name}, before {DEEP:,}", query, [
            some(table, f"({keys}) {before} ({{key}})", on(not falls)), count(table)], viewers,
            {"last": 20, "before": "{cursor}", "orderBy": order_by}, ordered)
        yield Operation(f"{name}, the last", query, both(table, order=on(not falls)), viewers,
                        {"last": 20, "orderBy": order_by})
