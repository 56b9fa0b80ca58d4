"""Whose book and which operator, as the right of every header says it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.book import About


def whose(about: "About") -> tuple[str, ...]:
    """`("DEMO", "assistant.1")`, `("LIVE", "m.macleod, supervisor")`: the role is always told."""
    book = "DEMO" if about.is_demo else "LIVE"
    who = about.login if about.login.startswith(about.group) else f"{about.login}, {about.group}"
    return book, who
