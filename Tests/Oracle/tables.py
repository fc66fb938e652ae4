"""The whole database in memory, read once as its superuser, whom no policy holds back."""
import datetime
import json
import math
import re
from collections import defaultdict

TABLES = {
    "Organization": "organization", "Partnership": "partnership", "User": "app_user", "Membership": "membership",
    "Assignment": "assignment", "Customer": "customer", "Contact": "contact", "Lead": "lead", "Invoice": "invoice",
    "InvoiceLine": "invoice_line", "Delivery": "delivery", "Product": "product", "ReportingPeriod": "reporting_period",
    "Usage": "usage_counter", "Contract": "contract", "ContractValue": "acv_snapshot", "Task": "task",
    "CustomerPortal": "customer_portal", "PortalUser": "portal_user",
    "Engagement": "engagement_metric", "ChurnAssessment": "churn_assessment", "ChurnFactor": "churn_factor",
    "PartnerKitAsset": "partner_kit_asset",
    "AuditEvent": "audit_event",
    "AuditDetail": "audit_detail", "AuditChange": "audit_change", "ApiKey": "api_key",
    "Mail": "mail", "Session": "session", "CustomerRead": "customer_read",
    "IdentityProvider": "identity_provider", "IdentityDomain": "identity_domain",
    "NotificationPreference": "notification_preference", "UsageReading": "usage_reading",
}
NAMED = {"SEVERITY": "severity_rank", "actorKind": "realm", "actorId": "actor", "targetId": "target",
         "actorName": "actor_label", "targetName": "target_label"}
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def moment(text):
    """An RFC 3339 moment as microseconds since 1970, which no year is too early or too late for."""
    if text == "infinity":
        return math.inf
    text = text.upper().replace("Z", "+00:00")
    local = datetime.datetime.fromisoformat(text[:-6]).replace(tzinfo=datetime.timezone.utc)
    offset = datetime.timedelta(hours=int(text[-5:-3]), minutes=int(text[-2:]))
    since = (local - EPOCH) - (offset if text[-6] == "+" else -offset)
    return since // datetime.timedelta(microseconds=1)


def column_of(name):
    """The column of a field or of an enum's value: its name in snake_case, but for a few."""
    if name in NAMED:
        return NAMED[name]
    return name.lower() if name.isupper() else re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name)


class Tables:
    """Rows as dictionaries from column to value, in the order in which they were written.

    Days stay texts, which sort as days do; `infinity` sorts behind them.
    """

    def __init__(self, sql):
        self.rows = {type: [self._row(type, line) for line in self._lines(sql, table)]
                     for type, table in TABLES.items()}
        self.by_id = {type: {row["id"]: row for row in rows} for type, rows in self.rows.items()}
        self._by_key = {}
        texts = {value for rows in self.rows.values() for row in rows for value in row.values()
                 if isinstance(value, str)}
        self._places = self._sorted(sql, texts)

    @staticmethod
    def _lines(sql, table):
        return sql(f"select to_json(t) from {table} t order by ctid;").splitlines()

    @staticmethod
    def _row(type, line):
        row = json.loads(line)
        for column in row:
            if column.endswith("_at") and row[column] is not None:
                row[column] = moment(row[column])
        return {"__typename": type, **row}

    @staticmethod
    def _sorted(sql, texts):
        """How PostgreSQL sorts texts is its collation's business, so it is asked for the place of each."""
        quoted = json.dumps(sorted(texts)).replace("'", "''")
        answer = sql(f"select json_agg(t order by t) from json_array_elements_text('{quoted}') t;")
        return {text: place for place, text in enumerate(json.loads(answer))}

    def with_key(self, type, column, value):
        """The rows of a type whose foreign key has a value."""
        if (type, column) not in self._by_key:
            self._by_key[type, column] = found = defaultdict(list)
            for row in self.rows[type]:
                found[row[column]].append(row)
        return self._by_key[type, column].get(value, [])

    def sort_key(self, value):
        """A value as something that sorts as it does in PostgreSQL."""
        return self._places[value] if isinstance(value, str) else value
