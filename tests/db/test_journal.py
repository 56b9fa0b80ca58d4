"""The exported journal is proved by other programs and comes to the same balances."""

# ruff: noqa: E501  # what is written is compared line by line

import csv
import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from core.refusal import Refusal
from db.book import Book, open_book
from db.journal import FORMATS, export_journal
from tests.db.test_proof import build_posted, post_a_little
from tests.servers import Server
from tests.small_book import SmallBook

SECRETS = ("Okafor", "Larch", "no name", "wrong account", "ML4")


@pytest.fixture
def book(server: Server, template: Callable[..., str]) -> Iterator[Book]:
    """A book with a plain, a split, a suspense and a reversed posting."""
    with closing(open_book(server.url(template("posted", build_posted), "auditor.1"))) as opened:
        yield opened


@pytest.fixture
def hledger() -> str:
    return _program("hledger")


@pytest.fixture
def bean_check() -> str:
    return _program("bean-check")


def _program(name: str) -> str:
    found = os.environ.get(f"RENTBOOK_{name.upper().replace('-', '_')}") or shutil.which(name)
    if found is None:
        pytest.skip(f"not proved here: {name} is not installed")
    return found


def run(*argv: str) -> str:
    done = subprocess.run(argv, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def kept(book: Book) -> dict[str, Decimal]:
    """Every balance that is not nil, as the book itself derives it, by account number at the end."""
    with book.session() as session:
        rows = session.execute(
            "SELECT a.id, a.kind, sum(CASE WHEN p.debit_account = a.id THEN p.pence ELSE -p.pence END)"
            " FROM rb.account a JOIN rb.posting p ON a.id IN (p.debit_account, p.credit_account)"
            " GROUP BY a.id, a.kind"
        ).fetchall()
    pounds = {
        f"{kind}-{number}" if number >= 10000 else kind: Decimal(int(pence)) / 100
        for number, kind, pence in rows
    }
    return {name: amount for name, amount in pounds.items() if amount}


def test_hledger_accepts_the_journal_and_comes_to_the_same_balances(
    book: Book, hledger: str, tmp_path: Path
) -> None:
    out = tmp_path / "journal"
    assert export_journal(book, "hledger", out) == 5
    run(hledger, "check", "--strict", "-f", str(out))
    lines = run(
        hledger, "balance", "-f", str(out), "--flat", "--no-total", "-O", "csv"
    ).splitlines()
    found = {row[0]: Decimal(row[1].split()[0]) for row in list(csv.reader(lines))[1:]}
    assert _by_own_name(found) == kept(book)


def _by_own_name(found: dict[str, Decimal]) -> dict[str, Decimal]:
    """`CLY:assets:tenants:10234417:rent-10001` is rent-10001, `CLY:assets:bank:MAIN` is bank."""
    named = {}
    for name, amount in found.items():
        parts = name.lower().split(":")
        named[parts[4] if "tenants" in parts else parts[2]] = amount
    return named


def test_a_penny_moved_by_hand_is_refused_by_hledger(
    book: Book, hledger: str, tmp_path: Path
) -> None:
    out = tmp_path / "journal"
    export_journal(book, "hledger", out)
    text = out.read_text()
    out.write_text(text.replace("  3.00 GBP", "  3.01 GBP").replace("  -3.00 GBP", "  -3.01 GBP"))
    done = subprocess.run([hledger, "check", "-f", str(out)], capture_output=True, text=True)
    assert done.returncode != 0
    assert "assertion" in done.stderr


def test_beancount_accepts_the_journal_to_the_penny(
    book: Book, bean_check: str, tmp_path: Path
) -> None:
    out = tmp_path / "book.beancount"
    assert export_journal(book, "beancount", out) == 5
    run(bean_check, str(out))
    text = out.read_text()
    out.write_text(text.replace("  3.00 GBP", "  3.01 GBP").replace("  -3.00 GBP", "  -3.01 GBP"))
    done = subprocess.run([bean_check, str(out)], capture_output=True, text=True)
    assert done.returncode != 0
    assert "Balance failed" in done.stderr


def test_a_csv_journal_has_a_line_for_each_posting(book: Book, tmp_path: Path) -> None:
    out = tmp_path / "journal.csv"
    export_journal(book, "csv", out)
    rows = list(csv.DictReader(out.read_text().splitlines()))
    told = [
        (row["posting"], row["code"], row["credit"], row["amount"], row["reverses"]) for row in rows
    ]
    assert told == [
        ("A1-000001.1", "CHEQ", "CLY:assets:tenants:10234417:rent-10001", "10.00", ""),
        ("A1-000001.2.1", "CHEQ", "CLY:assets:tenants:10231190:rent-10002", "3.00", ""),
        ("A1-000001.2.2", "CHEQ", "CLY:assets:tenants:10238826:rent-10003", "2.00", ""),
        ("A1-000001.3", "CHEQ", "CLY:liabilities:suspense", "1.00", ""),
        ("A1-000002.1", "CHEQ", "CLY:assets:bank:MAIN", "10.00", "A1-000001.1"),
    ]


@pytest.mark.parametrize("to", FORMATS)
def test_no_name_nor_narrative_is_exported_and_the_file_is_ones_own(
    book: Book, to: str, tmp_path: Path
) -> None:
    out = tmp_path / "journal"
    export_journal(book, to, out)
    assert not [word for word in SECRETS if word in out.read_text()]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_nothing_is_overwritten_and_nothing_half_stays_behind(book: Book, tmp_path: Path) -> None:
    out = tmp_path / "journal"
    out.write_text("mine")
    with pytest.raises(Refusal) as met:
        export_journal(book, "csv", out)
    assert (met.value.code, out.read_text()) == ("file_exists", "mine")
    with pytest.raises(Refusal) as met:
        export_journal(book, "ledger", tmp_path / "other")
    assert met.value.code == "unknown_format"

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_journal(book, "csv", tmp_path / "other", progress=stop)
    assert not (tmp_path / "other").exists()


def test_an_operator_exports_the_landlords_it_has_and_no_other(
    small_book: SmallBook, tmp_path: Path
) -> None:
    with small_book.open() as session:
        session.execute(
            "INSERT INTO rb.operator_landlord SELECT 'assistant.2', id FROM rb.landlord WHERE code = 'AVN'"
        )
    with small_book.open("assistant.1") as session:
        post_a_little(session)
    with closing(open_book(small_book.url("assistant.2"))) as limited:
        assert export_journal(limited, "csv", tmp_path / "theirs") == 0
        assert export_journal(limited, "hledger", tmp_path / "names") == 0
    assert "CLY" not in (tmp_path / "names").read_text()
