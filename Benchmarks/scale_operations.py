"""Every list, search, filter, order and chart that grows with the data: as GraphQL, and as SQL that its owner would
write for the same rows, by each kind of viewer that is shown them."""
from dataclasses import dataclass, field

STAFF = ("admin", "wide", "several", "assigned")
# Who has lists of every kind: those who are assigned half of all customers, or where no usage is counted, too.
MEMBERS = (*STAFF, "many", "resale")
EVERYBODY = ("operator", *MEMBERS, "portal")
ABSENT = "zzqx-nowhere"


@dataclass(frozen=True)
class Operation:
    name: str
    query: str
    plain: list
    viewers: tuple
    variables: dict = field(default_factory=dict)
    # Of a page deep in a list: its table, the order and what that compares.
    order: tuple = ()


def page(name, field, table, viewers, nodes="id", arguments="", where="true", order="t.id", counted=True):
    """A page of twenty, with how many there are in all."""
    arguments = f"(first: 20{', ' + arguments if arguments else ''})"
    count = "totalCount " if counted else ""
    plain = [f"select count(*) from (select t.* from {table} t where {{scope}} and {where} "
             f"order by {order} limit 21) p"]
    if counted:
        plain.append(f"select count(*) from {table} t where {{scope}} and {where}")
    return Operation(name, f"{{ {field}{arguments} {{ {count}pageInfo {{ hasNextPage }} nodes {{ {nodes} }} }} }}",
                     plain, viewers)


def figures(name, field, table, viewers, parts, filters, where, groups, column):
    """A chart: sums over a whole list."""
    query = f"{{ reports {{ {field}(first: 1, filter: {{ {filters} }}) {{ totals {{ {parts} }} }} }} }}"
    plain = [f"select {groups}, sum(t.{column}), count(distinct t.customer_id) from {table} t "
             f"where {{scope}} and {where} group by {groups} order by {groups}"]
    return Operation(name, query, plain, viewers)


def operations(day):
    """What is measured; `day(n)` is the day so many days ago."""
    return [*customers(day), *leads(day), *deliveries(day), *invoices(day), *tasks(day), *usage(day), *contracts(day), *engagement(),
            *people(), *journal()]


def customers(day):
    def list_(name, arguments="", where="true", order="t.id", viewers=MEMBERS):
        return page(name, "customers", "customer", viewers, "id name status churn { band }", arguments, where, order)
    ordered = (*MEMBERS, "key")
    yield list_("customers", viewers=ordered)
    for column in ("name", "email", "status", "created_at", "updated_at"):
        yield list_(f"customers by {column}", f"orderBy: [{{field: {column.upper()}}}]", order=f"t.{column}, t.id",
                    viewers=ordered)
        yield list_(f"customers by {column}, falling", f"orderBy: [{{field: {column.upper()}, direction: DESC}}]",
                    order=f"t.{column} desc, t.id desc", viewers=ordered)
    yield list_("customers, searched, few hits", 'filter: {search: "advokater bergen 7"}, orderBy: [{field: NAME}]',
                "strpos(t.search_text, 'advokater bergen 7') > 0", "t.name, t.id")
    yield list_("customers, searched, no hit", f'filter: {{search: "{ABSENT}"}}, orderBy: [{{field: NAME}}]',
                f"strpos(t.search_text, '{ABSENT}') > 0", "t.name, t.id")
    yield list_("customers, disabled", "filter: {status: {eq: DISABLED}}, orderBy: [{field: NAME}]",
                "t.status = 'DISABLED'", "t.name, t.id")
    yield list_("customers, on trial", "filter: {status: {eq: ENABLED}, kind: {eq: EVALUATION}}",
                "t.status = 'ENABLED' and t.kind = 'EVALUATION'")
    yield list_("customers of a country", 'filter: {country: {eq: "PL"}}, orderBy: [{field: NAME}]',
                "t.country = 'PL'", "t.name, t.id")
    yield list_("customers, new", f'filter: {{createdAt: {{gte: "{day(30)}T00:00:00Z"}}}}',
                f"t.created_at >= '{day(30)}'")
    yield list_("customers likely to leave", "filter: {churn: {band: {eq: HIGH}}}, orderBy: [{field: NAME}]",
                "exists (select from churn_assessment a where a.latest_of = t.id and a.band = 'HIGH')",
                "t.name, t.id")


