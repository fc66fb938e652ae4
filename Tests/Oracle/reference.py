"""A reference for answers: graphql-core over tables in memory."""
from graphql import (
    GraphQLError, GraphQLInterfaceType, GraphQLObjectType, SchemaMetaFieldDef, TypeMetaFieldDef, get_operation_ast,
    validate,
)
from graphql.execution import execute_sync
from graphql.execution.values import get_variable_values

from access import may_see
from refusals import CURSORS, FAULTS, Fault, Refusal, passed_over
from resolvers import resolver
from scalars import SCALARS


class Request:
    """What resolvers know of a request: who asks, and the rows that exist for whoever asks."""

    def __init__(self, reference, viewer):
        self.viewer, self.tables, self.orders, self.book = viewer, reference.tables, reference.orders, reference.book
        self._visible = reference.visible

    def visible(self, rows):
        return [row for row in rows if self._sees(row)]

    def row(self, type, key):
        """A row by its key; None where it doesn't exist for the viewer."""
        row = self.tables.by_id[type].get(key)
        return row if row and self._sees(row) else None

    def latest_churn(self, customer):
        """The newest assessment of a customer; None where there is none that the viewer sees."""
        rows = self.visible(self.tables.with_key("ChurnAssessment", "customer_id", customer["id"]))
        return max(rows, key=lambda row: row["day"], default=None)

    def _sees(self, row):
        """Asked once for each viewer and row: neither changes."""
        key = self.viewer, row["id"]
        if key not in self._visible:
            self._visible[key] = may_see(self.viewer, row, self.tables)
        return self._visible[key]


class Reference:
    """The executable schema of one kind of viewer."""

    def __init__(self, schema, tables, orders, book):
        self.schema, self.tables, self.orders, self.book = schema, tables, orders, book
        self.visible = {}
        for type in self.schema.type_map.values():
            if type.name in SCALARS:
                type.parse_value = type.coerce_input_value = SCALARS[type.name][0]
                type.coerce_output_value = SCALARS[type.name][1]
            if isinstance(type, GraphQLInterfaceType):
                type.resolve_type = lambda row, info, abstract: row["__typename"]
            if isinstance(type, GraphQLObjectType) and not type.name.startswith("__"):
                for name, field in type.fields.items():
                    field.resolve = resolver(type.name, name, field.type)

    def answer(self, viewer, operation):
        """The answer to an operation as JSON would hold it, errors by their codes and paths."""
        try:
            document = operation.document
        except GraphQLError as error:
            return refused("SYNTAX", [error])
        if errors := validate(self.schema, document, max_errors=100):
            return refused("VALIDATION" if viewer.role else "UNAUTHENTICATED", errors)
        definition = get_operation_ast(document, operation.name)
        if definition is None:
            return refused("BAD_REQUEST", [None])
        values = get_variable_values(self.schema, definition.variable_definitions or (), operation.variables)
        if isinstance(values, list):
            return refused("BAD_INPUT", values)
        result = self.executed(document, viewer, operation)
        errors = result.errors or []
        if refusal := self.refusal(errors, document, viewer, operation):
            return refused(refusal, [None])
        answer = {"data": result.data}
        if errors:
            answer["errors"] = [{"code": error.original_error.code, "path": list(error.path)} for error in errors]
        return answer

    def executed(self, document, viewer, operation):
        return execute_sync(self.schema, document, context_value=Request(self, viewer),
                            variable_values=operation.variables, operation_name=operation.name)

    def refusal(self, errors, *asked):
        """The code of what is refused, and not only faulty."""
        found = first_refusal(errors)
        if errors and not found:
            # Beside and below a fault nothing was executed, and a refusal there refuses everything.
            with passed_over(FAULTS):
                found = first_refusal(self.executed(*asked).errors or [])
        if found == "BAD_CURSOR":
            # No cursor is read before all arguments of the operation are known to be what their types take.
            with passed_over(FAULTS), passed_over(CURSORS):
                if any(is_of_null(error) for error in self.executed(*asked).errors or []):
                    return "BAD_INPUT"
        return found


def first_refusal(errors):
    for error in errors:
        match error.original_error:
            case Refusal() as refusal: return refusal.code
            case Fault(): pass
            case _ if is_of_null(error): return "BAD_INPUT"
            case mistake: raise mistake
    return None


def is_of_null(error):
    """Whether null was given for what can't be null."""
    return error.original_error is None or isinstance(error.original_error, GraphQLError)


def of_the_signed_in(resolve):
    """A question about the schema, which nobody may ask without a sign-in (K7)."""
    def resolved(source, info, **arguments):
        if not info.context.viewer.role:
            raise Refusal("UNAUTHENTICATED")
        return resolve(source, info, **arguments)

    return resolved


for field in (SchemaMetaFieldDef, TypeMetaFieldDef):
    field.resolve = of_the_signed_in(field.resolve)


def refused(code, errors):
    """The answer to a request that has no data."""
    return {"errors": [{"code": code, "path": None} for _ in errors]}
