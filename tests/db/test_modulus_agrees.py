"""The modulus check of the database and that of core give the same verdict on every account."""

import random
from collections.abc import Callable

from core.bank_account.account import BankAccount, read_account
from core.bank_account.modulus import check
from core.bank_account.tables import ModulusTable, read_stand_ins, read_weights
from db.book import Book
from db.reference_tables import TableFile, load_table
from tests.core.bank_account.made_up_tables import STAND_INS, WEIGHTS
from tests.small_book import SmallBook

_PAIRS = (
    (0, 0), (1, 0), (2, 9), (0, 3), (4, 0), (5, 5), (6, 0), (7, 0), (8, 0), (10, 11), (12, 13),
    (14, 0),
)  # fmt: skip


def made_up(chance: random.Random) -> str:
    """A table with a range of its own for every exception and pair of them."""
    rows = []
    for place, pair in enumerate(_PAIRS):
        for at, exception in enumerate(pair if pair[1] or pair == (0, 0) else pair[:1]):
            method = "DBLAL" if exception in (1, 3) or (exception, at) == (5, 1) else "MOD11"
            weights = " ".join(str(chance.randrange(11)) for _ in range(14))
            rows.append(f"{400000 + place} {400000 + place} {method} {weights} {exception or ''}")
    return WEIGHTS + "\n".join(rows) + "\n"


def test_every_exception_is_ruled_alike(small_book: SmallBook, opened: Callable[..., Book]) -> None:
    chance = random.Random(7)
    weights, stand_ins = made_up(chance), STAND_INS + "400005 400099\n"
    book = opened("supervisor.1")
    load_table(book, TableFile("valacdos-v790.txt", weights.encode()))
    load_table(book, TableFile("scsubtab.txt", stand_ins.encode()))
    table = ModulusTable(read_weights(weights), read_stand_ins(stand_ins))
    codes = [*(f"{400000 + place}" for place in range(len(_PAIRS) + 1)), "089999", "309070",
             "938063", "180002", "938600"]  # fmt: skip
    asked = [(code, f"{chance.randrange(10**8):08}") for code in codes for _ in range(60)]
    asked += [(code, number[:4] + "09" + number[6:]) for code, number in asked[:120]]
    asked += [("900128", "712345678"), ("089999", "6637495800"), ("600001", "0012345678"),
              ("089999", "374958")]  # fmt: skip
    with small_book.open() as session:
        told = session.execute(
            "SELECT rb.modulus_verdict(s, n)"
            " FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY x (s, n, o) ORDER BY o",
            ([code for code, _ in asked], [number for _, number in asked]),
        ).fetchall()
    ours = []
    for code, number in asked:
        account = read_account(code, number)
        read = account if isinstance(account, BankAccount) else BankAccount(code, number[-8:])
        ours.append(check(read, table).value)
    differ = [(*one, ours_, theirs) for one, ours_, (theirs,) in zip(asked, ours, told, strict=True)
              if ours_ != theirs]  # fmt: skip
    assert differ == []
    assert set(ours) == {"plausible", "fails", "cannot be checked"}
