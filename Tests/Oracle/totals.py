"""Totals of a list: one for each combination of the fields that are asked for beside the figures."""
from graphql import get_named_type, is_leaf_type

from refusals import fault
from selections import asked
from tables import column_of

SUMS = {("UsageTotal", "quantity"), ("ContractTotal", "annualValue"), ("ContractValueTotal", "amount")}
COUNTS = {"customers": "customer_id", "contracts": "id", "tasks": "id"}
MOST, MOST_OF_A_PARENT = 1000, 100


def totals(page, info):
    """All totals in the order of what they have in common, or none: some left out would be a wrong sum."""
    type = get_named_type(info.return_type)
    columns = list(dict.fromkeys(column for name in asked(info) for column in common(type, name)))
    groups = {} if columns else {(): page.matching}
    if columns:
        for row in page.matching:
            groups.setdefault(tuple(row[column] for column in columns), []).append(row)
    if len(groups) > (MOST if page.is_of_root else MOST_OF_A_PARENT):
        return fault("TOO_LARGE", "totals", [])
    place = page.request.tables.sort_key
    return [groups[key] for key in sorted(groups, key=lambda key: [
        value if column.endswith("_id") else place(value) for column, value in zip(columns, key)])]


def common(type, name):
    """The columns that rows of one total have in common because a field is asked for."""
    if name in COUNTS:
        return []
    target = get_named_type(type.fields[name].type)
    if (type.name, name) in SUMS:
        return ["currency"] if target.name == "Money" else []
    return [column_of(name)] if is_leaf_type(target) else [f"{column_of(name)}_id"]


def field(type, name, target):
    """What answers a field of a total, which is the list of its rows."""
    column = column_of(name)
    if name in COUNTS:
        return lambda rows, info: len({row[COUNTS[name]] for row in rows})
    if (type, name) in SUMS and target.name == "Money":
        return lambda rows, info: {"minor_units": sum(row[f"{column}_minor"] for row in rows),
                                   "currency": rows[0]["currency"]}
    if (type, name) in SUMS:
        return lambda rows, info: sum(row[column] for row in rows)
    if is_leaf_type(target):
        return lambda rows, info: rows[0][column]
    return lambda rows, info: info.context.row(target.name, rows[0][f"{column}_id"])
