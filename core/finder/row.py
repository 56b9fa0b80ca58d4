"""What the finder is given of a tenancy, and what it answers."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class FinderRow:
    """One tenancy as it is to be found.

    `names` and `old_names` hold one full name per person, as written. Of a restricted tenancy the
    index takes the references of the account and nothing of the person.
    """

    account: int
    landlord: str
    payment_ref: str
    tenancy_ref: str
    former_refs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    address: str = ""
    postcode: str = ""
    phones: tuple[str, ...] = ()
    claim_refs: tuple[str, ...] = ()
    current: bool = True
    restricted: bool = False


class Hit(NamedTuple):
    """One tenancy found, best first; `score` is 0 to 100, `why` its reasons in words.

    `name` joins the people by ` + `. Of a restricted tenancy name, address, postcode and phone
    are empty unless this session's own rows carry them. Balances are never here: read the book.
    """

    account: int
    score: float
    why: tuple[str, ...]
    landlord: str
    payment_ref: str
    tenancy_ref: str
    name: str
    address: str
    postcode: str
    phone: str
    current: bool
    restricted: bool
