"""The book under attack: a small one with something to hide, and a digest of all of it."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

from typing import Any

import psycopg
from psycopg import sql

from db.acting import act
from db.operators import Operator, add_operator
from tests.servers import LOGIN_PASSWORD
from tests.small_book import build

# Whatever nobody but its maker, or nobody without a reason, may see holds this word or begins 9876.
SECRET = r"zyzzyva|9876\d\d"
CLYDEVIEW_ONLY = r"Okafor|Larch|9820|10475"

_OPERATORS = (
    Operator("assistant.9", "assistant.9", "assistant"),
    Operator("assistant.3", "assistant.3", "assistant", ("AVN",)),
    Operator("supervisor.3", "supervisor.3", "supervisor", ("AVN",)),
)

_HIDE = """
UPDATE rb.customer c SET name = 'Mr Zyzzyva Smith', born = '1987-06-05' FROM rb.tenant n, rb.tenancy t
  WHERE n.customer_id = c.id AND t.id = n.tenancy_id AND t.ref = 'T04418';
UPDATE rb.property SET address = '1 Zyzzyva Close', postcode = 'ZY1 1ZY' WHERE ref = 'PT04418';
INSERT INTO rb.contact (customer_id, kind, value, source) SELECT n.customer_id, 'phone', '0141 zyzzyva', 'feed'
  FROM rb.tenant n JOIN rb.tenancy t ON t.id = n.tenancy_id WHERE t.ref = 'T04418';
INSERT INTO rb.former_name (customer_id, name) SELECT n.customer_id, 'Miss Zyzzyva Jones'
  FROM rb.tenant n JOIN rb.tenancy t ON t.id = n.tenancy_id WHERE t.ref = 'T04418';
INSERT INTO rb.note (account_id, words) SELECT id, 'moved from zyzzyva' FROM rb.account WHERE ref = '10231190';
INSERT INTO rb.authority (account_id, who) SELECT id, 'Zyzzyva her sister' FROM rb.account WHERE ref = '10231190';
INSERT INTO rb.key_pass (batch_id, line, pass, pence, maker) SELECT id, 1, 1, 987603, 'assistant.2'
  FROM rb.batch WHERE maker = 'assistant.2' AND state = 'open';
INSERT INTO rb.profile (name, version, digest, words, own) VALUES ('council-x', 1, sha256('x'), 'x', true);
INSERT INTO rb.payment_file (cashbook_id, profile_id, payer, name, digest, gross_pence, recovery_pence, net_pence, batch_id, login)
  SELECT b.cashbook_id, p.id, 'council', 'hb.csv', sha256('hb'), 9820, 0, 9820, b.id, 'assistant.2' FROM rb.batch b, rb.profile p WHERE b.maker = 'assistant.2' AND b.state = 'posted';
INSERT INTO rb.file_line (file_id, item, line, part, type, raw, name, address, narrative, pence, debit, day, payer, fingerprint, ordinal, live, outcome, account_id)
  SELECT f.id, 1, 2, 0, 'PAY', 'zyzzyva,98.20', 'Zyzzyva J', '1 Zyzzyva Close', 'zyzzyva', 9820, false, '2025-07-01', 'council', sha256('1'), 1, true, 'matched', a.id
  FROM rb.payment_file f, rb.account a WHERE a.ref = '10231190';
INSERT INTO rb.alias (landlord_id, payer, kind, value, account_id, made_by)
  SELECT landlord_id, '', 'name', 'zyzzyva j', id, 'assistant.2' FROM rb.account WHERE ref = '10231190';
UPDATE rb.cashbook SET signed_to = '2025-06-30' WHERE code = 'MAIN';
INSERT INTO rb.seal (why, heads, prev, hash) VALUES ('sign', '{}', '\\x00', sha256('sealed'));
INSERT INTO rb.proof_sheet (cashbook_id, number, first, day, version, facts, prev, hash, seal_id, single, signed_by, signed_at)
  SELECT c.id, 1, '2025-06-30', '2025-06-30', 1, '{"book": 0, "bank": {"closing": 0}, "suspense": {"after": 0}, "timing": [], "explained": []}', '\\x00', sha256('signed'), s.id, false, 'assistant.1', clock_timestamp()
  FROM rb.cashbook c, rb.seal s WHERE c.code = 'MAIN';
INSERT INTO rb.bank_line (bank_account_id, cashbook_id, day, pence, print, ordinal, login)
  SELECT b.id, b.cashbook_id, '2025-07-01', x, sha256('x'), 1, 'assistant.2' FROM rb.bank_account b JOIN rb.cashbook c ON c.id = b.cashbook_id, unnest(ARRAY[9820, 777]) x WHERE c.code = 'MAIN';
