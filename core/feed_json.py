"""A fed tenancy as JSON text: what the book compares with the next feed, key by key."""

import json

from core.feed_row import FeedPerson, FeedTenancy
from core.reference import normalise


def fed_json(one: FeedTenancy) -> str:
    """The row as the book stages it: pence, ISO 8601 dates, references as compared."""
    claims = [normalise(ref) for ref in (one.hb_claim_ref, one.uc_customer_ref) if ref]
    return json.dumps(
        {
            "landlord": one.landlord,
            "property_ref": one.property_ref,
            "kind": one.kind,
            "address": one.address,
            "postcode": one.postcode,
            "tenancy_ref": one.tenancy_ref,
            "key": normalise(one.tenancy_ref),
            "payment_ref": one.payment_ref,
            "former_refs": one.former_refs,
            "claims": [claim for claim in claims if claim],
            "start": one.start.isoformat(),
            "end": None if one.end is None else one.end.isoformat(),
            "people": [_person(person) for person in one.people],
            "cycle": one.cycle,
            "charge": one.charge,
            "opening": one.opening,
            "usual": one.usual,
            "hb_claim_ref": one.hb_claim_ref,
            "uc_customer_ref": one.uc_customer_ref,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _person(person: FeedPerson) -> dict[str, str | None]:
    born = None if person.born is None else person.born.isoformat()
    return {"name": person.name, "born": born, "phone": person.phone, "email": person.email}
