"""An index: everything the finder knows of many tenancies, as arrays that can lie in a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.corrections import Corrections
from core.finder.references import References
from core.finder.vocabulary import Vocabulary

CURRENT: Final = 1
RESTRICTED: Final = 2
_BETWEEN: Final = "\x1f"  # parts the fields of a shown tenancy


@dataclass(frozen=True, slots=True)
class Tenancies:
    """What each row is: its account, its marks, the text shown of it, its people and address.

    `people` holds the word in each of six slots, for every person of every row, current ones of a
    row first and an unnamed one where it has nobody; `people_ends[row]` bounds them; `filled` has
    a bit for each slot with a word, `old` says that a name is no longer used. `common` tells how
    many people bear the same forename and surname: its logarithm in sixteenths of a bit.
    """

    account: npt.NDArray[np.int64]
    mark: npt.NDArray[np.uint8]
    shown: npt.NDArray[np.uint8]
    shown_ends: npt.NDArray[np.int64]
    people: npt.NDArray[np.int32]
    people_ends: npt.NDArray[np.int32]
    filled: npt.NDArray[np.uint8]
    old: npt.NDArray[np.uint8]
    common: npt.NDArray[np.uint8]
    address: npt.NDArray[np.int32]

    def fields(self, rows: npt.NDArray[np.int32]) -> Iterator[list[str]]:
        """Landlord, payment reference, tenancy reference, name, address, postcode and phone of
        each of `rows`."""
        text = self.shown.data
        low, high = self.shown_ends.take(rows).tolist(), self.shown_ends.take(rows + 1).tolist()
        for start, end in zip(low, high, strict=True):
            yield str(text[start:end], "utf-8").split(_BETWEEN)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The rows each word occurs in: word w has `row[ends[w]:ends[w + 1]]`, ascending."""

    row: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Index:
    """The arrays of one set of tenancies; made by `build`, kept by `core.finder.stored`."""

    tenancies: Tenancies
    vocabulary: Vocabulary
    occurrences: Occurrences
    corrections: Corrections
    references: References

    def __len__(self) -> int:
        return len(self.tenancies.account)


def joined(fields: list[str]) -> bytes:
    """The shown text of one row, as `Tenancies.fields` takes it apart."""
    return _BETWEEN.join(fields).encode()
