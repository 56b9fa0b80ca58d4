"""Mispost radar in the book: what lately reached one account and another missed; corrections.

Facts in a few statements; core/mispost decides. Accounts hidden from this operator take no part.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.expecting import Calendar, Came, Expected, History, Rule, expected, rule_of
from core.mispost import Missed, Party, Proposal, Received, alike, misposts
from core.money import Pence
from core.names import parse_names, short_names
from core.stream import ControlKind
from db.acting import act, derived_key
from db.book import Book, Session
from db.errors import translated
from db.misposts.asked import ASKED
from db.walk.expecting import calendar_of, histories_of

DAYS = 30  # how far back is looked, unless said otherwise
_LATE = 3  # days that a payment may be late and is not missed yet
_BACK = 133  # days of history that make a rhythm, as a schedule walk reads

DECLARED = "an account declared yours or a relative's: a colleague corrects it"
_ASK = {
    "of_a_file": "came by a payment file: ask for a transfer",
    "others": "keyed or posted by somebody else: ask for a transfer",
    "earlier": "posted on an earlier day: ask for a transfer",
    "signed": "its day is signed: ask for a transfer",
    "declared": DECLARED,
}


@dataclass(frozen=True, slots=True)
class Mispost:
    """A receipt that may have gone to the wrong account; `ask` is empty where one may correct it.

    `posting` is such as A17-000123.7; `to` the account that missed it on `due`.
    """

    posting: str
    account: int
    reference: str
    name: str
    to: int
    to_reference: str
    to_name: str
    amount: Pence
    day: date
    due: date
    stream: str
    why: str
    ask: str

    @property
    def may_ask(self) -> bool:
        """Whether its transfer may be asked for, where correcting it is not one's own."""
        return bool(self.ask) and self.ask != DECLARED


@dataclass(frozen=True, slots=True)
class Corrected:
    """The posting that gives the money to whose it is, and the reversal it comes with."""

    posting: str
    reversal: str
    corrects: str
    total: Pence


@dataclass(frozen=True, slots=True)
class _Suspect:
    received: Received
    number: str
    landlord: int
    rule: Rule
    stands: str


def proposals(book: Book, *, days: int = DAYS, entry: str = "") -> tuple[Mispost, ...]:
    """What may have gone to the wrong account in the last days, or in one entry; surest first."""
    today = book.about.today
    with book.session() as session, translated():
        given = {"since": today - timedelta(days=days), "entry": entry}
        suspects = [_suspect(row) for row in session.execute(_SUSPECTS, given).fetchall()]
        # Nobody suspects what is usual, or what more than its reference vouches for.
        suspects = [one for one in suspects if not _is_clear(one.received)]
        if not suspects:
            return ()
        missed = _missed(session, suspects, today)
    by_posting = {one.received.posting: one for one in suspects}
    found = misposts((one.received for one in suspects), missed)
    return tuple(_told(each, by_posting[each.received.posting]) for each in found)


def correct(book: Book, posting: str, account: int, why: str, key: str | None = None) -> Corrected:
    """Takes the receipt back where it stands and posts it to the account, in one transaction.

    Raises Refusal: reversal_needs_request, of_a_file, restricted, interest_declared, ….
    """
    sent = key or derived_key("correct_mispost", posting, account)
    with book.session() as session:
        told = act(session, "correct_mispost", sent, posting, account, why)
    return Corrected(
        told["posting"], told["reversal"], told["corrects"], Pence(told["total_pence"])
    )


def _missed(session: Session, suspects: Sequence[_Suspect], today: date) -> list[Missed]:
    """What the accounts that are like a suspect's were expected to pay then, and did not."""
    rivals = _rivals(session, suspects)
    groups: dict[tuple[int, str], list[_Suspect]] = defaultdict(list)
    for one in suspects:
        if rivals[one.received.posting]:
            groups[one.landlord, one.received.stream].append(one)
    calendar = calendar_of(session)
    found: dict[tuple[int, date], Missed] = {}
    for (landlord, stream), group in groups.items():
        accounts = {party.account for one in group for party in rivals[one.received.posting]}
        since = min(one.received.day for one in group) - timedelta(days=_BACK)
        known = {
            each.account: each
            for each in histories_of(session, landlord, stream, since, sorted(accounts))
        }
        for one in group:
            for party in rivals[one.received.posting]:
                history = known.get(party.account)
                due = history and _due(history, one, calendar, today)
                if due:
                    found[party.account, due.day] = Missed(party, due.amount, due.day, stream)
    return list(found.values())


