"""An MT940 message is its tagged fields in order, from `:20:` to the `-` that ends it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_TAG = re.compile(r":([0-9]{2}[A-Z]?|NS):(.*)", re.DOTALL)
_ENDS = ("-", "-}")
_AFTER_THE_END = ("61", "86")  # what belongs to no statement when none is open


class Field(NamedTuple):
    """One tagged field: the line it begins on, the tag's number and letter, its lines."""

    line: int
    tag: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines in one, a full one going on mid-word."""
        full = (line if len(line) >= _FULL else f"{line.rstrip()} " for line in self.lines)
        return "".join(full).strip()


_FULL = 65  # characters of a line of :86:, as SWIFT has it


@dataclass(slots=True)
class Message:
    """The fields of one message; `is_stray` where entries stand behind the end of the last one."""

    line: int
    is_stray: bool = False
    fields: list[Field] = field(default_factory=list)


def read_messages(lines: list[str]) -> list[Message]:
    """Every message; what stands between them, such as banks' envelopes, is passed over."""
    messages: list[Message] = []
    is_open = False
    for line, tag, told in _fields(lines):
        if not tag:
            is_open = False
            continue
        if tag == "20" or not is_open:
            messages.append(Message(line, is_stray=tag in _AFTER_THE_END))
            is_open = True
        messages[-1].fields.append(Field(line, tag, told))
    return messages


def _fields(lines: list[str]) -> Iterator[Field]:
    """Fields with their further lines, and one without a tag for each end of a message."""
    start, tag, told = 0, "", list[str]()
    for number, written in enumerate(lines, 1):
        line = written.rpartition("{4:")[2] if written.startswith("{1:") else written
        found = _TAG.match(line)
        is_end = line.strip() in _ENDS or line.startswith("-}")
        if found or is_end:
            if tag:
                yield Field(start, tag, tuple(told))
            start, tag, told = number, found[1] if found else "", [found[2]] if found else []
            if is_end:
                yield Field(number, "", ())
        elif tag and line.strip("\x1a "):
            told.append(line)
    if tag:
        yield Field(start, tag, tuple(told))
