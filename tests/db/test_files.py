"""Payment files: matched and loaded as a batch, settled, posted, never twice, reversed whole."""

from collections.abc import Callable
from typing import Any

import pytest

from core.money import Pence
from core.refusal import Refusal
from db.batches import abandon, amend_line, post, strike_line, take
from db.book import Book
from db.files.aliases import aliases, revoke_alias
from db.files.arrival import Arrival
from db.files.loading import load_file
from db.files.reversing import reverse_file
from db.files.settling import Choice, settle
from db.proof import prove

HEADER = (
    "Creditor Ref,Claim Ref,Rent Ref,Claimant,Address,Postcode,Payment Date,Period From,Period To,"
    "Gross,Deduction,Net,Type,Debtor Ref,Debtor Name"
)
DATES = "20/10/2025,22/09/2025,19/10/2025"


def row(claim: str, ref: str, who: str, money: str, debtor: str = ",") -> str:
    return f"C1,{claim},{ref},{who},{DATES},{money},HB,{debtor}"


OKAFOR = row(
    "B1", "10234417", "Okafor A,12 Larch Court,ML4 1AB", "370.00,40.00,330.00", "10219921,Brown T"
)
KAUR = row("B2", "", "Kaur,,", "392.80,0.00,392.80")
SMITH = row("B3", "10231190", "Smith J,3/1 Mill Road,ML4 2EF", "392.80,0.00,392.80")


def schedule(*rows: str, total: str) -> bytes:
    return "\n".join((HEADER, *rows, f"TOTAL,TOTAL,,,,,,,,{total},,,")).encode()


def loaded(book: Book, content: bytes, **more: Any) -> Any:
    return load_file(book, Arrival(content, "HB-2025-10-20.csv", "hb-schedule", "MAIN", **more))


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def balance(book: Book, ref: str) -> int:
    with book.session() as session:
        row = session.execute(
            "SELECT b.pence FROM rb.balance b JOIN rb.account a ON a.id = b.account_id"
            " JOIN rb.landlord l ON l.id = a.landlord_id WHERE a.ref = %s AND l.code = 'CLY'",
            (ref,),
        ).fetchone()
    assert row is not None
    return int(row[0])


