"""The audit: who did what, when, from where and why; who looked at whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from db.book import Book
from db.errors import translated

LISTED_MAX = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be listed; empty or None: whatever stands."""

    operator: str = ""
    since: date | None = None
    until: date | None = None
    act: str = ""
    about: str = ""
    only_looks: bool = False  # reveals, exports and caller checks
    most: int = 1_000


@dataclass(frozen=True, slots=True)
class Done:
    """One act, or one look at somebody."""

    at: datetime
    operator: str
    name: str
    act: str
    about: str
    why: str
    where: str  # the client's address, empty: on the server's own machine


LOOKS = ("reveal", "look_at_bank", "subject_access", "check_caller")

# Own acts to everybody, colleagues' to whom the policy of rb.audit shows them. The reason of a
# request and the words of an explanation stand with them, where erasing may blank them.
_LISTED = """
SELECT u.at, u.login, coalesce(o.name, ''), u.act, u.subject,
  coalesce(u.why, CASE u.act
    WHEN 'make_request' THEN (SELECT r.why::text FROM rb.request r
      WHERE r.id = (u.detail ->> 'request')::bigint)
    WHEN 'explain_bank_line' THEN (SELECT x.words::text FROM rb.bank_explained x
      WHERE x.id = (u.detail ->> 'explained')::bigint) END, ''),
  coalesce(host(u.client), '')
FROM rb.audit u LEFT JOIN rb.operator o ON o.login = u.login
WHERE (%(operator)s = '' OR u.login = %(operator)s)
  AND (%(since)s::date IS NULL OR u.at >= %(since)s::date::timestamp AT TIME ZONE 'Europe/London')
  AND (%(until)s::date IS NULL
    OR u.at < (%(until)s::date + 1)::timestamp AT TIME ZONE 'Europe/London')
  AND (%(act)s = '' OR u.act = %(act)s) AND (%(about)s = '' OR u.subject = %(about)s)
  AND (NOT %(looks)s OR u.act = ANY (%(acts)s))
ORDER BY u.id DESC LIMIT %(most)s
"""


def audit(book: Book, asked: Asked) -> list[Done]:
    """The acts that answer, the latest first, at most `asked.most` of them."""
    return list(_rows(book, asked))


def acts_done(book: Book) -> list[str]:
    """The names of the acts that this operator finds in the audit."""
    with book.session() as session, translated():
        rows = session.execute("SELECT DISTINCT act FROM rb.audit ORDER BY act").fetchall()
    return [name for (name,) in rows]


def _rows(book: Book, asked: Asked) -> Iterator[Done]:
    told = {
        "operator": asked.operator,
        "since": asked.since,
        "until": asked.until,
        "act": asked.act,
        "about": asked.about,
        "looks": asked.only_looks,
        "acts": list(LOOKS),
        "most": min(asked.most, LISTED_MAX),
    }
    with book.session() as session, translated():
        for row in session.execute(_LISTED, told).fetchall():
            yield Done(*row)