def leads(day):
    viewers = ("buyer", "member", "several buyers")
    def list_(name, arguments="", where="true", order="t.id"):
        return page(name, "leads", "lead", viewers, "id name receivedAt", arguments, where, order)
    yield list_("leads")
    for column in ("received_at", "name"):
        yield list_(f"leads by {column}", f"orderBy: [{{field: {column.upper()}}}]", order=f"t.{column}, t.id")
        yield list_(f"leads by {column}, falling", f"orderBy: [{{field: {column.upper()}, direction: DESC}}]",
                    order=f"t.{column} desc, t.id desc")
    newest = "orderBy: [{field: RECEIVED_AT, direction: DESC}]"
    falling = "t.received_at desc, t.id desc"
    yield list_("leads, searched, many hits", f'filter: {{search: "an"}}, {newest}',
                "strpos(t.search_text, 'an') > 0", falling)
    yield list_("leads, searched, few hits", f'filter: {{search: "rubin advokater bergen 7"}}, {newest}',
                "strpos(t.search_text, 'rubin advokater bergen 7') > 0", falling)
    yield list_("leads, searched, no hit", f'filter: {{search: "{ABSENT}"}}, {newest}',
                f"strpos(t.search_text, '{ABSENT}') > 0", falling)
    yield list_("leads of a country", f'filter: {{country: {{eq: "PL"}}}}, {newest}', "t.country = 'PL'", falling)
    yield list_("leads of no country", f'filter: {{country: {{eq: "ZZ"}}}}, {newest}', "t.country = 'ZZ'", falling)
    yield list_("leads of a month",
                f'filter: {{receivedAt: {{gte: "{day(60)}T00:00:00Z", lt: "{day(30)}T00:00:00Z"}}}}, '
                + newest, f"t.received_at >= '{day(60)}' and t.received_at < '{day(30)}'", falling)
    yield list_("leads, lately", f'filter: {{receivedAt: {{gte: "{day(7)}T00:00:00Z"}}}}, {newest}',
                f"t.received_at >= '{day(7)}'", falling)


def deliveries(day):
    newest = "t.created_at desc, t.id desc"
    def list_(name, arguments="", where="true", order=newest):
        return page(name, "deliveries", "delivery", ("operator", "buyer", "member", "several buyers"),
                    "id status price { minorUnits } lead { name } partnership { name }", arguments, where, order)
    yield list_("deliveries")
    yield list_("deliveries, the oldest first", "orderBy: [{field: CREATED_AT}]", order="t.created_at, t.id")
    yield list_("deliveries sent back", "filter: {status: {eq: REJECTED}}", "t.status = 'REJECTED'")
    yield list_("deliveries, lately", f'filter: {{deliveredAt: {{gte: "{day(7)}T00:00:00Z"}}}}',
                f"t.delivered_at >= '{day(7)} 00:00Z'")