def account(book: Book, ref: str) -> int:
    with book.session() as session:
        row = session.execute(
            "SELECT a.id FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id"
            " WHERE a.ref = %s AND l.code = 'CLY' AND a.parent_id IS NULL",
            (ref,),
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_recovery_from_another_tenant_debits_the_debtor_and_pays_the_tenant_in_full(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    done = loaded(book, schedule(OKAFOR, total="370.00,40.00,330.00"))
    assert (done.lines, done.faults, done.total) == (2, (), 33000)
    for item, ref in ((1, "10234417"), (2, "10219921")):
        settle(book, done.file, item, Choice(account(book, ref)))
    posted = post(book, done.batch)
    assert posted.total == 33000
    assert (balance(book, "10234417"), balance(book, "10219921")) == (-37000, 4000)


def test_matched_lines_stand_in_the_batch_and_only_exceptions_wait(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    done = loaded(book, schedule(SMITH, KAUR, total="785.60,0.00,785.60"))
    assert (done.matched, done.suggested + done.unmatched) == (1, 1)
    with pytest.raises(Refusal, match="1 lines keyed, control says 2"):
        post(book, done.batch)
    settle(book, done.file, 2, Choice(account(book, "10234471")))
    post(book, done.batch)
    assert (balance(book, "10231190"), balance(book, "10234471")) == (-39280, -39280)


def test_the_same_file_is_loaded_once_and_the_next_is_told_who_has_it(
    opened: Callable[..., Book],
) -> None:
    content = schedule(SMITH, total="392.80,0.00,392.80")
    loaded(opened("assistant.1"), content)
    with pytest.raises(Refusal, match=r"loaded already: file 501 by assistant\.1") as told:
        loaded(opened("assistant.2"), content)
    assert told.value.code == "file_loaded"


def test_an_overlapping_file_brings_only_what_is_new(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    first = loaded(book, schedule(SMITH, total="392.80,0.00,392.80"))
    post(book, first.batch)
    again = loaded(book, schedule(SMITH, KAUR, total="785.60,0.00,785.60"))
    assert (again.lines, again.duplicates, again.difference) == (2, 1, -39280)
    settle(book, again.file, 2, Choice(None, "no such tenant yet"))
    assert post(book, again.batch).total == 39280


def test_two_equal_payments_on_a_day_are_two_payments(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    done = loaded(book, schedule(SMITH, SMITH, total="785.60,0.00,785.60"))
    assert (done.lines, done.duplicates) == (2, 0)
    with refused("all_duplicates"):
        loaded(book, schedule(SMITH, total="392.80,0.00,392.80"))


def test_a_file_whose_control_fails_is_refused_whole(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    done = loaded(book, schedule(SMITH, total="392.80,0.00,392.81"))
    assert (done.file, len(done.faults)) == (None, 1)
    with book.session() as session:
        kept = session.execute("SELECT count(*) FROM rb.payment_file").fetchone()
    assert kept == (0,)
    with refused("declared_total"):
        loaded(book, schedule(SMITH, total="392.80,0.00,392.80"), declared=Pence(39279))


def test_a_posted_file_is_reversed_whole_and_loaded_again_corrected(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    first = loaded(book, schedule(SMITH, total="392.80,0.00,392.80"))
    with refused("file_open"):
        reverse_file(book, first.file, "wrong period")
    post(book, first.batch)
    told = reverse_file(book, first.file, "wrong period")
    assert told["total_pence"] == 39280
    assert balance(book, "10231190") == 0
    again = loaded(book, schedule(SMITH, total="392.80,0.00,392.80"), replaces=first.file)
    assert (again.duplicates, again.lines) == (0, 1)
    with book.session() as session:
        proved = prove(session)
    assert (proved.proved, proved.faults) == (True, [])


def test_a_settled_claim_is_bound_when_the_file_is_posted_and_taught_by_nothing_else(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    first = loaded(book, schedule(KAUR, total="392.80,0.00,392.80"))
    settle(book, first.file, 1, Choice(account(book, "10234471")))
    assert aliases(book) == ()
    abandon(book, first.batch, "wrong file")
    second = loaded(book, schedule(KAUR, total="392.80,0.00,392.80"))
    settle(book, second.file, 1, Choice(account(book, "10234471"), remember=True))
    post(book, second.batch)
    bound = {(one.reference, one.binding.kind, one.binding.times) for one in aliases(book)}
    assert bound == {("10234471", "claim", 1), ("10234471", "name", 1)}
    with refused("not_permitted"):
        revoke_alias(book, aliases(book)[0].alias, "not hers")
    revoke_alias(opened("supervisor.1"), aliases(book)[0].alias, "not hers")
    assert [one.binding.live for one in aliases(book)] == [False, True]


def test_a_binding_names_who_settled_its_line_and_counts_each_file_that_bore_it_out(
    opened: Callable[..., Book],
) -> None:
    book, colleague = opened("assistant.1"), opened("assistant.2")
    first = loaded(book, schedule(KAUR, total="392.80,0.00,392.80"))
    settle(book, first.file, 1, Choice(account(book, "10234471")))
    take(colleague, first.batch, "to post it")
    post(colleague, first.batch)
    next_period = KAUR.replace(DATES, "17/11/2025,20/10/2025,16/11/2025")
    second = loaded(book, schedule(next_period, total="392.80,0.00,392.80"))
    assert second.matched == 1
    post(book, second.batch)
    (bound,) = (one.binding for one in aliases(book))
    assert (bound.kind, bound.by, bound.times) == ("claim", "assistant.1", 2)


def test_a_line_of_a_file_is_settled_and_never_keyed_over(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    done = loaded(book, schedule(SMITH, total="392.80,0.00,392.80"))
    with refused("of_a_file"):
        strike_line(book, done.batch, 1)
    with refused("of_a_file"):
        amend_line(book, done.batch, 1, {"pence": 1}, "k")


def test_a_recovery_never_goes_to_suspense(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    done = loaded(book, schedule(OKAFOR, total="370.00,40.00,330.00"))
    with refused("recovery_needs_account"):
        settle(book, done.file, 2, Choice(None, "whose is it"))