INSERT INTO rb.bank_words (line_id, narrative, name, account_id) SELECT l.id, 'FP zyzzyva', 'Zyzzyva J', a.id FROM rb.bank_line l, rb.account a WHERE a.ref = '10231190';
INSERT INTO rb.bank_match (cashbook_id, kind, pence, login) SELECT cashbook_id, 'link', pence, 'assistant.2' FROM rb.bank_line WHERE pence = 9820;
INSERT INTO rb.bank_match_line (match_id, line_id) SELECT m.id, l.id FROM rb.bank_match m, rb.bank_line l WHERE l.pence = 9820;
INSERT INTO rb.bank_match_entry (match_id, entry_id, pence) SELECT m.id, b.entry_id, 9820 FROM rb.bank_match m, rb.batch b WHERE b.maker = 'assistant.2' AND b.state = 'posted';
SET session_replication_role = replica;
UPDATE rb.bank_match SET sheet = 1;
SET session_replication_role = origin;
UPDATE rb.operator SET suspended = true WHERE login = 'assistant.9';
"""


def build_world(url: str) -> None:
    """The small book with postings, open batches of two assistants, a closed period, a signed day."""
    build(url)
    with psycopg.connect(url, autocommit=True) as session:
        for operator in _OPERATORS:
            add_operator(session, operator, LOGIN_PASSWORD)
    _post(url, "assistant.1", "MAIN", (("10234417", 10475, "Okafor"),))
    _post(url, "assistant.1", "MAIN-2", (("10234417", 8800, ""),))
    _post(url, "assistant.2", "MAIN", (("10231190", 9820, "zyzzyva himself"),))
    with _as(url, "assistant.1") as session:
        _key(session, "MAIN", (("10238826", 9820, "mine"),))
    with _as(url, "assistant.2") as session:
        batch = _key(
            session, "MAIN", (("10236218", 987601, "zyzzyva"), ("10230777", 987605, "zyzzyva"))
        )
        act(session, "amend_line", "theirs", batch, 1, {"pence": 987602})
        session.execute(
            "INSERT INTO rb.stage_line (load, line, pence, narrative) VALUES (%s, 1, 987604, 'zyzzyva')",
            ("00000000-0000-0000-0000-000000000001",),
        )
    _blind(url)
    _requests(url)
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(_HIDE)
    with _as(url, "manager.1") as session:
        period = _one(
            session,
            "SELECT p.id FROM rb.period p JOIN rb.landlord l ON l.id = p.landlord_id"
            " WHERE l.code = 'CLY' AND first = '2025-01-01'",
        )
        act(session, "close_period", "close", period)
        hidden = _one(session, "SELECT id FROM rb.account WHERE ref = '10231190'")
        act(session, "restrict_tenancy", "restrict", hidden, True, "protected address")


def _requests(url: str) -> None:
    """Requests of an assistant and a supervisor: open, over a limit, decided; one of a receipt that
    the supervisor keyed."""
    with psycopg.connect(url, autocommit=True) as session:
        for rule in (("supervisor", 50_000), ("manager", 5_000_000)):
            for kind in ("refund", "transfer", "reversal", "write-off"):
                session.execute(
                    "INSERT INTO rb.limit_rule VALUES (%s, %s, %s, NULL)", (rule[0], kind, rule[1])
                )
    _post(url, "supervisor.1", "MAIN", (("10238826", 24120, ""),))
    _post(url, "supervisor.2", "MAIN", (("10230777", 100_000, ""),))
    for login, key, kind, ref, pence in (
        ("assistant.1", "asked", "transfer", "10238826", 100),
        ("supervisor.1", "own", "transfer", "10238826", 100),
        ("assistant.1", "decided", "transfer", "10238826", 100),
        ("assistant.1", "dear", "transfer", "10230777", 60_000),
        ("assistant.1", "reversal", "reversal", "", 0),
    ):
        with _as(url, login) as session:
            act(session, "make_request", key, kind, _request(session, ref, pence))
    with _as(url, "assistant.2") as session:
        account = _one(session, "SELECT id FROM rb.account WHERE ref = '10238826'")
        doc = {"account_id": account, "why": "zyzzyva means to ask"}
        act(session, "keep_draft", "draft", None, "refund", doc)
    with _as(url, "supervisor.2") as session:
        number = _one(session, "SELECT max(id) - 2 FROM rb.request")
        act(session, "decide", "decided", number, "reject", "not hers", None)
    with psycopg.connect(url, autocommit=True) as session, session.transaction():
        session.execute("SET LOCAL search_path = rb, pg_temp")
        session.execute(_OWED)
        session.execute("SELECT close_entry(currval('rb.entry_id_seq'), 'charge', NULL, 'night')")
    with _as(url, "supervisor.1") as session:
        former = _one(session, "SELECT id FROM rb.account WHERE ref = '10219921'")
        doc = {"kind": "write-off", "why": "no trace of him"}
        act(
            session,
            "make_schedule",
            "own schedule",
            doc | {"lines": [{"account_id": former, "pence": 500}]},
        )


_OWED = """
INSERT INTO posting SELECT nextval('rb.entry_id_seq'), 1, 1, a.landlord_id, NULL, c.id, a.id, i.id,
  500, '2025-08-03', current_date FROM account a JOIN account i ON i.landlord_id = a.landlord_id
  AND i.kind = 'rent-income' AND i.status = 'control', txn_code c
