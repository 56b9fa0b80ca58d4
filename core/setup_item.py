"""What an office sets up, as records: the same for its file, its book and the defaults."""

from dataclasses import dataclass
from datetime import date

from core.codes import TransactionCode
from core.money import Pence
from core.stream import Stream
from core.write_off import CHECKLIST

NATIONS = ("england", "scotland", "wales", "northern-ireland")
LIMITED_GROUPS = ("assistant", "supervisor", "manager")
LIMIT_KINDS = (
    "reversal",
    "clearance",
    "transfer",
    "refund",
    "payment",
    "write-off",
    "write-on",
    "overpayment",
)
PolicyValue = int | bool | str | dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class LandlordItem:
    """A landlord of the group and the nation whose law it lets under."""

    code: str
    name: str
    nation: str


@dataclass(frozen=True, slots=True)
class CashbookItem:
    """A cashbook, whose it is and the bank account behind it."""

    code: str
    landlord: str
    sort_code: str
    account_number: str
    name: str = ""
    tolerance: Pence | None = None  # how far apart a match may be; not named: as it stands, or nil


@dataclass(frozen=True, slots=True)
class LimitItem:
    """The most a group may do in one item, and in a day (None: no limit), of one kind."""

    group: str
    kind: str
    item: Pence
    day: Pence | None = None


@dataclass(frozen=True, slots=True)
class PeriodItem:
    """A period of a landlord's year; without any, calendar months stand."""

    landlord: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Setup:
    """What is named: by a setup file, by the book as it stands, or by what ships as default."""

    go_live: date | None = None
    landlords: tuple[LandlordItem, ...] = ()
    cashbooks: tuple[CashbookItem, ...] = ()
    codes: tuple[TransactionCode, ...] = ()
    streams: tuple[Stream, ...] = ()
    limits: tuple[LimitItem, ...] = ()
    periods: tuple[PeriodItem, ...] = ()
    policy: tuple[tuple[str, PolicyValue], ...] = ()


# Policy: what each word may hold, and what stands until the office says otherwise.
DEFAULT_POLICY: dict[str, PolicyValue] = {
    "suspense_days": 30,  # an item older than this is over its limit
    "leave_in_weeks": 1,  # credit left in a weekly account by a refund (domain.md 3.9)
    "leave_in_months": 1,
    "pay_by_two": True,  # a pay run is confirmed by somebody else than its maker
    "bacs_user_number": "",  # six digits, for Standard 18
    "bacs_cut_off": "22:30",  # of the office's bureau or bank, on the day of handing in
    "retention_years": 6,  # after a tenancy has ended and nothing is owed (domain.md 4.5)
    "inter_landlord": False,  # money of another landlord: suspense unless this is true
    "second_approver_pence": 1_000_000,  # above it a request needs two persons' approval
    "request_days": 30,  # an undecided request expires
    "cheque_days": 6,  # a younger cheque may still be returned
    "indemnity_days": 28,  # a younger direct debit may still be claimed back
    "benefit_weeks": 26,  # benefit since then is named beside a refund
    "write_off_reasons": " ".join(CHECKLIST),
    "rent_free_weeks": {},  # week numbers by rent year
}

# Amounts beyond these are requests, decided by the next group; conservative on purpose.
DEFAULT_LIMITS: tuple[LimitItem, ...] = tuple(
    LimitItem(group, kind, Pence(item), Pence(item * 10))
    for group, item in zip(LIMITED_GROUPS, (100_000, 500_000, 5_000_000), strict=True)
    for kind in LIMIT_KINDS
    if group != "assistant" or kind in ("reversal", "clearance")
)
