"""The housing system's debit run, loaded as a file: charges of no cashbook, once, by reference."""

from collections.abc import Callable
from typing import Any

from core.money import Pence
from db.batches import Header, open_batch, post
from db.files.arrival import Arrival
from db.files.loading import load_file
from db.files.on_disk import profile_text
from db.files.profiles import add_profile
from db.files.reversing import reverse_file
from db.files.settling import Choice, settle
from db.proof import prove
from tests.db.test_files import account, balance, refused
from tests.small_book import SmallBook

Opened = Callable[..., Any]
HEADER = "ldbr_pay_ref,ldbr_pro_refno,ldbr_ele_code,ldbr_start_date,ldbr_end_date,ldbr_ele_value"
WEEK = "2025-10-20,2025-10-26"


def run(*rows: str) -> bytes:
    return "\n".join((HEADER, *rows)).encode()


def loaded(book: Any, content: bytes, **more: Any) -> Any:
    return load_file(book, Arrival(content, "debits.csv", "debit-run", "MAIN", **more))


def test_a_debit_run_becomes_charges_on_income_that_no_cashbook_sees(
    small_book: SmallBook, opened: Opened
) -> None:
    book = opened()
    rent = f"10234417,P1,DBR,{WEEK},104.75"
    content = run(rent, f"10234417,P1,DCC,{WEEK},60.00", f"10231190,P2,DBR,{WEEK},98.20",
                  f"10299999,P3,DBR,{WEEK},98.20")  # fmt: skip
    with refused("declared_total"):
        loaded(book, content, declared=Pence(1))
    told = loaded(book, content, declared=Pence(36115))
    assert (told.lines, told.matched, told.unmatched) == (4, 3, 1)
    with refused("recovery_needs_account"):
        settle(book, told.file, 4, Choice(None, "no such tenant"))
    settle(book, told.file, 4, Choice(account(book, "10238826")))
    assert post(book, told.batch).total == -36115
    assert balance(book, "10234417") == 16475 and balance(book, "10238826") == 9820
    with small_book.open() as session:
        posted = session.execute(
            "SELECT p.cashbook_id, k.code, a.kind, p.pence FROM rb.posting p"
            " JOIN rb.txn_code k ON k.id = p.code_id JOIN rb.account a ON a.id = p.credit_account"
            " WHERE p.debit_account = %s ORDER BY p.line",
            (account(book, "10234417"),),
        ).fetchall()
        assert prove(session).proved
    assert posted == [
        (None, "RENT", "rent-income", 10475), (None, "CRTC", "court-cost-income", 6000)
    ]  # fmt: skip
    with refused("all_duplicates"):  # the same charges in another file
        loaded(book, run(rent))
    reverse_file(book, told.file, "wrong week")
    assert balance(book, "10234417") == 0
    with small_book.open() as session:
        assert prove(session).proved


def test_a_charge_that_stands_already_is_a_duplicate_or_not_matched_by_itself(
    opened: Opened,
) -> None:
    book = opened()
    rows = (f"10234417,P1,DBR,{WEEK},104.75", f"10231190,P2,DBR,{WEEK},98.20")
    post(book, loaded(book, run(rows[0])).batch)
    again = loaded(book, run(*rows))
    assert (again.matched, again.duplicates) == (1, 1)
    text = profile_text("debit-run").replace("housing system", "another system")
    text = text.replace('"debit-run"', '"other-run"', 1)
    add_profile(opened("supervisor.1"), text.encode())
    other = load_file(book, Arrival(run(*rows[::-1]), "other.csv", "other-run", "MAIN"))
    assert (other.matched, other.suggested) == (1, 1)


def test_charges_and_receipts_do_not_mix_and_no_charge_is_keyed(opened: Opened) -> None:
    book = opened()
    with refused("unknown_stream"):
        open_batch(book, Header("MAIN", "debit-run"))
    paid = loaded(book, run(f"10234417,P1,DBR,{WEEK},104.75-"))
    assert [(fault.line, fault.rule) for fault in paid.faults] == [(2, "amount_not_read")]
