"""A large roll held column by column: an entry is made when it is asked for.

A hundred thousand entries as objects weigh twice as much as their texts.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, overload

from core.matching.entry import Entry, Expected, KeyKind

_MADE_MAX: Final = 4_000
_CURRENT, _CLOSED, _DECEASED, _RESTRICTED = 1, 2, 4, 8


class Columns(Sequence[Entry]):
    """The entries of a roll; what few accounts have (`_more`) stands by place."""

    def __init__(self) -> None:
        self.accounts = array("q")
        self._standing = bytearray()
        self.landlords: list[str] = []
        self._references: list[str] = []
        self._tenancies: list[str] = []
        self._claims: list[str] = []
        self._names: list[str | tuple[str, ...]] = []
        self._addresses: list[str] = []
        self._postcodes: list[str] = []
        self._expected: list[tuple[Expected, ...]] = []
        self._more: dict[int, tuple[tuple[tuple[KeyKind, str], ...], tuple[str, ...]]] = {}
        self._made: dict[int, Entry] = {}

    def add(self, entry: Entry) -> None:
        """Takes the texts of an entry of a rent account; the entry itself is not kept."""
        tenancy = next((text for kind, text in entry.refs if kind is KeyKind.TENANCY), "")
        claim = next((text for kind, text in entry.refs if kind is KeyKind.CLAIM), "")
        kept = {(KeyKind.TENANCY, tenancy), (KeyKind.CLAIM, claim)}
        refs = tuple(each for each in entry.refs if each not in kept)
        if refs or entry.old_names:
            self._more[len(self.accounts)] = refs, entry.old_names
        self.accounts.append(entry.account)
        self._standing.append(_bits(entry))
        self.landlords.append(entry.landlord)
        self._references.append(entry.reference)
        self._tenancies.append(tenancy)
        self._claims.append(claim)
        self._names.append(entry.names[0] if len(entry.names) == 1 else entry.names)
        self._addresses.append(entry.address)
        self._postcodes.append(entry.postcode)
        self._expected.append(entry.expected)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Of each entry every reference that names it."""
        every = zip(self._references, self._tenancies, self._claims, strict=True)
        for place, (reference, tenancy, claim) in enumerate(every):
            refs, _ = self._more.get(place, ((), ()))
            others = (tenancy, claim, *(text for _, text in refs))
            yield (reference, *(text for text in others if text))

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, range(len(self.accounts)))

    def __len__(self) -> int:
        return len(self.accounts)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        known = self._made.get(place)
        if known is None:
            if len(self._made) >= _MADE_MAX:
                self._made.clear()
            known = self._made[place] = self._entry(place)
        return known

    def _entry(self, place: int) -> Entry:
        standing, names = self._standing[place], self._names[place]
        tenancy, claim = self._tenancies[place], self._claims[place]
        refs, old_names = self._more.get(place, ((), ()))
        if claim:
            refs = ((KeyKind.CLAIM, claim), *refs)
        return Entry(
            self.accounts[place],
            self.landlords[place],
            self._references[place],
            ((KeyKind.TENANCY, tenancy), *refs) if tenancy else refs,
            (names,) if isinstance(names, str) else names,
            old_names,
            self._addresses[place],
            self._postcodes[place],
            self._expected[place],
            current=bool(standing & _CURRENT),
            closed=bool(standing & _CLOSED),
            deceased=bool(standing & _DECEASED),
            restricted=bool(standing & _RESTRICTED),
        )


def _bits(entry: Entry) -> int:
    return (
        _CURRENT * entry.current
        | _CLOSED * entry.closed
        | _DECEASED * entry.deceased
        | _RESTRICTED * entry.restricted
    )