def invoices(day):
    viewers = EVERYBODY
    def list_(name, arguments="", where="true", order="t.id", viewers=viewers):
        return page(name, "invoices", "invoice", viewers, "id number status", arguments, where, order)
    yield list_("invoices")
    for column in ("issued_on", "due_on", "number"):
        yield list_(f"invoices by {column}", f"orderBy: [{{field: {column.upper()}}}]", order=f"t.{column}, t.id")
        yield list_(f"invoices by {column}, falling", f"orderBy: [{{field: {column.upper()}, direction: DESC}}]",
                    order=f"t.{column} desc, t.id desc")
    due = "orderBy: [{field: DUE_ON}]"
    yield list_("invoices, overdue", f'filter: {{paidOn: {{isNull: true}}, dueOn: {{lt: "{day(0)}"}}}}, {due}',
                f"t.paid_on is null and t.due_on < '{day(0)}'", "t.due_on, t.id")
    yield list_("invoices, to pay", f'filter: {{paidOn: {{isNull: true}}, dueOn: {{gte: "{day(0)}"}}}}, {due}',
                f"t.paid_on is null and t.due_on >= '{day(0)}'", "t.due_on, t.id")
    yield list_("invoices, paid lately", f'filter: {{paidOn: {{gte: "{day(14)}"}}}}', f"t.paid_on >= '{day(14)}'")
    yield list_("invoices of a month", f'filter: {{issuedOn: {{gte: "{day(60)}", lt: "{day(30)}"}}}}, '
                "orderBy: [{field: ISSUED_ON, direction: DESC}]",
                f"t.issued_on >= '{day(60)}' and t.issued_on < '{day(30)}'", "t.issued_on desc, t.id desc")
    yield list_("invoices by a number that there isn't", 'filter: {number: {eq: "INV-0"}}', "t.number = 'INV-0'")
    yield list_("invoices of disabled customers", f"filter: {{customer: {{status: {{eq: DISABLED}}}}}}, {due}",
                "exists (select from customer c where c.id = t.customer_id and c.status = 'DISABLED')",
                "t.due_on, t.id", MEMBERS)


def tasks(day):
    def list_(name, arguments="", where="true", order="t.id"):
        return page(name, "tasks", "task", MEMBERS, "id type customer { name }", arguments, where, order)
    severe = "orderBy: [{field: SEVERITY, direction: DESC}]"
    by_severity = "t.severity_rank desc, t.id desc"
    yield list_("tasks")
    yield list_("tasks, open", f"filter: {{resolvedAt: {{isNull: true}}}}, {severe}", "t.resolved_at is null",
                by_severity)
    yield list_("tasks, urgent", f"filter: {{resolvedAt: {{isNull: true}}, severity: {{eq: HIGH}}}}, {severe}",
                "t.resolved_at is null and t.severity = 'HIGH'", by_severity)
    yield list_("tasks, opened lately", f'filter: {{openedAt: {{gte: "{day(14)}T00:00:00Z"}}}}, '
                "orderBy: [{field: OPENED_AT, direction: DESC}]", f"t.opened_at >= '{day(14)}'",
                "t.opened_at desc, t.id desc")


def usage(day):
    charted = ("operator", *MEMBERS)
    since = f'startOn: {{gte: "{day(365)}"}}'
    recent = f"t.start_on >= '{day(365)}'"
    groups = "t.label, t.start_on, t.end_on, t.product_id"
    parts = "label startOn endOn product { id name } quantity"
    yield figures("chart of usage, all partners", "usage", "usage_counter", ("operator",), parts, since, recent, groups,
                  "quantity")
    parts += " customers"
    yield figures("chart of usage", "usage", "usage_counter", MEMBERS, parts, since, recent, groups, "quantity")
    yield figures("chart of usage, enabled customers", "usage", "usage_counter", MEMBERS, parts,
                  since + ", customer: {status: {eq: ENABLED}}",
                  recent + " and exists (select from customer c where c.id = t.customer_id and c.status = 'ENABLED')",
                  groups, "quantity")
    for name, arguments, order in (
            ("usage", "", "t.id"),
            ("usage by quantity", "orderBy: [{field: QUANTITY, direction: DESC}]", "t.quantity desc, t.id desc"),
            ("usage by start_on", "orderBy: [{field: START_ON, direction: DESC}]", "t.start_on desc, t.id desc")):
        yield nested(page(name, "usage", "usage_counter", charted, "id quantity", arguments, order=order))
    label = day(40)[:7]
    yield nested(page("usage of a period and product", "usage", "usage_counter", charted, "id quantity",
                      f'filter: {{label: {{eq: "{label}"}}, product: {{code: {{eq: "NET"}}}}}}, '
                      "orderBy: [{field: QUANTITY, direction: DESC}]",
                      f"t.label = '{label}' and t.product_id in (select id from product where code = 'NET')",
                      "t.quantity desc, t.id desc"))
    newest = "t.observed_at desc, t.id desc"
    for name, arguments, where, order in (
            ("readings", "", "true", newest),
            ("readings, the oldest first", "orderBy: [{field: OBSERVED_AT}]", "true", "t.observed_at, t.id"),
            ("readings of a product", 'filter: {product: {code: {eq: "NET"}}}',
             "t.product_id in (select id from product where code = 'NET')", newest),
            ("readings of a month", f'filter: {{observedAt: {{gte: "{day(30)}T00:00:00Z"}}}}',
             f"t.observed_at >= '{day(30)} 00:00Z'", newest)):
        yield nested(page(name, "usageReadings", "usage_reading", charted, "id quantity", arguments, where, order))


