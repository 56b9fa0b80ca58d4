"""Building an index: from tenancies as they stand to sorted arrays."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from core.finder.corrections import corrections
from core.finder.index import CURRENT, RESTRICTED, Index, Occurrences, Tenancies, joined
from core.finder.references import Kind, references
from core.finder.row import FinderRow
from core.finder.slots import ADDRESS_SLOTS, FORENAME, NOBODY, PERSON_SLOTS, SURNAME, Numbering
from core.finder.vocabulary import vocabulary


def build(rows: Iterable[FinderRow], *, revealed: Container[int] = ()) -> Index:
    """The index of `rows`. A restricted tenancy enters with the references of its account and
    nothing else, unless its account is `revealed`: to this session alone, so in memory alone."""
    kept = [row if _may_show(row, revealed) else _bare(row) for row in rows]
    numbering = Numbering()
    people, owner, old = _people(kept, numbering)
    address = np.array(
        numbering.addresses([row.address for row in kept], [row.postcode for row in kept]), np.int32
    ).reshape(-1, ADDRESS_SLOTS)
    words = sorted(numbering.numbers)
    rank = np.zeros(len(words), np.int32)
    rank[[numbering.numbers[word] for word in words]] = np.arange(len(words))
    people, address = rank[people], rank[address]
    known = vocabulary(words)
    ends = np.searchsorted(owner, np.arange(len(kept) + 1)).astype(np.int32)
    return Index(
        _tenancies(kept, people, ends, old, address),
        known,
        _occurrences(owner, people, address, len(words)),
        corrections(known),
        references(_named(kept)),
    )


def _may_show(row: FinderRow, revealed: Container[int]) -> bool:
    return not row.restricted or row.account in revealed


def _bare(row: FinderRow) -> FinderRow:
    return replace(row, names=(), old_names=(), address="", postcode="", phones=(), claim_refs=())


def _people(
    rows: Sequence[FinderRow], numbering: Numbering
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """The slots of every person, the row each belongs to, and whether the name is an old one."""
    people: list[tuple[int, ...]] = []
    owner: list[int] = []
    old: list[int] = []
    for place, row in enumerate(rows):
        for name in row.names:
            people.append(numbering.person(name))
            owner.append(place)
            old.append(0)
        for name in row.old_names:
            people.append(numbering.person(name))
            owner.append(place)
            old.append(1)
        if not (row.names or row.old_names):
            people.append(NOBODY)
            owner.append(place)
            old.append(0)
    slots = np.array(people, np.int32).reshape(-1, PERSON_SLOTS)
    return slots, np.array(owner, np.int32), np.array(old, np.uint8)


def _tenancies(
    rows: Sequence[FinderRow],
    people: npt.NDArray[np.int32],
    people_ends: npt.NDArray[np.int32],
    old: npt.NDArray[np.uint8],
    address: npt.NDArray[np.int32],
) -> Tenancies:
    shown = [_shown(row) for row in rows]
    ends = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(text) for text in shown], out=ends[1:])
    return Tenancies(
        np.array([row.account for row in rows], np.int64),
        np.array([row.current * CURRENT + row.restricted * RESTRICTED for row in rows], np.uint8),
        np.frombuffer(b"".join(shown), np.uint8),
        ends,
        people,
        people_ends,
        ((people > 0) << np.arange(PERSON_SLOTS)).sum(axis=1).astype(np.uint8),
        old,
        _commonness(people),
        address,
    )


def _commonness(people: npt.NDArray[np.int32]) -> npt.NDArray[np.uint8]:
    """How many people bear the forename and surname of each, as `Tenancies.common` has it."""
    full = people[:, FORENAME].astype(np.int64) << 32 | people[:, SURNAME]
    _, which, count = np.unique(full, return_inverse=True, return_counts=True)
    bits = np.minimum(255, 16 * np.log2(count)).astype(np.uint8)
    return np.where(people[:, SURNAME] > 0, bits[which], 0).astype(np.uint8)


def _shown(row: FinderRow) -> bytes:
    phone = row.phones[0] if row.phones else ""
    name = " + ".join(row.names)
    fields = [row.landlord, row.payment_ref, row.tenancy_ref, name, row.address, row.postcode]
    return joined([*fields, phone])


def _occurrences(
    owner: npt.NDArray[np.int32],
    people: npt.NDArray[np.int32],
    address: npt.NDArray[np.int32],
    words: int,
) -> Occurrences:
    """Rows by word, from the slots of people and addresses; the empty word has none."""
    rows = np.arange(len(address), dtype=np.int64)
    pairs = np.concatenate(
        (
            (people.astype(np.int64) << 32 | owner.astype(np.int64)[:, None]).ravel(),
            (address.astype(np.int64) << 32 | rows[:, None]).ravel(),
        )
    )
    pairs = np.sort(pairs[pairs >= 1 << 32])
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    ends = np.searchsorted(pairs, np.arange(words + 1) << 32).astype(np.int32)
    return Occurrences((pairs & 0xFFFFFFFF).astype(np.int32), ends)


def _named(rows: Sequence[FinderRow]) -> Iterator[tuple[Kind, list[str], list[int]]]:
    """Every reference by its kind, with the row it belongs to."""
    every = list(range(len(rows)))
    yield Kind.PAYMENT, [row.payment_ref for row in rows], every
    yield Kind.TENANCY, [row.tenancy_ref for row in rows], every
    several = (
        (Kind.FORMER, [row.former_refs for row in rows]),
        (Kind.CLAIM, [row.claim_refs for row in rows]),
        (Kind.PHONE, [row.phones for row in rows]),
    )
    for kind, refs in several:
        owners = [row for row, mine in enumerate(refs) for _ in mine]
        yield kind, [ref for mine in refs for ref in mine], owners
