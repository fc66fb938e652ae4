"""What is asked of the object that a resolver answers, for the few that answer by it."""
from graphql import get_named_type
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_subfields


def asked(info):
    """The names of the fields that are asked for, in the order of the answer."""
    nodes = [FieldDetails(node, None) for node in info.field_nodes]
    fragments = {name: FragmentDetails(fragment, None) for name, fragment in info.fragments.items()}
    grouped = collect_subfields(
        info.schema, fragments, info.variable_values, info.operation, get_named_type(info.return_type), nodes)
    names = [details[0].node.name.value for details in grouped.grouped_field_set.values()]
    return [name for name in names if name != "__typename"]
