"""Finders over few tenancies: some written by hand, some of the made-up estate."""

from functools import cache

from core.estate import Estate
from core.estate.search_rows import finder_row
from core.finder.build import build
from core.finder.index import Index
from core.finder.row import FinderRow
from core.finder.search import Finder

TENANCIES = 4000
FIRST = 10_000


@cache
def rows() -> list[FinderRow]:
    """The made-up estate of seed 5, account 10000 and on."""
    return [finder_row(tenancy, FIRST + tenancy.number) for tenancy in Estate(5, TENANCIES)]


@cache
def index() -> Index:
    """The index of all of them."""
    return build(rows())


def finder_of(*given: dict[str, object]) -> Finder:
    """A finder over rows given by a few words each, accounts 1 and on."""
    return Finder(build([row(number, **each) for number, each in enumerate(given, 1)]))


def row(number: int, **given: object) -> FinderRow:
    """A row that says nothing but what is given."""
    known: dict[str, object] = {"landlord": "CLY", "payment_ref": f"9{number:07d}"}
    known |= {"tenancy_ref": f"T{number:05d}"} | given
    return FinderRow(number, **known)  # type: ignore[arg-type]  # fields by name, in tests alone