def _due(history: History, suspect: _Suspect, calendar: Calendar, today: date) -> Expected | None:
    """The payment of that amount that was due about the suspect's day and has not come."""
    until = min(today, suspect.received.day + timedelta(days=_LATE))
    before = History(
        history.account,
        tuple(each for each in history.came if each.day <= until),
        history.cycle,
        history.charge,
        history.ended,
        history.deceased,
        history.payer,
    )
    due = next(iter(expected([before], until, suspect.rule, calendar)), None)
    if due is None or due.amount != suspect.received.amount:
        return None
    return None if _came_late(history.came, due, until) else due


def _came_late(came: Iterable[Came], due: Expected, until: date) -> bool:
    last = due.day + timedelta(days=2 * _LATE)
    return any(each.amount == due.amount and until < each.day <= last for each in came)


def _rivals(session: Session, suspects: Sequence[_Suspect]) -> dict[int, list[Party]]:
    """By posting, the accounts that paid just that by that stream before and are alike."""
    given = {
        "landlords": [one.landlord for one in suspects],
        "streams": [one.received.stream for one in suspects],
        "pence": [one.received.amount for one in suspects],
        "days": [one.received.day for one in suspects],
        "accounts": [one.received.party.account for one in suspects],
        "since": min(one.received.day for one in suspects) - timedelta(days=_BACK),
    }
    found: dict[int, list[Party]] = {one.received.posting: [] for one in suspects}
    parties: dict[int, Party] = {}
    dismissed = set(map(tuple, session.execute(_SETTLED, given).fetchall()))
    for place, account, landlord, reference, names in session.execute(_RIVALS, given):
        party = parties.setdefault(account, Party(account, landlord, reference, _people(names)))
        suspect = suspects[place - 1]
        received = suspect.received
        settled = (suspect.number, account) in dismissed
        if not settled and alike(received.party, party) is not None:
            found[received.posting].append(party)
    return found


def _is_clear(one: Received) -> bool:
    return one.vouched or one.amount in one.usual


def _people(names: str | None) -> tuple[str, ...]:
    return tuple(names.split(" + ")) if names else ()


def _suspect(row: tuple[Any, ...]) -> _Suspect:
    (place, number, landlord, code, stream, debits, account, reference, names, pence, day, usual,
     vouched, stands) = row  # fmt: skip
    party = Party(account, code, reference, _people(names))
    amounts = tuple(Pence(each) for each in usual)
    received = Received(party, place, Pence(pence), day, stream, amounts, vouched)
    return _Suspect(received, number, landlord, rule_of(ControlKind(debits)), stands)


def _told(one: Proposal, suspect: _Suspect) -> Mispost:
    here, there = one.received.party, one.missed.party
    return Mispost(
        suspect.number,
        here.account,
        here.reference,
        _name(here),
        there.account,
        there.reference,
        _name(there),
        one.received.amount,
        one.received.day,
        one.missed.day,
        one.received.stream,
        one.says,
        _ASK.get(suspect.stands, ""),
    )


def _name(party: Party) -> str:
    return short_names(parse_names(" + ".join(party.names))) if party.names else ""


