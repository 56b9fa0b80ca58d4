"""A feed plan says what a feed would do to the tenancies known: new, changed, ended, missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.delimited import RowFault
from core.money import Pence
from core.reference import normalise
from core.tenancy_feed import FeedPerson, FeedTenancy

Key = tuple[str, str]  # landlord, tenancy reference as compared
CONTACTS = ("phone", "email")


@dataclass(frozen=True, slots=True)
class Known:
    """A tenancy as the book has it.

    `fed` is what the feed said last; `corrected` the contacts (position from 1, phone or email)
    that were corrected in the book since; `opening` the opening balance posted at go-live.
    """

    fed: FeedTenancy
    ended: bool = False
    corrected: frozenset[tuple[int, str]] = frozenset()
    opening: Pence | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A known tenancy whose row differs from what was fed last: the fields, the new people.

    `replaced` are the positions now held by somebody else: a person is position plus born.
    """

    tenancy: FeedTenancy
    fields: tuple[str, ...]
    replaced: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactNote:
    """A contact corrected in the book that the feed has otherwise; it yields only to a new one."""

    line: int
    tenancy_ref: str
    position: int
    kind: str
    yields: bool


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """What applying the feed would do; nothing vanishes by omission, so `missing` is only told."""

    new: tuple[FeedTenancy, ...]
    changed: tuple[Change, ...]
    ended: tuple[FeedTenancy, ...]
    unchanged: int
    missing: tuple[Key, ...]
    contacts: tuple[ContactNote, ...]
    opening_differs: tuple[FeedTenancy, ...]


def key_of(tenancy: FeedTenancy) -> Key:
    """By what a tenancy is told from every other: its landlord and its reference."""
    return tenancy.landlord, normalise(tenancy.tenancy_ref)


def plan_feed(tenancies: Iterable[FeedTenancy], known: Mapping[Key, Known]) -> FeedPlan:
    """Compare each row with the tenancy known under its key."""
    new: list[FeedTenancy] = []
    changed: list[Change] = []
    ended: list[FeedTenancy] = []
    contacts: list[ContactNote] = []
    differs: list[FeedTenancy] = []
    seen: set[Key] = set()
    unchanged = 0
    for one in tenancies:
        key = key_of(one)
        seen.add(key)
        old = known.get(key)
        if old is None:
            new.append(one)
            continue
        contacts += _contact_notes(one, old)
        change = _change(one, old)
        ends = one.end is not None and not old.ended
        if ends:
            ended.append(one)
        if change.fields:
            changed.append(change)
        unchanged += not (ends or change.fields)
        if one.opening is not None and one.opening != (old.opening or 0):
            differs.append(one)
    landlords = {landlord for landlord, _ in seen}
    missing = _missing(known, seen, landlords)
    parts = (tuple(new), tuple(changed), tuple(ended), unchanged)
    return FeedPlan(*parts, missing, tuple(contacts), tuple(differs))


def known_faults(tenancies: Iterable[FeedTenancy], known: Mapping[Key, object]) -> list[RowFault]:
    """Without --update each known tenancy is a fault."""
    says = "this tenancy is known already: import it with --update"
    return [
        RowFault(one.line, "tenancy_ref", "tenancy_known", says)
        for one in tenancies
        if key_of(one) in known
    ]


_COMPARED = (
    "property_ref",
    "kind",
    "address",
    "postcode",
    "payment_ref",
    "former_refs",
    "start",
    "end",
    "cycle",
    "charge",
    "usual",
    "hb_claim_ref",
    "uc_customer_ref",
)


def _change(one: FeedTenancy, old: Known) -> Change:
    before = old.fed
    fields = [name for name in _COMPARED if getattr(one, name) != getattr(before, name)]
    if one.people == before.people:
        return Change(one, tuple(fields))
    pairs = list(zip(one.people, before.people, strict=False))
    replaced = tuple(
        position for position, (now, then) in enumerate(pairs, 1) if _another(now, then)
    )
    named = [(person.name, person.born) for person in one.people]
    if named != [(person.name, person.born) for person in before.people]:
        fields.append("names")
    fields += [
        kind
        for kind in CONTACTS
        if any(getattr(now, kind) != getattr(then, kind) for now, then in pairs)
        or _late_contact(one.people[len(before.people) :], kind)
    ]
    return Change(one, tuple(fields), replaced)


def _another(now: FeedPerson, then: FeedPerson) -> bool:
    return now.born != then.born and now.born is not None and then.born is not None


def _late_contact(joined: tuple[FeedPerson, ...], kind: str) -> bool:
    return any(getattr(person, kind) for person in joined)


def _contact_notes(one: FeedTenancy, old: Known) -> list[ContactNote]:
    """Contacts corrected here: each stays, or yields since the feed says something new."""
    notes: list[ContactNote] = []
    for position, kind in sorted(old.corrected):
        if position > len(one.people):
            continue
        now = getattr(one.people[position - 1], kind)
        people = old.fed.people
        then = getattr(people[position - 1], kind) if position <= len(people) else ""
        notes.append(ContactNote(one.line, one.tenancy_ref, position, kind, yields=now != then))
    return notes


def _missing(known: Mapping[Key, Known], seen: set[Key], landlords: set[str]) -> tuple[Key, ...]:
    """Tenancies that stand in the book, of landlords in the feed, and are not in it."""
    return tuple(
        key
        for key, old in known.items()
        if key not in seen and key[0] in landlords and not old.ended
    )