WHERE a.ref = '10219921' AND c.code = 'RENT'
"""


def _request(session: psycopg.Connection[Any], ref: str, pence: int) -> dict[str, Any]:
    doc: dict[str, Any] = {"why": "asked for the test", "payee": "P K"}
    if not ref:
        entry = _one(
            session,
            "SELECT rb.entry_number(c.series, e.number) FROM rb.entry e"
            " JOIN rb.chain c ON c.login = e.login WHERE e.login = 'supervisor.1'",
        )
        return {"why": doc["why"], "entry": entry, "line": 1}
    find = "SELECT id FROM rb.account WHERE ref = %s"
    doc |= {"sort_code": "089999", "account_number": "98766374"}
    doc |= {"account_id": _one(session, find, (ref,)), "pence": pence}
    return doc | {"to_account_id": _one(session, find, ("10236281",))}


def names(session: psycopg.Connection[Any]) -> dict[str, str]:
    """What <NAME> in an attack stands for, by this book's own numbers."""
    row = session.execute(
        """
        SELECT b.id AS "BOOK",
          (SELECT min(id) FROM rb.batch WHERE state = 'posted') AS "POSTED",
          (SELECT id FROM rb.batch WHERE state = 'open' AND maker = 'assistant.1') AS "MINE",
          (SELECT id FROM rb.batch WHERE state = 'open' AND maker = 'assistant.2' AND NOT blind) AS "THEIRS",
          (SELECT id FROM rb.account WHERE ref = '10231190') AS "HIDDEN",
          (SELECT tenancy_id FROM rb.account WHERE ref = '10231190') AS "HIDDEN_TENANCY",
          (SELECT min(customer_id) FROM rb.tenant n JOIN rb.account a ON a.tenancy_id = n.tenancy_id
             WHERE a.ref = '10231190') AS "HIDDEN_PERSON",
          (SELECT min(id) FROM rb.account WHERE ref = '10238826') AS "ACCOUNT",
          (SELECT min(id) FROM rb.account WHERE ref = '10236281') AS "OTHER",
          (SELECT a.id FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id
             WHERE a.ref = '10234417' AND l.code = 'AVN') AS "AVN_ACCOUNT",
          (SELECT min(id) FROM rb.account WHERE kind = 'bank') AS "BANK",
          (SELECT min(id) FROM rb.bank_line WHERE pence = 777) AS "LINE", (SELECT min(id) FROM rb.bank_match) AS "MATCH",
          (SELECT min(entry_id) FROM rb.batch WHERE state = 'posted') AS "RECEIPT",
          (SELECT min(id) FROM rb.payment_file) AS "FILE", (SELECT min(id) FROM rb.alias) AS "ALIAS",
          (SELECT min(id) FROM rb.request WHERE maker = 'assistant.1') AS "ASKED",
          (SELECT min(id) FROM rb.request_draft) AS "DRAFT",
          (SELECT min(id) FROM rb.request WHERE maker = 'supervisor.1') AS "OWN_ASKED",
          (SELECT min(id) FROM rb.request WHERE state = 'rejected') AS "DECIDED",
          (SELECT min(id) FROM rb.request WHERE pence = 60000) AS "DEAR_ASKED",
          (SELECT min(id) FROM rb.request WHERE kind = 'reversal') AS "REVERSAL_ASKED",
          (SELECT min(id) FROM rb.schedule) AS "OWN_SCHEDULE", (SELECT min(id) FROM rb.account WHERE ref = '10219921') AS "FORMER",
          (SELECT min(p.id) FROM rb.period p JOIN rb.landlord l ON l.id = p.landlord_id
             WHERE l.code = 'CLY' AND p.closed_at IS NULL) AS "PERIOD"
        FROM rb.book b
        """
    )
    found, columns = row.fetchone(), row.description
    assert found is not None and columns is not None
    return {column.name: str(value) for column, value in zip(columns, found, strict=True)}