def nested(operation):
    """The same within the reports."""
    return Operation(operation.name, "{ reports " + operation.query + " }", operation.plain, operation.viewers)


def contracts(day):
    def list_(name, arguments="", where="true", order="t.id"):
        return page(name, "contracts", "contract", MEMBERS, "id orderNumber endsOn", arguments, where, order)
    yield list_("contracts")
    for column in ("ends_on", "starts_on"):
        yield list_(f"contracts by {column}", f"orderBy: [{{field: {column.upper()}}}]", order=f"t.{column}, t.id")
    yield list_("contracts that end soon", f'filter: {{endsOn: {{gte: "{day(0)}", lt: "{day(-30)}"}}}}, '
                "orderBy: [{field: ENDS_ON}]", f"t.ends_on >= '{day(0)}' and t.ends_on < '{day(-30)}'",
                "t.ends_on, t.id")
    yield figures("chart of contract values", "contractValues", "acv_snapshot", MEMBERS,
                  "day amount { minorUnits currency } customers", f'day: {{gte: "{day(365)}"}}',
                  f"t.day >= '{day(365)}'", "t.day, t.currency", "amount_minor")
    yield nested(page("contract values of a day", "contractValues", "acv_snapshot", MEMBERS, "id amount { minorUnits }",
                      f'filter: {{day: {{eq: "{day(30)}"}}}}', f"t.day = '{day(30)}'"))


def engagement():
    for name, arguments, order in (
            ("engagement by day", "orderBy: [{field: DAY, direction: DESC}]", "t.day desc, t.id desc"),
            ("engagement by score", "orderBy: [{field: SCORE}]", "t.score, t.id")):
        yield page(name, "engagement", "engagement_metric", MEMBERS, "id day score", arguments, order=order)
    yield page("who is likely to leave", "churnAssessments", "churn_assessment", MEMBERS, "id score customer { name }",
               "filter: {isLatest: {eq: true}}, orderBy: [{field: SCORE, direction: DESC}]", "t.is_latest",
               "t.score_rank desc, t.id desc")


def people():
    contacts = (*MEMBERS, "portal")
    for column in ("name", "type", "created_at"):
        yield page(f"contacts by {column}", "contacts", "contact", contacts, "id name",
                   f"orderBy: [{{field: {column.upper()}}}]", order=f"t.{column}, t.id")
    yield page("contacts, searched, no hit", "contacts", "contact", contacts, "id name",
               f'filter: {{search: "{ABSENT}"}}, orderBy: [{{field: NAME}}]',
               f"strpos(t.search_text, '{ABSENT}') > 0", "t.name, t.id")
    yield page("portal users by name", "portalUsers", "portal_user", (*MEMBERS, "portal"), "id name",
               "orderBy: [{field: NAME}]", order="t.name, t.id")
    absent = f"strpos(t.search_text, '{ABSENT}') > 0"
    for name, where in (("users by name", "true"), ("users, searched, no hit", absent)):
        searched = "" if where == "true" else f'filter: {{search: "{ABSENT}"}}, '
        yield page(name, "users", "app_user", ("admin",), "id name", searched + "orderBy: [{field: NAME}]", where,
                   "t.name, t.id")


def journal():
    newest = "orderBy: [{field: OCCURRED_AT, direction: DESC}]"
    yield page("journal", "auditEvents", "audit_event", ("admin",), "id action", newest,
               order="t.occurred_at desc, t.id desc")
    yield page("keys", "apiKeys", "api_key", ("admin",), "id name", order="t.id")
    yield page("kit", "partnerKit", "partner_kit_asset", ("operator", "marketing"), "id title",
               where="t.superseded_by is null")
