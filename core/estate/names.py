"""Names by where families come from: forenames, and surnames from the commonest down.

Made-up people draw from these lists; no list is a list of anybody's tenants.
"""

from dataclasses import dataclass
from typing import Final

from core.estate.draw import skewed
from core.estate.forenames import FORENAMES
from core.estate.surnames import BUILT_HEADS, BUILT_TAILS, SURNAMES, WOMEN_OF

_BRITISH_TAIL: Final = 40


@dataclass(frozen=True, slots=True)
class Origin:
    """Families of one origin: tables of 4,096 places, filled by how common each name is."""

    name: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


def _split(text: str) -> list[str]:
    return [name.strip().replace("_", " ") for name in text.split()]


def _origin(name: str) -> Origin:
    women, men = (_split(text) for text in FORENAMES[name])
    return Origin(name, skewed(women, 1.5), skewed(men, 1.5), skewed(_split(SURNAMES[name]), 1.6))


ORIGINS: Final = {name: _origin(name) for name in SURNAMES}

# Of 64 households: how many come from each origin. Scottish and English towns, roughly.
_SHARES: Final = (
    ("british", 34), ("irish", 5), ("polish", 4), ("pakistani", 5), ("indian", 2),
    ("nigerian", 2), ("somali", 2), ("arabic", 2), ("chinese", 2), ("ukrainian", 1),
    ("romanian", 2), ("iberian", 1), ("turkish", 1), ("eritrean", 1),
)  # fmt: skip
BY_SHARE: Final = tuple(ORIGINS[name] for name, share in _SHARES for _ in range(share))
assert len(BY_SHARE) == 64


def rare_surname(bits: int) -> str:
    """An English surname put together from parts, for the long tail that no list holds."""
    head = BUILT_HEADS[bits % len(BUILT_HEADS)]
    return head + BUILT_TAILS[(bits >> 8) % len(BUILT_TAILS)]


def for_woman(surname: str) -> str:
    """The form a woman's surname takes where the language has one: Kowalski → Kowalska."""
    for ending, woman in WOMEN_OF:
        if surname.endswith(ending):
            return surname[: -len(ending)] + woman
    return surname
