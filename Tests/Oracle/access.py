"""What the product says that each kind of viewer may see: the rows of each type, and the fields.

Written by hand from the product's statements, whose ids stand beside them; nothing here is read from the schema.
"""
import time

# -- Rows


def every_row(viewer, row, tables):
    """What the operator runs, sells and counts (K6), and what is the same for all."""
    return True


def of_organization(viewer, row, tables):
    """An admin sees all that is the organisation's, whatever assignments exist (D0-04, K9)."""
    return row["organization_id"] == viewer.organization


def of_no_organization(viewer, row, tables):
    """What was done on the operator's side, or by nobody known."""
    return row["organization_id"] is None


def own_organization(viewer, row, tables):
    """The viewer's own company."""
    return row["id"] == viewer.organization


def own_partnership(viewer, row, tables):
    """The partnerships that the user was assigned to, and their periods; others are invisible (D2-03)."""
    key = row["id"] if row["__typename"] == "Partnership" else row["partnership_id"]
    return of_organization(viewer, row, tables) and key in viewer.partnerships


def oneself(viewer, row, tables):
    """Somebody who isn't an admin sees no colleagues (D0-46, G-25)."""
    return of_organization(viewer, row, tables) and row["id"] == viewer.user


def of_oneself(viewer, row, tables):
    """A user's memberships and assignments."""
    return of_organization(viewer, row, tables) and row["user_id"] == viewer.user


def of_the_person(viewer, row, tables):
    """What is somebody's own, of whichever side."""
    return row["person_id"] == viewer.user


def customer_of(row):
    return row["id"] if row["__typename"] == "Customer" else row["customer_id"]


def in_reach(viewer, row, tables):
    """All of a partnership where nothing narrows it, else the assigned customers (D0-02, D2-01, D2-02, G-01)."""
    is_whole = row["partnership_id"] in viewer.whole_partnerships
    return of_organization(viewer, row, tables) and (is_whole or customer_of(row) in viewer.customers)


def of_own_customer(viewer, row, tables):
    """Portal users see their own customer and nothing of any other (D1-02)."""
    return customer_of(row) == viewer.customer


def of_the_partnership(viewer, row, tables):
    """A key reads one partnership and never another, also of the same company (D0-23)."""
    key = row["id"] if row["__typename"] == "Partnership" else row["partnership_id"]
    return key == viewer.partnership


def delivered(viewer, row, tables):
    """A lead is the partner's once it was delivered to it (D4-18 to D4-20)."""
    return any(delivery["delivered_at"] is not None and of_organization(viewer, delivery, tables)
               for delivery in tables.with_key("Delivery", "lead_id", row["id"]))


def delivered_to_own(viewer, row, tables):
    """A user sees the leads of the own partnerships (D2-03, D4-18)."""
    return any(delivery["delivered_at"] is not None and delivery["partnership_id"] in viewer.partnerships
               for delivery in tables.with_key("Delivery", "lead_id", row["id"]))


def arrived(viewer, row, tables):
    """What was delivered to the company; what is on its way is the operator's (D4-18)."""
    return of_organization(viewer, row, tables) and row["delivered_at"] is not None


def arrived_at_own(viewer, row, tables):
    """What was delivered to the partnerships that the user was assigned to (D2-03)."""
    return own_partnership(viewer, row, tables) and row["delivered_at"] is not None


def published(row):
    return row["published_at"] <= time.time() * 1_000_000


def for_a_kind_of_the_company(viewer, row, tables):
    """The partner kit is for all partners, or for those with a partnership of one kind (D0-51)."""
    return published(row) and (row["audience"] == "ALL" or any(
        of_organization(viewer, partnership, tables) and partnership["type"] == row["audience"]
        for partnership in tables.rows["Partnership"]))


def for_a_kind_of_the_user(viewer, row, tables):
    """Of a partner's kinds, those of the own partnerships (D2-03, D2-11)."""
    return published(row) and (row["audience"] == "ALL" or any(
        partnership["id"] in viewer.partnerships and partnership["type"] == row["audience"]
        for partnership in tables.rows["Partnership"]))


#: Which keys read customers, and which the reports of their partnership (API KB).
READ_CUSTOMERS = ("CUSTOMERS KEY", "WHOLE KEY")
READ_REPORTS = ("MSSP KEY", "RESELLER KEY", "WHOLE KEY")
READ_VALUES = ("RESELLER KEY", "WHOLE KEY")
KEYS = ("CUSTOMERS KEY", *READ_REPORTS)


def keys(some, rule=of_the_partnership):
    return {key: rule for key in some}


