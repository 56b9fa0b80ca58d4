"""Which groups may do an act, as its own file grants it: a refusal by rights names them."""

import re
from functools import cache
from pathlib import Path

from core.groups import at_least, named
from core.refusal import Refusal

_ACTS = Path(__file__).parent / "acts"
_GRANTED = re.compile(r"^GRANT EXECUTE ON FUNCTION [^;]+ TO ([^;]+);", re.MULTILINE)
# Rows are staged before the act that takes them: whoever may not stage may not do that act.
_STAGED = {"stage_feed": "apply_feed", "stage_bank_line": "load_statement"}


def not_permitted(words: str) -> Refusal:
    """The refusal behind PostgreSQL's own, in whatever language `words` names the object."""
    for word in re.findall(r"[a-z_]+", words):
        act = _STAGED.get(word, word)
        if groups := groups_of(act):
            plain = act.replace("_", " ")
            says = f"“{plain}” is for {named(groups)}, and you are none of them: ask one"
            return Refusal("not_permitted", says, act)
    says = "this login may not read that in this book: ask the keeper to add it as an operator"
    return Refusal("not_permitted", says)


@cache
def groups_of(act: str) -> tuple[str, ...]:
    """The groups an act is granted to; none where there is no such act."""
    file = _ACTS / f"{act}.sql"
    granted = _GRANTED.search(file.read_text()) if file.is_file() else None
    if granted is None:
        return ()
    told = re.findall(r"@(\w+)@", granted[1])
    return tuple(dict.fromkeys(group for one in told for group in at_least(one)))
