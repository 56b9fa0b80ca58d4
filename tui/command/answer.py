"""An answer: one object for programs, or lines for people, and the exit code that goes with it."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import click

from core.text import clean

DONE, REFUSED, MISUSED, UNKNOWN = 0, 1, 2, 3
_LONGEST = 10_000  # characters of one text in an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: `document` with --json (or one of `documents` a line), else `words`.

    `refusal` goes to stderr beside either, where a list of faults is the answer.
    """

    document: Mapping[str, Any] = field(default_factory=dict)
    words: Iterable[str] = ()
    exit_code: int = DONE
    documents: Iterator[Mapping[str, Any]] | None = None
    refusal: str = ""


class Lines(str):
    """A text whose line ends are its own, such as a file; each line is cleaned by itself."""


def give(answer: Answer, *, as_json: bool) -> None:
    """Writes the answer to stdout."""
    if not as_json:
        for line in answer.words:
            click.echo(line)
    elif answer.documents is not None:
        for document in answer.documents:
            click.echo(as_text(document))
    else:
        click.echo(as_text(answer.document))


def as_text(document: Mapping[str, Any]) -> str:
    """A document on one line, its texts cleaned, in letters that the outlet can write."""
    out = sys.stdout
    plain = out is None or not (out.encoding or "").lower().replace("-", "").startswith("utf8")
    return json.dumps(_cleaned(document), ensure_ascii=plain)


def columns(rows: Sequence[Sequence[object]], right: Iterable[int] = ()) -> list[str]:
    """Rows as aligned text; the columns in `right` are figures."""
    texts = [[clean(str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    to_right = set(right)
    return [
        "  ".join(
            cell.rjust(width) if place in to_right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in texts
    ]


def counted(number: int, one: str, many: str = "") -> str:
    """`1 fault`, `2 faults`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _cleaned(value: Any) -> Any:
    if isinstance(value, Lines):
        return "\n".join(clean(line, _LONGEST) for line in value.split("\n"))
    if isinstance(value, str):
        return clean(value, _LONGEST)
    if isinstance(value, Mapping):
        return {str(name): _cleaned(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_cleaned(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