#: Roles that a type doesn't name see no row of it, nor that there is such a type.
ROWS = {
    "Organization": {"OPERATOR": every_row, "ADMIN": own_organization, "USER": own_organization,
                     "MARKETING": own_organization},
    "Partnership": {"OPERATOR": every_row, "ADMIN": of_organization, "USER": own_partnership,
                    "MARKETING": own_partnership, **keys(KEYS)},
    "User": {"OPERATOR": every_row, "ADMIN": of_organization, "USER": oneself, "MARKETING": oneself},
    "Membership": {"ADMIN": of_organization, "USER": of_oneself, "MARKETING": of_oneself},
    "Assignment": {"ADMIN": of_organization, "USER": of_oneself},
    "Customer": {"ADMIN": of_organization, "USER": in_reach, "PORTAL_ADMIN": of_own_customer,
                 "PORTAL_USER": of_own_customer, **keys(KEYS)},
    "Contact": {"ADMIN": of_organization, "USER": in_reach, "PORTAL_ADMIN": of_own_customer,
                "PORTAL_USER": of_own_customer},
    "Lead": {"OPERATOR": every_row, "ADMIN": delivered, "USER": delivered_to_own},
    "Delivery": {"OPERATOR": every_row, "ADMIN": arrived, "USER": arrived_at_own},
    "Invoice": {"OPERATOR": every_row, "ADMIN": of_organization, "USER": in_reach, "PORTAL_ADMIN": of_own_customer},
    "InvoiceLine": {"OPERATOR": every_row, "ADMIN": of_organization, "USER": in_reach,
                    "PORTAL_ADMIN": of_own_customer},
    "Product": {"OPERATOR": every_row, "ADMIN": every_row, "USER": every_row, "PORTAL_ADMIN": every_row,
                "PORTAL_USER": every_row, **keys(READ_REPORTS, every_row)},
    "ReportingPeriod": {"OPERATOR": every_row, "ADMIN": of_organization, "USER": own_partnership,
                        **keys(READ_REPORTS)},
    "Usage": {"OPERATOR": every_row, "ADMIN": of_organization, "USER": in_reach, "PORTAL_ADMIN": of_own_customer,
              "PORTAL_USER": of_own_customer, **keys(READ_REPORTS)},
    "UsageReading": {"OPERATOR": every_row, "ADMIN": of_organization, "USER": in_reach,
                     "PORTAL_ADMIN": of_own_customer, "PORTAL_USER": of_own_customer, **keys(READ_REPORTS)},
    "Contract": {"ADMIN": of_organization, "USER": in_reach, "PORTAL_ADMIN": of_own_customer,
                 "PORTAL_USER": of_own_customer},
    "ContractValue": {"ADMIN": of_organization, "USER": in_reach, **keys(READ_VALUES)},
    "Task": {"ADMIN": of_organization, "USER": in_reach},
    # What a partner thinks of a customer isn't the customer's to see, nor marketing's (D2-12, D0-21, D0-22).
    "Engagement": {"ADMIN": of_organization, "USER": in_reach, **keys(READ_CUSTOMERS)},
    "ChurnAssessment": {"ADMIN": of_organization, "USER": in_reach, **keys(READ_CUSTOMERS)},
    "ChurnFactor": {"ADMIN": of_organization, "USER": in_reach, **keys(READ_CUSTOMERS)},
    "PartnerKitAsset": {"OPERATOR": every_row, "ADMIN": for_a_kind_of_the_company, "USER": for_a_kind_of_the_user,
                        "MARKETING": for_a_kind_of_the_user},
    "CustomerPortal": {"ADMIN": of_organization, "USER": in_reach, "PORTAL_ADMIN": of_own_customer,
                       "PORTAL_USER": of_own_customer},
    "PortalUser": {"ADMIN": of_organization, "USER": in_reach, "PORTAL_ADMIN": of_own_customer,
                   "PORTAL_USER": oneself},
    # Sign-ins and actions are written down, and the partner sees its own (D4-32, D4-33).
    "AuditEvent": {"OPERATOR": of_no_organization, "ADMIN": of_organization},
    "AuditDetail": {"OPERATOR": of_no_organization, "ADMIN": of_organization},
    "AuditChange": {"OPERATOR": of_no_organization, "ADMIN": of_organization},
    # Keys are the admin's (section 4.1).
    "ApiKey": {"ADMIN": of_organization},
    # Where a company's people sign in its admins set up, and the operator approves.
    "IdentityProvider": {"OPERATOR": every_row, "ADMIN": of_organization},
    "IdentityDomain": {"OPERATOR": every_row, "ADMIN": of_organization},
    # Everybody's sessions are their own business.
    "Session": {role: of_the_person for role in
                ("OPERATOR", "ADMIN", "USER", "MARKETING", "PORTAL_ADMIN", "PORTAL_USER")},
    # Who of the partner looked is the customer's to know, of whom its portal's admin speaks.
    "CustomerRead": {"PORTAL_ADMIN": of_own_customer},
    # Everybody chooses when to get summaries (D2-05), and admins look after those who can't sign in.
    "NotificationPreference": {"ADMIN": of_organization, "USER": of_oneself, "MARKETING": of_oneself},
    # What goes out of the installation is the business of whoever runs it.
    "Mail": {"OPERATOR": every_row},
}


def may_see(viewer, row, tables):
    """Whether a row exists for somebody."""
    rule = ROWS[row["__typename"]].get(viewer.role)
    return rule is not None and rule(viewer, row, tables)


# -- Fields

