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
PASSED_OVER = ContextVar("PASSED_OVER", default=False)


def fault(code, what, instead):
    """Raises a fault; gives what stands instead of the value where faults are passed over."""
    if PASSED_OVER.get():
        return instead
    raise Fault(code, what)


def unprintable(value, instead):
    """A value of the database that the type of a field has no form for."""
    return fault("INTERNAL", value, instead)


@contextmanager
def faults_passed_over():
    token = PASSED_OVER.set(True)
    try:
        yield
    finally:
        PASSED_OVER.reset(token)
