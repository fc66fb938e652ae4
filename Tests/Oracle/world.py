"""One server, its tables as they were read once, and everybody who may sign in."""
import re
from functools import cached_property
from pathlib import Path

from graphql import build_client_schema, build_schema, get_introspection_query, get_named_type

from access import may_see
from comparison import Book, plain
from orders import Orders
from portico_server import ask, sign_in
from reference import Reference
from tables import Tables
from viewers import KEYS, Viewer, key, make_key, of_portal, operator, partner

EVERYBODY = {
    "an admin": "admin@nordlys.test", "a user with customers assigned": "user@nordlys.test",
    "a user of a whole partnership": "wide@nordlys.test", "marketing": "marketing@nordlys.test",
    "an admin who buys leads": "admin@leadhaus.test",
    "a user with one partnership whole and one in part": "mixed@nordlys.test",
    "a user with nothing assigned": "nothing@nordlys.test", "a user of no partnership": "nowhere@nordlys.test",
    "marketing of no partnership": "kit@nordlys.test", "a user who buys leads": "sales@leadhaus.test",
    "an admin with what can't be printed": "admin@kumo.test",
    "a user with a thousand customers assigned": "far@kumo.test",
    "the operator": ("operator@portico.test", "OPERATOR"),
    "a portal's admin": ("admin@fjord.test", "PORTAL", "fjord"),
    "a portal's user": ("user@fjord.test", "PORTAL", "fjord"),
    "an admin of a portal elsewhere": ("boss@corner.test", "PORTAL", "corner"),
    "a user of a portal elsewhere": ("bills@corner.test", "PORTAL", "corner"),
    **{f"a {kind.lower()}": (kind, "KEY") for kind in KEYS},
    "nobody": None,
}
#: What was written down of the sign-ins changes once more, when it is sealed, and when sessions were used last is noted
#: every ten minutes, which the future puts off; who looks at customers is written down no more: afterwards the tables
#: stay as they are.
SEALED = """do $$ begin
    update session set last_used_at = now() + interval '1 day';
    create or replace function stay_as_it_is() returns trigger language plpgsql as 'begin return null; end';
    create or replace trigger stay before insert on customer_read for each row execute function stay_as_it_is();
    while exists (select from audit_event where seq is null) loop
        perform audit_seal(1000), pg_sleep(0.05);
    end loop;
end $$;"""
SIGNED_IN = [who for who, entry in EVERYBODY.items() if entry]
#: What somebody without a sign-in is told of (K7).
PUBLIC = """type Query { viewer: Viewer }
type Viewer { realm: Realm! role: ViewerRole! name: String! email: String! organizationName: String }
enum Realm { PARTNER OPERATOR PORTAL }
enum ViewerRole { OPERATOR ADMIN USER MARKETING PORTAL_ADMIN PORTAL_USER INTEGRATION }"""


BAD_CURSOR = {"errors": [{"code": "BAD_CURSOR", "path": None}]}


def cursors_in(operation):
    """What may be a cursor in an operation: texts behind `before` and `after`, and those of variables."""
    written = re.findall(r'(?:before|after): "([^"]+)"', operation.query)
    return set(written) | {value for value in operation.variables.values() if isinstance(value, str)}


def fill(server):
    """Adds what the demonstration lacks."""
    server.sql(Path(__file__).with_name("corners.sql").read_text())


class World:
    """Asks the server, and the reference for each kind of viewer."""

    def __init__(self, server, everybody=EVERYBODY):
        self.url = server.url
        self.tokens = {who: let_in(server, *credentials(entry)) if entry else None
                       for who, entry in everybody.items()}
        server.sql(SEALED)
        self.tables, self.book = Tables(server.sql), Book()
        self.viewers = {who: self._viewer(server.sql, *credentials(entry)) if entry else Viewer()
                        for who, entry in everybody.items()}
        orders = Orders(self.tables)
        self.references, self._rows = {}, {}
        for who, viewer in self.viewers.items():
            if viewer.role not in self.references:
                self.references[viewer.role] = Reference(self._schema(who), self.tables, orders, self.book)

    def _viewer(self, sql, email, realm="PARTNER", portal=None):
        match realm:
            case "OPERATOR": return operator(sql, email)
            case "PORTAL": return of_portal(self.tables, email, portal)
            case "KEY": return key(self.tables, email)
            case _: return partner(self.tables, email)

    def _schema(self, who):
        """What introspection shows of the schema: which fields those should be is for test_access.py to say."""
        if not self.tokens[who]:
            return build_schema(PUBLIC)
        answer = ask(self.url, get_introspection_query(), token=self.tokens[who])
        return build_client_schema(answer["data"])

    def reference(self, who):
        return self.references[self.viewers[who].role]

    def answers(self, who, operation):
        """What the reference and the server say to somebody, errors by their codes and paths."""
        self.book.looked_at.clear()
        expected = self.reference(who).answer(self.viewers[who], operation)
        answered = plain(ask(self.url, operation.query, operation.variables, self.tokens[who], operation.name))
        # The server looks at every cursor beforehand, the reference at none of a list below a row that isn't there.
        if answered == BAD_CURSOR and "data" in expected and cursors_in(operation) - self.book.looked_at:
            expected = answered
        return expected, answered

    def rows(self, who, type):
        """The rows of a type that somebody sees."""
        if (who, type) not in self._rows:
            viewer = self.viewers[who]
            self._rows[who, type] = [
                row for row in self.tables.rows[type] if viewer.role and may_see(viewer, row, self.tables)]
        return self._rows[who, type]

    @cached_property
    def fields(self):
        """All fields that anybody has: for each type what each of them gives."""
        found = {}
        for reference in self.references.values():
            for type in reference.schema.type_map.values():
                fields = {name: get_named_type(field.type).name for name, field in getattr(type, "fields", {}).items()}
                found.setdefault(type.name, {}).update(fields)
        return found

    def hidden(self, who):
        """The fields that others have, by type."""
        own = self.reference(who).schema.type_map
        found = {type: set(fields) - set(getattr(own.get(type), "fields", ())) for type, fields in self.fields.items()}
        return {type: names for type, names in found.items() if names}


def let_in(server, name, realm="PARTNER", *portal):
    """The secret to ask with: of a session that is begun, or of a key that is made."""
    return make_key(server.sql, name) if realm == "KEY" else sign_in(server.url, name, realm, *portal)


def credentials(entry):
    """What to sign in with: the e-mail, and where it isn't the partner's side, the realm and the portal."""
    return entry if isinstance(entry, tuple) else (entry,)