def digest(session: psycopg.Connection[Any]) -> dict[str, str]:
    """A fingerprint of every table of the book and of its rights."""
    tables = session.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'rb'::regnamespace AND relkind IN ('r', 'p')"
    ).fetchall()
    parts = [
        sql.SQL(
            "SELECT {}, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM rb.{} t"
        ).format(sql.Literal(name), sql.Identifier(name))
        for (name,) in tables
    ]
    parts.append(sql.SQL(_RIGHTS))
    return dict(session.execute(sql.SQL(" UNION ALL ").join(parts)).fetchall())


_RIGHTS = """
SELECT 'rights', md5(concat_ws('|',
  (SELECT string_agg(concat_ws(',', relname, relkind, relowner, relacl, relrowsecurity), ';' ORDER BY oid) FROM pg_class WHERE relnamespace = 'rb'::regnamespace),
  (SELECT string_agg(concat_ws(',', proname, proowner, proacl, md5(prosrc), proconfig, prosecdef), ';' ORDER BY oid) FROM pg_proc WHERE pronamespace = 'rb'::regnamespace),
  (SELECT string_agg(concat_ws(',', tgname, tgrelid, tgenabled), ';' ORDER BY oid) FROM pg_trigger),
  (SELECT string_agg(concat_ws(',', polname, polrelid, polqual), ';' ORDER BY oid) FROM pg_policy),
  (SELECT string_agg(concat_ws(',', nspname, nspowner, nspacl), ';' ORDER BY oid) FROM pg_namespace WHERE nspname !~ '^pg_'),
  (SELECT string_agg(concat_ws(',', datname, datacl), ';') FROM pg_database WHERE datname = current_database()),
  (SELECT count(*) FROM pg_largeobject_metadata), (SELECT count(*) FROM pg_event_trigger), (SELECT count(*) FROM pg_default_acl)))
"""


def roles(session: psycopg.Connection[Any]) -> list[Any]:
    """Every role of the server and whose member it is: books made beside this one add theirs."""
    return session.execute(_ROLES).fetchall()


_ROLES = """
SELECT r.oid, r.rolname, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls, r.rolcanlogin, r.rolconfig,
  (SELECT string_agg(m.roleid::text, ',' ORDER BY m.roleid) FROM pg_auth_members m WHERE m.member = r.oid) FROM pg_roles r ORDER BY r.oid
"""


def _blind(url: str) -> None:
    """Assistant.2's batch that waits for its second keying."""
    with psycopg.connect(url, autocommit=True) as session:
        session.execute("UPDATE rb.stream SET blind_above_pence = 0 WHERE code = 'card-agency'")
    with _as(url, "assistant.2") as session:
        control = {"control_pence": 1975221, "control_count": 2}
        header = {"cashbook": "MAIN", "stream": "card-agency"} | control
        batch = act(session, "open_batch", "blind", header)["batch"]
        for line, (ref, pence) in enumerate((("10236218", 987610), ("10230777", 987611)), 1):
            account = _one(session, "SELECT id FROM rb.account WHERE ref = %s", (ref,))
            doc = {"account_id": account, "pence": pence, "narrative": "zyzzyva"}
            act(session, "keep_line", f"blind {line}", batch, line, doc)
        act(session, "amend_line", "blind again", batch, 1, {"pence": 987610})


def _post(url: str, login: str, cashbook: str, lines: tuple[tuple[str, int, str], ...]) -> None:
    with _as(url, login) as session:
        act(session, "post_batch", f"post {cashbook}", _key(session, cashbook, lines))


def _key(
    session: psycopg.Connection[Any], cashbook: str, lines: tuple[tuple[str, int, str], ...]
) -> int:
    header = {
        "cashbook": cashbook,
        "stream": "cheque",
        "control_pence": sum(pence for _, pence, _ in lines),
        "control_count": len(lines),
    }
    batch = int(act(session, "open_batch", f"open {cashbook} {lines}"[:200], header)["batch"])
    for number, (ref, pence, payer) in enumerate(lines, 1):
        account = _one(
            session,
            "SELECT a.id FROM rb.account a JOIN rb.cashbook c ON c.landlord_id = a.landlord_id"
            " WHERE a.ref = %s AND c.code = %s AND a.status <> 'control'",
            (ref, cashbook),
        )
        doc = {
            "account_id": account,
            "pence": pence,
            "payer": payer,
            "narrative": payer,
            "quoted": payer,
        }
        act(session, "keep_line", f"keep {batch} {number}", batch, number, doc)
    return batch


def _as(url: str, login: str) -> psycopg.Connection[Any]:
    given = psycopg.conninfo.conninfo_to_dict(url) | {"user": login, "password": LOGIN_PASSWORD}
    return psycopg.connect(autocommit=True, **given)


def _one(session: psycopg.Connection[Any], query: str, values: tuple[object, ...] = ()) -> Any:
    row = session.execute(query, values).fetchone()
    assert row is not None
    return row[0]