#: Of the types that somebody sees, what is kept back.
THE_OPERATORS = {"PartnerKitAsset.downloadCount"}
NOBODY_BUT_AN_ADMIN = THE_OPERATORS | {"Organization.vatId", "Organization.supportAccessUntil",
                                       "Organization.users", "Partnership.memberships",
                                       "User.invitationExpiresAt", "User.hasSecondFactor"}
OF_THE_PARTNER = {"Customer.partnership", "Customer.externalRef", "Customer.contractValues", "Customer.tasks",
                  "CustomerPortal.disabledReason", "Invoice.partnership", "Usage.period",
                  "UsageReading.sourceKey"}
#: Programs have one partnership and nobody's password, and no word with those who sign in.
OF_PEOPLE = {"Query.partnership", "Query.partnerships", "Partnership.customers", "Customer.partnership",
             "Viewer.hasSecondFactor", "Viewer.recoveryCodesLeft"}
#: A report names customers, and tells no more of them.
BUT_NAMED = {"Query.customer", "Query.customers"} | {f"Customer.{field}" for field in (
    "externalRef", "email", "phone", "address", "country", "status", "kind", "trialEndsOn", "usage", "usageReadings",
    "contractValues", "version", "createdAt", "updatedAt")}
KEPT_BACK = {
    "CUSTOMERS KEY": OF_PEOPLE, "WHOLE KEY": OF_PEOPLE,
    "MSSP KEY": OF_PEOPLE | BUT_NAMED, "RESELLER KEY": OF_PEOPLE | BUT_NAMED,
    "ADMIN": THE_OPERATORS | {"Customer.reads"},
    # Colleagues and the company's tax number are the admin's (D0-46).
    "USER": NOBODY_BUT_AN_ADMIN | {"Customer.reads"},
    # No customer data, not even how many there are (D2-12).
    "MARKETING": NOBODY_BUT_AN_ADMIN | {"Partnership.customers", "Partnership.reportingPeriods",
                                        "Membership.assignments", "Membership.effectiveCustomerCount"},
    # Names and states of users, and what is billed, never whom a partner looks after (K6).
    "OPERATOR": {"Query.lead", "Query.leads", "Partnership.customers", "Partnership.memberships",
                 "User.email", "User.locale", "User.timeZone", "User.lastLoginAt", "User.hasSecondFactor",
                 "User.memberships", "Invoice.customer", "Usage.customer", "UsageReading.customer",
                 "Organization.singleSignOn", "User.hasSingleSignOn", "IdentityProvider.clientId", "IdentityProvider.portal",
                 "UsageTotal.customer", "UsageTotal.customers", "Reports.contractValues"},
    # The own account, without what the partner makes of it (D1-02, G-25).
    "PORTAL_ADMIN": OF_THE_PARTNER,
    # Prices need more than to be let in, and the others who are let in are the admin's (G-25).
    "PORTAL_USER": OF_THE_PARTNER | {
        "Customer.reads",
        "Contract.unitPrice", "Contract.annualValue", "ContractTotal.annualValue", "Query.portalUser",
        "Query.portalUsers", "CustomerPortal.admin", "CustomerPortal.users", "PortalUser.lastLoginAt",
        "PortalUser.hasSecondFactor"},
}
#: Reports are for those who look after several customers (D0-28); what `viewer` names depends on the side.
PLACES = {
    # Why somebody sees something is told to whoever says who sees what.
    "Query.explainAccess": {"ADMIN", "PORTAL_ADMIN"},
    # Everybody else knows one company, the own.
    "Query.organizations": {"OPERATOR"}, "Query.organization": {"OPERATOR"},
    "Query.reports": {"OPERATOR", "ADMIN", "USER", *READ_REPORTS},
    "Reports.usage": {"OPERATOR", "ADMIN", "USER", *READ_REPORTS},
    "Reports.usageReadings": {"OPERATOR", "ADMIN", "USER", *READ_REPORTS},
    # What a key is, it may always ask (API KB, me:read).
    "Viewer.partnership": set(KEYS), "Viewer.scopes": set(KEYS), "Viewer.expiresAt": set(KEYS),
    "Viewer.user": {"ADMIN", "USER", "MARKETING"}, "Viewer.organization": {"ADMIN", "USER", "MARKETING"},
    "Viewer.portalUser": {"PORTAL_ADMIN", "PORTAL_USER"}, "Viewer.customer": {"PORTAL_ADMIN", "PORTAL_USER"},
}
#: Searching reads columns that not everybody may read.
SEARCHES = {"Customer": {"ADMIN", "USER"}, "Contact": {"ADMIN", "USER", "PORTAL_ADMIN", "PORTAL_USER"},
            "Lead": {"OPERATOR", "ADMIN", "USER"}, "User": {"ADMIN", "USER", "MARKETING"},
            "Organization": {"OPERATOR"},
            "PartnerKitAsset": {"OPERATOR", "ADMIN", "USER", "MARKETING"}}


def may_ask(role, type, field, target):
    """Whether a field exists for a kind of viewer; `target` is the name of what it gives."""
    coordinate = f"{type}.{field}"
    if coordinate in PLACES:
        return role in PLACES[coordinate]
    target = target.removesuffix("Connection")
    return coordinate not in KEPT_BACK[role] and (target not in ROWS or role in ROWS[target])
