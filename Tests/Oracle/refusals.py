"""Why the reference refuses something."""
from contextlib import contextmanager
from contextvars import ContextVar


class Refusal(Exception):
    """Why a request has no data."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Fault(Exception):
    """Why a field has no value, while others have theirs."""

    def __init__(self, code, what):
        super().__init__(what)
        self.code = code


#: Whether faults are passed over, since only what is refused is looked for.
FAULTS = ContextVar("FAULTS", default=False)
#: Whether cursors that can't be used are passed over, since only what is refused before them is looked for.
CURSORS = ContextVar("CURSORS", default=False)


def fault(code, what, instead):
    """Raises a fault; gives what stands instead of the value where faults are passed over."""
    if FAULTS.get():
        return instead
    raise Fault(code, what)


def unprintable(value, instead):
    """A value of the database that the type of a field has no form for."""
    return fault("INTERNAL", value, instead)


@contextmanager
def passed_over(what):
    token = what.set(True)
    try:
        yield
    finally:
        what.reset(token)
