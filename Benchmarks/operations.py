"""The operations that are measured: as GraphQL, and as one statement with json_agg that gives the same rows."""

CUSTOMER = """query ($id: ID!) { customer(id: $id) { id name email status } }"""

CONTACTS = """{ customers(first: 20, orderBy: [{field: NAME}]) {
  nodes { id name contacts(first: 20) { nodes { id name type email } } } } }"""

INVOICES = """{ customers(first: 50, orderBy: [{field: NAME}]) { totalCount
  nodes { id name contacts(first: 20) { nodes { id name type email } }
    invoices(first: 5, orderBy: [{field: ISSUED_ON, direction: DESC}]) {
      nodes { id number issuedOn total { minorUnits currency } } } } } }"""


def operations(customer):
    """Name, query, variables and statement; {scope:x} stands for the predicate on the rows of table x."""
    return [
        ("customer by id", CUSTOMER, {"id": customer["id"]}, f"""
            select row_to_json(r) from (select c.id, c.name, c.email, c.status from customer c
            where c.id = '{customer["uuid"]}' {{scope:c}}) r"""),
        ("20 customers with contacts", CONTACTS, {}, f"""
            select json_agg(r) from (select c.id, c.name, {CONTACTS_OF} as contacts from customer c
            where true {{scope:c}} order by c.name, c.id limit 20) r"""),
        ("50 customers with contacts, 5 newest invoices, totalCount", INVOICES, {}, f"""
            select json_build_object('totalCount', (select count(*) from customer c where true {{scope:c}}), 'nodes',
            (select json_agg(r) from (select c.id, c.name, {CONTACTS_OF} as contacts, {INVOICES_OF} as invoices
            from customer c where true {{scope:c}} order by c.name, c.id limit 50) r))"""),
    ]


CONTACTS_OF = """(select coalesce(json_agg(x), '[]') from (select k.id, k.name, k.type, k.email from contact k
    where k.customer_id = c.id {scope:k} order by k.id limit 20) x)"""

INVOICES_OF = """(select coalesce(json_agg(x), '[]') from (select i.id, i.number, i.issued_on,
    json_build_object('minorUnits', i.total_minor, 'currency', i.currency) as total from invoice i
    where i.customer_id = c.id {scope:i} order by i.issued_on desc, i.id desc limit 5) x)"""


def scoped(statement, predicate):
    """The statement with a predicate at each table; None leaves the rows to the policies."""
    for table, column in (("c", "id"), ("k", "customer_id"), ("i", "customer_id")):
        condition = "" if predicate is None else "and " + predicate.format(t=table, c=column)
        statement = statement.replace("{scope:%s}" % table, condition)
    return " ".join(statement.split())