# Receipts of late whose amount the account never paid before or since, by any stream. A split
# receipt was looked at by whoever split it. The join to rb.tenancy leaves out who is hidden.
_SUSPECTS = """
WITH lately AS MATERIALIZED (
  SELECT p.*, e.login, e.made_at, e.batch_id, h.series, e.number, b.stream_id
  FROM rb.entry e JOIN rb.batch b ON b.id = e.batch_id JOIN rb.chain h ON h.login = e.login
  JOIN rb.posting p ON p.entry_id = e.id
  WHERE e.kind = 'batch' AND p.book_date >= %(since)s AND p.credit_account >= 10000
    AND (%(entry)s = '' OR rb.entry_number(h.series, e.number) = %(entry)s)
    AND p.cashbook_id IS NOT NULL AND p.part = 1
    AND NOT EXISTS (SELECT FROM rb.reversal r WHERE
      (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part))
    AND NOT EXISTS (SELECT FROM rb.posting q WHERE q.credit_account >= 10000
      AND q.credit_account = p.credit_account AND q.pence = p.pence
      AND (q.entry_id, q.line) <> (p.entry_id, p.line)
      AND NOT EXISTS (SELECT FROM rb.reversal r WHERE
        (r.original_entry, r.original_line, r.original_part) = (q.entry_id, q.line, q.part)
        OR (r.entry_id, r.line, r.part) = (q.entry_id, q.line, q.part))))
SELECT row_number() OVER (ORDER BY p.entry_id, p.line),
  rb.entry_number(p.series, p.number) || '.' || p.line, p.landlord_id, o.code, s.code, s.debits,
  a.id, a.ref, (SELECT string_agg(u.name, ' + ' ORDER BY n.position) FROM rb.tenant n
    JOIN rb.customer u ON u.id = n.customer_id WHERE n.tenancy_id = t.id AND n.ended IS NULL),
  p.pence, p.effective_date, array_remove(ARRAY[t.usual_payment_pence, t.charge_pence], NULL),
  EXISTS (SELECT FROM rb.payment_file f JOIN rb.file_line l ON l.file_id = f.id AND l.item = p.line
    WHERE f.batch_id = p.batch_id AND l.outcome = 'matched' AND l.settled_by IS NULL
      AND (l.name <> '' OR l.payer_value <> '')),
  CASE WHEN EXISTS (SELECT FROM rb.interest i WHERE i.login = session_user
      AND i.account_id IN (a.id, a.parent_id)) THEN 'declared'
    WHEN EXISTS (SELECT FROM rb.payment_file f WHERE f.batch_id = p.batch_id) THEN 'of_a_file'
    WHEN p.login <> session_user OR x.makers <> ARRAY[session_user::name] THEN 'others'
    WHEN (p.made_at AT TIME ZONE 'Europe/London')::date
      < (clock_timestamp() AT TIME ZONE 'Europe/London')::date THEN 'earlier'
    WHEN p.book_date <= c.signed_to THEN 'signed' ELSE '' END
FROM lately p JOIN rb.account a ON a.id = p.credit_account AND a.status <> 'closed'
JOIN rb.tenancy t ON t.id = a.tenancy_id JOIN rb.landlord o ON o.id = p.landlord_id
JOIN rb.stream s ON s.id = p.stream_id JOIN rb.cashbook c ON c.id = p.cashbook_id
LEFT JOIN rb.batch_line x ON (x.batch_id, x.line) = (p.batch_id, p.line)
WHERE NOT coalesce(x.split, false)
"""

# Dismissed for good, or away while a transfer is asked for.
_SETTLED = f"""
SELECT rb.entry_number(h.series, e.number) || '.' || m.line, m.account_id FROM rb.mispost m
JOIN rb.entry e ON e.id = m.entry_id JOIN rb.chain h ON h.login = e.login
WHERE m.dismissed_at IS NOT NULL
UNION ALL
SELECT rb.entry_number(h.series, e.number) || '.' || p.line, m.account_id
FROM (SELECT DISTINCT r.account_id AS took, r.to_account AS account_id, r.pence FROM rb.request r
  WHERE r.kind = 'transfer' AND r.at >= %(since)s) m
JOIN rb.posting p ON p.credit_account = m.took AND p.pence = m.pence AND p.credit_account >= 10000
  AND p.book_date >= %(since)s AND {ASKED}
JOIN rb.entry e ON e.id = p.entry_id JOIN rb.chain h ON h.login = e.login
"""  # noqa: S608 - of this program's own words

# By the place of a suspect: who paid just that amount by the same code in the weeks before it.
_RIVALS = """
WITH asked AS MATERIALIZED (
  SELECT q.*, s.code_id FROM unnest(%(landlords)s::smallint[], %(streams)s::text[],
    %(pence)s::bigint[], %(days)s::date[], %(accounts)s::bigint[])
    WITH ORDINALITY q (landlord_id, stream, pence, day, account, place)
  JOIN rb.stream s ON s.code = q.stream),
payers AS (
  SELECT DISTINCT q.place, p.credit_account AS account
  FROM asked q JOIN rb.posting p ON p.pence = q.pence AND p.code_id = q.code_id
    AND p.landlord_id = q.landlord_id AND p.credit_account <> q.account
  WHERE p.book_date >= %(since)s AND p.credit_account >= 10000
    AND p.effective_date BETWEEN q.day - 45 AND q.day - 3)
SELECT y.place, a.id, o.code, a.ref, (SELECT string_agg(u.name, ' + ' ORDER BY n.position)
  FROM rb.tenant n JOIN rb.customer u ON u.id = n.customer_id
  WHERE n.tenancy_id = t.id AND n.ended IS NULL)
FROM payers y JOIN rb.account a ON a.id = y.account AND a.status <> 'closed'
JOIN rb.tenancy t ON t.id = a.tenancy_id JOIN rb.landlord o ON o.id = a.landlord_id
ORDER BY y.place, a.id
"""
