"""Puts faults into valid documents."""
from faults import directives, fields, fragments, operations, values, variables  # noqa: F401, each lists its faults
from faults.editor import FAULTS, Editor


def faulty(random, schema, document):
    """Puts in a fault, now and then a second, and says the name of the first."""
    first = None
    for _ in range(random.choice([1, 1, 1, 1, 2, 3])):
        editor = Editor(random, schema, document)
        applied = None
        while not applied:
            applied = random.choice(FAULTS)
            if not applied(editor):
                applied = None
        first = first or applied.__name__
    return first
