"""The same words sent again are the same act, until it is answered for sure.

An answer may be lost after the book has done what was asked. Whoever sends the same once more
must ask with the same key: the book then answers what it did, or does it now, once.

    self.once = Once()
    key = self.once.key("refund", document)          # a fresh one, or that of the same words
    ...
    self.once.answered(event.fault, "refund", document)
"""

from collections.abc import Mapping

from core.refusal import Refusal


class Once:
    """The keys of what a page has sent and was not answered for sure."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def key(self, *said: object) -> str:
        """The key to send these words with."""
        from db.acting import new_key

        return self._keys.setdefault(_print(said), new_key())

    def answered(self, fault: Exception | None, *said: object) -> None:
        """Done, or refused: the same words said later are another act. Anything else: unknown."""
        if fault is None or isinstance(fault, Refusal):
            self._keys.pop(_print(said), None)


def _print(said: object) -> str:
    if isinstance(said, Mapping):
        return repr(sorted((str(name), _print(value)) for name, value in said.items()))
    if isinstance(said, tuple | list):
        return repr([_print(each) for each in said])
    return repr(said)
