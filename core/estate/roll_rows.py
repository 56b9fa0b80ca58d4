"""A made-up tenancy as an entry of the rent roll that files are matched with."""

from core.estate.paying import Terms
from core.estate.tenancies import Tenancy
from core.matching.entry import Entry, Expected, KeyKind
from core.money import Pence
from core.stream import SubAccountKind


def roll_entry(tenancy: Tenancy, account: int, terms: Terms) -> Entry:
    """The entry of `tenancy`, standing in the book as `account`; two claims of three are known."""
    refs = [(KeyKind.TENANCY, tenancy.tenancy_ref)]
    refs += [(KeyKind.FORMER, ref) for ref in tenancy.former_refs]
    if tenancy.number % 3:
        claims = (tenancy.hb_claim_ref, tenancy.uc_customer_ref)
        refs += [(KeyKind.CLAIM, ref) for ref in claims if ref]
    people, shown = tenancy.people, not tenancy.restricted
    return Entry(
        account,
        tenancy.landlord.code,
        tenancy.payment_ref,
        tuple(refs),
        tuple(person.full for person in people) if shown else (),
        tuple(person.former_name for person in people if person.former_surname and shown),
        tenancy.home.address if shown else "",
        tenancy.home.postcode if shown else "",
        _expected(terms),
        SubAccountKind.GARAGE if tenancy.home.kind == "garage" else SubAccountKind.RENT,
        tenancy.current,
        restricted=tenancy.restricted,
    )


def _expected(terms: Terms) -> tuple[Expected, ...]:
    paid = [
        Expected(Pence(flow.pence), flow.run)
        for flow in terms.flows
        if flow.run not in {"charge", "unpaid"} and not flow.part
    ]
    charge = Expected(Pence(terms.charge))
    return (*paid, charge) if paid or terms.flows else ()
