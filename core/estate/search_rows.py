"""A made-up tenancy as the finder takes it."""

from core.estate.tenancies import Tenancy
from core.finder.row import FinderRow


def finder_row(tenancy: Tenancy, account: int) -> FinderRow:
    """The finder's row of `tenancy`, standing in the book as `account`."""
    people = tenancy.people
    return FinderRow(
        account,
        tenancy.landlord.code,
        tenancy.payment_ref,
        tenancy.tenancy_ref,
        tenancy.former_refs,
        tuple(person.full for person in people),
        tuple(person.former_name for person in people if person.former_surname),
        tenancy.home.address,
        tenancy.home.postcode,
        tuple(person.phone for person in people),
        tuple(ref for ref in (tenancy.hb_claim_ref, tenancy.uc_customer_ref) if ref),
        tenancy.current,
        tenancy.restricted,
    )
