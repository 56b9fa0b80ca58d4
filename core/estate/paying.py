"""How a made-up tenancy is charged and pays: flows of money that fall due day after day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.estate.draw import Draw
from core.estate.tenancies import Tenancy

NEVER: Final = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Flow:
    """What comes due on one account again and again: `run` is a stream's name, or `charge`.

    `slot` places it in its cycle: a weekday from Monday 0 (weekly), plus seven for each week into
    two or four, a day of the month, or (once) days since 2000. `missed` and `other` are how many
    of a thousand fall out, or come as another amount. `part` is the sub-account's kind.
    """

    run: str
    code: str
    cycle: str
    slot: int
    pence: int
    first: date
    last: date = NEVER
    missed: int = 0
    other: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """A made-up tenancy's charge, what it owed at go-live, and every flow after it."""

    cycle: str
    charge: int
    opening: int
    usual: int | None
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of paying, up to `most` of 32; the days it is keyed or loaded; weeks paid at once."""

    most: int
    run: str
    code: str
    cycle: str
    slots: tuple[int, ...]
    weeks: int = 0


_WAYS: Final = (
    _Way(9, "direct-debit", "DDEB", "monthly", (1, 15)),
    _Way(13, "standing-order", "SORD", "weekly", (0, 4), 1),
    _Way(15, "standing-order", "SORD", "monthly", (1, 26)),
    _Way(20, "card-agency", "AGCY", "weekly", (0, 3), 1),
    _Way(24, "counter", "CASH", "weekly", (0, 2, 4), 1),
    _Way(28, "telephone", "CARD", "fortnightly", (1, 3, 4, 8, 10, 11), 2),
    _Way(29, "cheque", "CHEQ", "fortnightly", (1, 8), 2),
    _Way(32, "bank", "BANK", "weekly", (2,), 1),
)
_UC_DAYS: Final = (2, 9, 16, 23)
_HB_SLOT: Final = 8  # the council pays every fourth week, on its second Tuesday
# (of a thousand tenancies, missed of a thousand payments, otherwise paid)
_HABITS: Final = ((640, 0, 4), (800, 12, 15), (900, 60, 50), (965, 130, 90), (1000, 330, 120))
_EPOCH: Final = date(2000, 1, 1)


class Paying:
    """The terms of every tenancy of one seed, by a history from `first` until `today`."""

    __slots__ = ("_draw", "_first", "_more", "_today")

    def __init__(self, seed: int, first: date, today: date) -> None:
        self._draw = Draw(seed, "paying")
        self._more = Draw(seed, "sub-accounts")
        self._first = first
        self._today = today

    def terms(self, tenancy: Tenancy) -> Terms:
        """How this tenancy is charged and pays."""
        bits = self._draw.at(tenancy.number)
        garage = tenancy.home.kind == "garage"
        monthly_share = 2 if tenancy.landlord.nation == "scotland" else 9
        monthly = not garage and bits & 15 < monthly_share
        weekly = 890 + bits % 71 * 10 if garage else 7_800 + bits % 1283 * 5
        charge = _monthly(weekly) if monthly else weekly
        cycle = "monthly" if monthly else "weekly"
        lived = self._lived(tenancy)
        if lived is None:
            return Terms(cycle, charge, self._left_behind(bits, weekly), None, ())
        first, last = lived
        code = "GRGE" if garage else "RENT"
        slot = 1 if monthly else 0
        charged = Flow("charge", code, cycle, slot, charge, first, last)
        paid = tuple(self._payments(tenancy, bits, weekly, first))
        until = last if tenancy.ended is None else last + timedelta(days=9)
        paid = tuple(_until(flow, until) for flow in paid)
        subs = () if garage or tenancy.ended is not None else tuple(self._subs(tenancy, first))
        regular = paid[0].run in ("direct-debit", "standing-order") and bits >> 50 & 1
        usual = paid[0].pence if regular else None
        opening = self._opening(bits, charge) if tenancy.began > self._age else 0
        return Terms(cycle, charge, opening, usual, (charged, *paid, *subs))

    @property
    def _age(self) -> int:
        return (self._today - self._first).days

    def _lived(self, tenancy: Tenancy) -> tuple[date, date] | None:
        first = max(self._first, self._today - timedelta(days=tenancy.began))
        if tenancy.ended is None:
            return first, NEVER
        last = self._today - timedelta(days=tenancy.ended)
        return (first, last) if last >= self._first else None

    def _left_behind(self, bits: int, weekly: int) -> int:
        """What a tenancy that ended before go-live still owes, or is owed."""
        if bits >> 20 & 3 == 0:
            return -(bits >> 23) % (weekly * 2) // 7 * 7 - 100
        return (bits >> 23) % (weekly * 14) if bits >> 20 & 3 == 1 else 0

    def _opening(self, bits: int, charge: int) -> int:
        kind = bits >> 16 & 15
        if kind < 8:
            return 0
        if kind < 11:
            return -(charge * (1 + (bits >> 33) % 3))
        return charge * (1 + (bits >> 33) % 4) if kind < 15 else charge * (6 + (bits >> 35) % 9)

    def _payments(self, tenancy: Tenancy, bits: int, weekly: int, first: date) -> Iterator[Flow]:
        habit = (bits >> 10) % 1000
        missed, other = next((miss, odd) for most, miss, odd in _HABITS if habit < most)
        kind = bits >> 26 & 15
        if tenancy.hb_claim_ref and kind < 10:
            part = weekly if kind < 5 else weekly * (50 + (bits >> 40) % 40) // 100 // 5 * 5
            yield Flow("hb", "HBEN", "four-weekly", _HB_SLOT, part * 4, first, missed=6)
            if part < weekly:
                yield from self._own_money(bits, weekly - part, first, (missed, other))
        elif tenancy.uc_customer_ref and kind < 11:
            day = _UC_DAYS[bits >> 30 & 3]
            yield Flow("uc", "UCRE", "monthly", day, _monthly(weekly), first, missed=15)
        else:
            yield from self._own_money(bits, weekly, first, (missed, other))

    def _own_money(
        self, bits: int, weekly: int, first: date, habit: tuple[int, int]
    ) -> Iterator[Flow]:
        """The part a tenant pays: by one way, on the same day, nearly always the same amount."""
        missed, other = habit
        kind, which = bits >> 44 & 31, bits >> 52
        way = next(way for way in _WAYS if kind < way.most)
        slot = way.slots[which % len(way.slots)]
        if way.run == "direct-debit":
            pence = _monthly(weekly)
            yield Flow(way.run, way.code, way.cycle, slot, pence, first, missed=missed // 4)
            yield Flow("unpaid", "DDUN", way.cycle, slot + 5, pence, first, missed=988)
            return
        amount = weekly if kind & 1 else -(-weekly // 500) * 500  # exact, or up to the next £5
        pence = amount * way.weeks if way.weeks else _monthly(amount)
        yield Flow(way.run, way.code, way.cycle, slot, pence, first, NEVER, missed, other)

    def _subs(self, tenancy: Tenancy, first: date) -> Iterator[Flow]:
        """A garage let with the home, a repair recharged, the costs of a court."""
        bits = self._more.at(tenancy.number)
        if bits & 31 == 0:
            weekly = 950 + (bits >> 5) % 60 * 10
            yield Flow("charge", "GRGE", "weekly", 0, weekly, first, part="garage")
            yield Flow(
                "counter", "CASH", "fortnightly", 2, weekly * 2, first, NEVER, 60, 0, "garage"
            )
        if bits >> 20 & 31 == 0:
            yield from self._recharged(bits, "repairs", "RCHG", 4_500 + (bits >> 30) % 90 * 250)
        if bits >> 40 & 127 == 0:
            yield from self._recharged(
                bits >> 7, "court", "CRTC", 16_500 + (bits >> 50) % 3 * 9_000
            )

    def _recharged(self, bits: int, part: str, code: str, pence: int) -> Iterator[Flow]:
        day = self._first + timedelta(days=7 + (bits >> 12) % max(self._age - 28, 1))
        day -= timedelta(days=day.weekday())
        yield Flow("charge", code, "once", (day - _EPOCH).days, pence, self._first, part=part)
        if bits >> 9 & 1:
            until = day + timedelta(days=14 * (pence // 1_000))
            slot = 4 + 7 * (bits >> 11 & 1)
            yield Flow("telephone", "CARD", "fortnightly", slot, 1_000, day, until, 40, 0, part)


def _monthly(weekly: int) -> int:
    """A month's worth of a weekly amount: fifty-two weeks in twelve parts, half a penny up."""
    return (weekly * 52 * 2 + 12) // 24


def _until(flow: Flow, last: date) -> Flow:
    return Flow(flow.run, flow.code, flow.cycle, flow.slot, flow.pence, flow.first,
                min(last, flow.last), flow.missed, flow.other, flow.part)  # fmt: skip
