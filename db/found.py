"""What a hit shows beside the arrays: status, balance and usual amount, read now."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.money import Pence
from core.usual import usual_amount
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Shown:
    """An account beside its hit; `usual` is the imported amount, else what its receipts say."""

    account: int
    status: str
    balance: Pence
    usual: Pence | None


def shown(book: Book, accounts: Sequence[int]) -> dict[int, Shown]:
    """Status, balance and usual amount of these accounts, in one round trip."""
    with book.session() as session, translated():
        rows = session.execute(_SHOWN, (list(accounts),), prepare=True).fetchall()
    return {
        account: Shown(account, status, Pence(pence), usual_amount(imported, receipts, charge))
        for account, status, pence, imported, receipts, charge in rows
    }


_SHOWN = """
SELECT a.id, CASE WHEN a.deceased THEN 'deceased' ELSE a.status END, b.pence,
  CASE WHEN a.parent_id IS NULL THEN t.usual_payment_pence END,
  CASE WHEN t.id IS NULL THEN '{}' ELSE  -- what hidden people pay is hidden too
    ARRAY(SELECT r.pence FROM rb.posting r JOIN rb.txn_code c ON c.id = r.code_id
      AND c.class = 'receipt' WHERE r.credit_account >= 10000 AND r.credit_account = a.id
      ORDER BY r.effective_date DESC LIMIT 6) END,
  CASE WHEN a.parent_id IS NULL THEN t.charge_pence END
FROM rb.account a JOIN rb.balance b ON b.account_id = a.id
LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id WHERE a.id = ANY (%s)
"""
