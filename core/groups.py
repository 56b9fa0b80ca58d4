"""The groups of operators: who stands on whom, and how they are named to people."""

from collections.abc import Iterable

RANKS = ("assistant", "supervisor", "manager")  # each may do what the one before it may
_NAMES = (*RANKS, "auditor", "night")


def at_least(group: str) -> tuple[str, ...]:
    """The groups that may do what a group may; an auditor or the night stands alone."""
    return RANKS[RANKS.index(group) :] if group in RANKS else (group,)


def named(groups: Iterable[str]) -> str:
    """`supervisors and managers`."""
    known = set(groups)
    told = ["the nightly login" if one == "night" else f"{one}s" for one in _NAMES if one in known]
    return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))
