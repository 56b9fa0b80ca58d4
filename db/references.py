"""What a written reference names: an account, nothing, or two accounts at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.outcome import Outcome, says
from core.reference import normalise, split_part
from core.refusal import Refusal
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Resolved:
    """The account a text names, or the refusal's code and words."""

    account: int | None
    code: str = ""
    says: str = ""


# Every account a text could mean, in every landlord this operator sees; a number is an account's
# own. A reference may itself hold a slash, so the whole text is looked up beside REF/part.
_NAMED = """
SELECT DISTINCT w.text, l.code, CASE WHEN n.whole OR w.sub IN ('', a.kind) THEN a.id ELSE s.id END
FROM unnest(%(texts)s::text[], %(wholes)s::text[], %(refs)s::text[], %(landlords)s::text[],
  %(subs)s::text[]) w (text, whole, ref, landlord, sub)
CROSS JOIN LATERAL (
  SELECT account_id AS id, ref = w.whole AS whole FROM rb.account_ref
    WHERE ref IN (w.ref, w.whole) AND landlord_id = ANY (rb.my_landlords())
  UNION SELECT id, false FROM rb.account
    WHERE id >= 10000 AND id = CASE WHEN w.ref ~ '^[0-9]{5,15}$' THEN w.ref::bigint END) n
JOIN rb.account a ON a.id = n.id
JOIN rb.landlord l ON l.id = a.landlord_id AND w.landlord IN ('', l.code)
LEFT JOIN rb.account s ON s.parent_id = a.id AND s.kind = w.sub
"""


def resolve_many(
    session: Session, texts: Iterable[str], landlord: str | None = None
) -> dict[str, Resolved]:
    """What each text names: payment, tenancy, former, card or claim reference, or account number.

    `CLY:10234417` names the landlord, `REF/garage` a sub-account; `landlord` narrows a text that
    two landlords know. A text that names two accounts is ambiguous, never resolved by order.
    """
    asked = sorted(set(texts))
    parts = [_parts(text) for text in asked]
    with translated():
        rows = session.execute(
            _NAMED,
            {
                "texts": asked,
                "wholes": [normalise(text) for text in asked],
                "refs": [ref for ref, _, _ in parts],
                "landlords": [code for _, code, _ in parts],
                "subs": [sub for _, _, sub in parts],
            },
        ).fetchall()
    found: dict[str, list[tuple[str, int | None]]] = {}
    for text, code, account in rows:
        found.setdefault(text, []).append((code, account))
    return {text: _resolved(text, found.get(text, ()), landlord) for text in asked}


def resolve(book: Book, text: str, landlord: str | None = None) -> int:
    """The one account a text names; raises Refusal when it names none or several."""
    with book.session() as session:
        found = resolve_many(session, [text], landlord)[text]
    if found.account is None:
        raise Refusal(found.code, found.says, text)
    return found.account


def _parts(text: str) -> tuple[str, str, str]:
    whole, sub = split_part(text)
    landlord, colon, rest = whole.partition(":")
    if not colon:
        return normalise(whole), "", sub.lower()
    return normalise(rest), landlord.strip().upper(), sub.lower()


def _resolved(text: str, found: Sequence[tuple[str, int | None]], landlord: str | None) -> Resolved:
    own = [pair for pair in found if landlord in (None, pair[0])]
    accounts = {account for _, account in own}
    if len(accounts) > 1:
        words = f"{text} names {len(accounts)} accounts: write LANDLORD:REF, or another reference"
        return Resolved(None, "ambiguous", words)
    if found and not own:
        return Resolved(None, Outcome.WRONG_LANDLORD, says(Outcome.WRONG_LANDLORD))
    account = next(iter(accounts), None)
    if account is None:
        words = f"nothing is called {text}: find it by name, or send the line to suspense"
        return Resolved(None, Outcome.UNKNOWN_ACCOUNT, words)
    return Resolved(account)
