"""Why somebody sees a thing: whether they do as access.py says it of them, and what has to hold for that (G-01)."""
import access
from ids import parsed
from viewers import of_portal, partner

STATES = {"UNCONFIRMED": "INVITED", "ENABLED": "ACTIVE"}
NOTHING = {"name": None, "state": None, "role": None, "customer_access": None, "granted_by": None, "granted_at": None}


def explained(root, info, userId, nodeId):
    """None where the one who asks doesn't see both."""
    who, what = parsed(userId), parsed(nodeId)
    if not who or not what or who[0] not in ("User", "PortalUser"):
        return None
    person, row = info.context.row(*who), info.context.row(*what)
    if not person or not row:
        return None
    steps = Steps(info.context.tables, person, row).all()
    for place, step in enumerate(steps):
        if not step["is_met"]:
            return {"is_allowed": False, "steps": steps[:place + 1]}
    return {"is_allowed": True, "steps": steps}


class Steps:
    """What has to hold for one person to see one row."""

    def __init__(self, tables, person, row):
        self.tables, self.person, self.row = tables, person, row
        self.portal = tables.by_id["CustomerPortal"].get(person.get("portal_id"))
        self.viewer = (of_portal(tables, person["email"], self.portal["slug"]) if self.portal
                       else partner(tables, person["email"]))

    def all(self):
        state = self.person.get("state") or self.person["status"]
        state = STATES.get(state, state)
        steps = [step("ACCOUNT", state == "ACTIVE", state=state)]
        if self.portal:
            customer = self.tables.by_id["Customer"][self.portal["customer_id"]]
            is_open = self.portal["enabled"] and customer["status"] == "ENABLED"
            steps.append(step("PORTAL", is_open, name=customer["name"]))
        rule = access.ROWS[self.row["__typename"]].get(self.viewer.role)
        steps.append(step("ROLE", rule is not None, role=self.viewer.role))
        if rule is None:
            return steps
        followed = [made for make in self.followed(rule) if (made := make())]
        # The rule says it in other words: where they differ, one of them is wrong.
        assert all(one["is_met"] for one in followed) == rule(self.viewer, self.row, self.tables), (followed, self.row)
        return steps + followed

    def followed(self, rule):
        """What a rule asks for, the widest first: the organisation, then the place, then the customer."""
        of_a_portal = self.viewer.role == "PORTAL_USER"
        return {
            access.every_row: [], access.of_organization: [self.organization],
            access.own_organization: [self.organization], access.own_partnership: [self.organization, self.membership],
            # What isn't made exists for nobody who could ask.
            access.arrived: [self.organization], access.arrived_at_own: [self.organization, self.membership],
            access.of_the_person: [self.own],
            access.oneself: [self.customer if of_a_portal else self.organization, self.own],
            access.of_oneself: [self.organization, self.own], access.of_own_customer: [self.customer],
            access.in_reach: [self.organization, self.membership, self.assignment], access.delivered: [self.delivery],
            access.delivered_to_own: [self.delivery], access.for_a_kind_of_the_company: [self.audience],
            access.for_a_kind_of_the_user: [self.audience],
        }[rule]

    def name(self, type, key):
        """What a row is called; None where there is none, as an invoice for leads has no customer."""
        return key and self.tables.by_id[type][key]["name"]

    def organization(self):
        key = "id" if self.row["__typename"] == "Organization" else "organization_id"
        return step("ORGANIZATION", self.row[key] == self.viewer.organization,
                    name=self.name("Organization", self.viewer.organization))

    def customer(self):
        key = access.customer_of(self.row)
        return step("CUSTOMER", key == self.viewer.customer, name=self.name("Customer", key))

    def place(self):
        """The partnership that the row belongs to, and the person's membership in it."""
        key = self.row["id"] if self.row["__typename"] == "Partnership" else self.row["partnership_id"]
        memberships = self.tables.with_key("Membership", "user_id", self.viewer.user)
        return key, next((one for one in memberships if one["partnership_id"] == key), None)

    def membership(self):
        partnership, place = self.place()
        return step("MEMBERSHIP", place is not None, name=self.name("Partnership", partnership),
                    customer_access=place and place["customer_access"])

    def assignment(self):
        _, place = self.place()
        if not place or place["customer_access"] == "ALL":
            return None
        key = access.customer_of(self.row)
        made = next((one for one in self.tables.with_key("Assignment", "membership_id", place["id"])
                     if one["customer_id"] == key), None)
        giver = self.tables.by_id["User"].get(made["created_by"]) if made else None
        return step("ASSIGNMENT", made is not None, name=self.name("Customer", key),
                    granted_by=giver and giver["name"], granted_at=made and made["created_at"])

    def own(self):
        key = next(self.row[column] for column in ("person_id", "user_id", "id") if column in self.row)
        return step("OWN", key == self.viewer.user)

    def delivery(self):
        found = sorted(
            (one["delivered_at"], one["id"], one["partnership_id"])
            for one in self.tables.with_key("Delivery", "lead_id", self.row["id"])
            if one["delivered_at"] is not None and one["organization_id"] == self.viewer.organization
            and (self.viewer.role == "ADMIN" or one["partnership_id"] in self.viewer.partnerships))
        return step("DELIVERY", bool(found),
                    name=self.name("Partnership", found[0][2]) if found else None)

    def audience(self):
        rule = (access.for_a_kind_of_the_company if self.viewer.role == "ADMIN" else access.for_a_kind_of_the_user)
        return step("AUDIENCE", rule(self.viewer, self.row, self.tables))


def step(kind, is_met, **facts):
    return {**NOTHING, "kind": kind, "is_met": is_met, **facts}
