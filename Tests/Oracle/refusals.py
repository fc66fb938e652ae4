"""Why the reference refuses something."""


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


def unprintable(value):
    """A value of the database that the type of a field has no form for."""
    return Fault("INTERNAL", value)
