"""What a request about the office's settings says: a policy, a limit, lent limits, an operator."""

from typing import Any

import click

from db.operators import GROUPS
from tui.command.values import AMOUNT, DAY


def settings_of(kind: str, about: str, value: str) -> dict[str, Any]:
    """The document's fields for `request policy …` and `request operator …`."""
    if kind == "operator":
        if value in GROUPS:
            return {"login": about, "group": value}
        if value not in ("suspend", "resume"):
            says = f"suspend, resume, or a group: {', '.join(GROUPS)}"
            raise click.BadParameter(says, param_hint="AMOUNT")
        return {"login": about, "suspended": value == "suspend"}
    if ">" in about:
        giver, _, taker = (part.strip() for part in about.partition(">"))
        first, _, last = value.partition("..")
        days = [DAY.convert(day, None, None).isoformat() for day in (first, last or first)]
        return {"giver": giver, "taker": taker, "first": days[0], "last": days[1]}
    if "/" in about:
        who, _, limit = about.partition("/")
        if limit == "tolerance":
            return {"cashbook": who, "tolerance_pence": _nil_or_more(value)}
        item, _, day = value.partition(";")
        doc = {"who": who, "limit_kind": limit, "pence": AMOUNT.convert(item, None, None)}
        return doc | ({"day_pence": AMOUNT.convert(day, None, None)} if day else {})
    return {"name": about, "value": _value(value)}


def _nil_or_more(text: str) -> int:
    return 0 if text in ("0", "0.00") else int(AMOUNT.convert(text, None, None))


def _value(text: str) -> int | bool | str:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if text.lstrip("-").isdigit() else text
