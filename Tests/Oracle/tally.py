"""What operations came to, for each kind of viewer: a run in which nothing was shown would prove nothing."""
from collections import Counter

from coverage import asked_for, exist

#: What an answer can be, from the most to the least that it tells.
OUTCOMES = ("values", "nothing to show", "faults", "refused")
SHOWN = 8


class Tally:
    """Counts operations by role, by what the answers were, and by what was asked for."""

    def __init__(self):
        self._counts, self._schemas, self._names = Counter(), {}, {}

    @property
    def operations(self):
        return sum(count for (_, kind), count in self._counts.items() if kind in OUTCOMES)

    def add(self, role, schema, operation, answer):
        """Takes an operation in, with the answer to it."""
        for kind in {outcome(answer), *operation.kinds}:
            self._counts[role, kind] += 1
        self._schemas[role] = schema
        if "data" in answer:
            self._names.setdefault(role, set()).update(asked_for(schema, operation))

    def share(self, role, kind):
        """How large a part of a role's operations was of a kind."""
        return self._counts[role, kind] / sum(self._counts[role, kind] for kind in OUTCOMES)

    def missing(self, role):
        """The names of a role's schema that no operation with an answer asked for."""
        return sorted(exist(self._schemas[role]) - self._names.get(role, set()))

    def lines(self):
        """A column for each role, a line for each kind; and what was never asked for."""
        roles = sorted(self._schemas, key=str)
        others = sorted({kind for _, kind in self._counts} - set(OUTCOMES))
        yield " " * 26 + "".join(f"{role or 'nobody':>13}" for role in roles)
        for kind in (*OUTCOMES, *others):
            yield f"{kind:24}" + "".join(f"{self._counts[role, kind]:13}" for role in roles)
        for role in roles:
            missing, all = self.missing(role), exist(self._schemas[role])
            yield (f"{role or 'nobody'}: asked for {len(all) - len(missing)} of {len(all)} names"
                   + f", not for {', '.join(missing[:SHOWN])}" * bool(missing) + " …" * (len(missing) > SHOWN))


def outcome(answer):
    if "data" not in answer:
        return "refused"
    if "errors" in answer:
        return "faults"
    return "values" if any(values(answer["data"])) else "nothing to show"


def values(data):
    """The leaves of an answer, without what is the same whoever asks: names of types, and the schema."""
    if isinstance(data, dict):
        for name, value in data.items():
            if not name.startswith("__"):
                yield from values(value)
    elif isinstance(data, list):
        for item in data:
            yield from values(item)
    else:
        yield data
