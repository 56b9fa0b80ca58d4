"""A refusal: what was not done, the rule that forbids it, the way out."""


class Refusal(Exception):
    """The book, or a rule, said no. Nothing was changed.

    `code` is a stable word for programs, `says` one line for people (what, why, what to do),
    `subject` whatever it is about (a line number, a reference, a list of faults), JSON-able.
    """

    def __init__(self, code: str, says: str, subject: object = None) -> None:
        super().__init__(says)
        self.code = code
        self.says = says
        self.subject = subject


class Unreached(Exception):
    """The book cannot be reached; nothing was sent."""


class Unknown(Exception):
    """The answer was lost on the way: it may or may not be done. Send it again with `key`."""

    def __init__(self, key: str, says: str = "") -> None:
        super().__init__(says or f"the result is unknown: send it again with key {key}")
        self.key = key
