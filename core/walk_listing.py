"""What a walk adds to its batch listing: who is missing, who paid another amount, who is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.money import pounds
from core.text import clean
from core.walk import Came, Step, Walked, total_of

_TITLES = {
    Came.MISSING: "did not come",
    Came.RESTS: "did not come, one run in thirteen does not",
    Came.CHANGED: "another amount than expected",
    Came.NEW: "not expected",
}


@dataclass(frozen=True, slots=True)
class WalkRow:
    """One of them, every cell as it is printed; `title` says which kind, with the kind's total."""

    title: str
    reference: str
    name: str
    expected: str
    came: str
    remark: str


def walk_rows(walk: Walked) -> tuple[WalkRow, ...]:
    """Everything that did not come as expected, kind by kind, cleaned."""
    rows: list[WalkRow] = []
    for came, words in _TITLES.items():
        steps = walk.that(came)
        title = f"{words}: {len(steps)}, {pounds(total_of(steps))}"
        rows += [_row(title, step) for step in steps]
    return tuple(rows)


def walk_text(rows: Sequence[WalkRow]) -> list[str]:
    """The rows under their titles, at most 78 columns wide."""
    said: list[str] = []
    title = ""
    for row in rows:
        if row.title != title:
            title = row.title
            said += ["", title]
        cells = (f"     {row.reference:<12.12}", f"{row.name:<22.22}", f"{row.expected:>12}",
                 f"{row.came:>12}")  # fmt: skip
        said.append(" ".join(cells).rstrip())
        if row.remark:
            said.append(f"{'':<18}{row.remark:.60}".rstrip())
    return said


def _row(title: str, step: Step) -> WalkRow:
    item, line = step.item, step.line
    reference = item.reference if item else line.reference if line else ""
    name = item.name if item else (line.name or line.quoted) if line else ""
    return WalkRow(
        title,
        clean(reference or "suspense", 20),
        clean(name or "(name hidden)", 60),
        pounds(item.amount) if item else "-",
        pounds(line.amount) if line else "-",
        clean(item.says if item and line is None else "", 60),
    )
