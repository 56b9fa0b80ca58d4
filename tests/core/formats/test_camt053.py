"""CAMT.053 of every version becomes statements; pending entries stay apart, batches keep parts."""

from datetime import date

import pytest

from core.bank_statement import BankStatement, expanded
from tests.core.bank_files import (
    CAMT053,
    camt_balance,
    camt_entry,
    camt_file,
    camt_statement,
    faults,
    one,
    read,
    statements,
)

OPENED, CLOSED = camt_balance("OPBD", "1000.00"), camt_balance("CLBD", "1152.95")


def transaction(amount: str, name: str, **more: str) -> str:
    told = {"mark": "", "sum": f'<Amt Ccy="GBP">{amount}</Amt>'} | more
    return (
        f"<TxDtls><Refs><EndToEndId>{name}1</EndToEndId></Refs>{told['sum']}{told['mark']}"
        f"<RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties></TxDtls>"
    )


def entries(*parts: str, version: str = "08") -> BankStatement:
    return one(camt_file(camt_statement(OPENED, CLOSED, *parts), version=version))


def as_version_13(text: str) -> str:
    """Statuses and parties stand a step deeper from version 8 on, and any prefix will do."""
    text = text.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
    text = text.replace("<Dbtr><Nm>A GRANT</Nm></Dbtr>", "<Dbtr><Pty><Nm>A GRANT</Nm></Pty></Dbtr>")
    text = text.replace(".001.02", ".001.13").replace("xmlns=", "xmlns:n=")
    return text.replace("<", "<n:").replace("<n:/", "</n:").replace("<n:?", "<?")


def test_a_new_version_with_a_prefix_reads_as_an_old_one() -> None:
    assert one(as_version_13(CAMT053)) == one(CAMT053)


def test_it_need_not_have_line_ends() -> None:
    flat = CAMT053.replace("\n", "")
    assert [line.pence for line in one(flat).lines] == [line.pence for line in one(CAMT053).lines]
    wrong = flat.replace("98.20", "98.205")
    assert faults(wrong) == [(1, "entry 2 Amt", "amount_not_read")]


def test_the_payer_of_a_credit_is_the_other_side() -> None:
    rent = one(CAMT053).lines[0]
    assert rent.name == "A GRANT" and rent.other is not None
    assert rent.other.is_of("608888", "00629696")
    assert (rent.reference, rent.narrative, rent.bank_id) == (
        "10234417",
        "RENT 10234417",
        "BGC0001",
    )


def test_the_payee_of_a_debit_is_the_other_side_unless_it_takes_a_credit_back() -> None:
    both = (
        "<TxDtls><RltdPties><Dbtr><Nm>PAYER</Nm></Dbtr><Cdtr><Nm>PAYEE</Nm></Cdtr></RltdPties>"
        "</TxDtls>"
    )
    back = "<RvslInd>true</RvslInd>"
    paid, taken = entries(
        camt_entry("1", "DBIT", details=both), camt_entry("1", "DBIT", details=both, more=back)
    ).lines
    assert (paid.name, taken.name) == ("PAYEE", "PAYER")
    assert (paid.reverses, taken.reverses, taken.pence) == (False, True, -100)


@pytest.mark.parametrize("status", ["PDNG", "<Cd>PDNG</Cd>", "<Cd>FUTR</Cd>", "INFO"])
def test_what_is_not_booked_is_pending_and_in_no_sum(status: str) -> None:
    statement = entries(camt_entry("152.95"), camt_entry("7", status=status))
    assert [line.pence for line in statement.pending] == [700]
    assert (len(statement.lines), statement.proves) == (1, True)


def test_a_batched_entry_keeps_its_parts_where_they_add_up() -> None:
    batch = (
        "<Btch><NbOfTxs>2</NbOfTxs></Btch>" + transaction("100", "A") + transaction("52.95", "B")
    )
    (kept,) = entries(camt_entry("152.95", details=batch)).lines
    assert (kept.pence, kept.items, kept.name) == (15_295, 2, "")
    parts = expanded((kept,))
    assert [(part.pence, part.name, part.reference) for part in parts] == [
        (10_000, "A", "A1"), (5_295, "B", "B1"),
    ]  # fmt: skip


def test_a_part_may_go_the_other_way() -> None:
    mark = "<CdtDbtInd>DBIT</CdtDbtInd>"
    batch = transaction("200", "A") + transaction("47.05", "B", mark=mark)
    (kept,) = entries(camt_entry("152.95", details=batch)).lines
    assert [part.pence for part in kept.parts] == [20_000, -4_705]


@pytest.mark.parametrize(
    "batch",
    [
        "<Btch><NbOfTxs>2</NbOfTxs></Btch>",
        transaction("100", "A") + transaction("52.94", "B"),
        transaction("100", "A") + transaction("", "B", sum=""),
        transaction("100", "A") + transaction("52.9x", "B"),
    ],
)
def test_a_batch_that_cannot_be_expanded_is_kept_whole(batch: str) -> None:
    (kept,) = entries(camt_entry("152.95", details=batch)).lines
    assert (kept.items, expanded((kept,))) == (2, (kept,))


@pytest.mark.parametrize(
    ("codes", "opening", "closing"),
    [
        (("OPBD", "CLBD"), 100, 200),
        (("PRCD", "CLBD"), 100, 200),
        (("CLBD", "OPBD"), 200, 100),
        (("ITBD", "ITBD"), 100, 200),
        (("OPBD", "ITBD"), 100, 200),
        (("ITBD", "CLBD"), 100, 200),
        (("CLAV", "CLBD"), None, 200),
        (("ITBD",), None, None),
    ],
)
def test_opening_and_closing_are_told_by_their_codes(
    codes: tuple[str, ...], opening: int | None, closing: int | None
) -> None:
    balances = [camt_balance(code, str(place)) for place, code in enumerate(codes, 1)]
    statement = one(camt_file(camt_statement(*balances)))
    assert (statement.opening, statement.closing) == (opening, closing)


def page(number: int, *parts: str, last: str) -> str:
    paging = f"<StmtPgntn><PgNb>{number}</PgNb><LastPgInd>{last}</LastPgInd></StmtPgntn>"
    return camt_statement(*parts, page=paging)


def test_pages_of_one_statement_are_put_together() -> None:
    first = page(1, OPENED, camt_balance("ITBD", "1100"), camt_entry("100"), last="false")
    second = page(2, camt_balance("ITBD", "1100"), CLOSED, camt_entry("52.95"), last="true")
    statement = one(camt_file(first, second))
    assert (statement.opening, statement.closing, statement.proves) == (100_000, 115_295, True)
    assert [line.pence for line in statement.lines] == [10_000, 5_295]
    assert [remark.rule for remark in one(camt_file(first)).remarks] == ["goes_on"]


def test_several_statements_and_accounts_stand_in_one_file() -> None:
    other = "<Othr><Id>60888887654321</Id></Othr>"
    two = camt_file(camt_statement(OPENED), camt_statement(CLOSED, account=other))
    assert [found.account.number for found in statements(two)] == ["12345678", "87654321"]


def test_a_difference_is_told_and_no_fault() -> None:
    statement = entries(camt_entry("152.94"))
    assert (statement.proves, statement.difference) == (False, 1)


def test_a_sum_the_bank_declares_is_held_against_its_entries() -> None:
    def summed(text: str) -> list[str]:
        summary = f"<TxsSummry><TtlCdtNtries><Sum>{text}</Sum></TtlCdtNtries></TxsSummry>"
        statement = entries(summary, camt_entry("152.95"), camt_entry("7", status="PDNG"))
        return [remark.rule for remark in statement.remarks]

    assert (summed("152.95"), summed("159.95"), summed("1")) == ([], [], ["total_differs"])


def test_days_may_be_times_with_zones() -> None:
    text = CAMT053.replace(
        "<Dt>2026-11-23</Dt></BookgDt>", "<DtTm>2026-11-23T23:30:00+01:00</DtTm></BookgDt>"
    )
    assert one(text).lines[0].day == date(2026, 11, 23)
    assert one(CAMT053.replace("2026-11-23</Dt></BookgDt>", "2026-11-23Z</Dt></BookgDt>")).lines


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("98.20", "98.205", (21, "entry 2 Amt", "amount_not_read")),
        ("98.20", "98,20", (21, "entry 2 Amt", "amount_not_read")),
        ("98.20", "-98.20", (21, "entry 2 Amt", "amount_not_read")),
        ("98.20", "9999999999.20", (21, "entry 2 Amt", "amount_out_of_range")),
        ('<Amt Ccy="GBP">98.20</Amt>', "", (20, "entry 2 Amt", "amount_missing")),
        ('"GBP">98.20', '"EUR">98.20', (20, "entry 2 Amt", "currency_differs")),
        ("DBIT", "DEBIT", (27, "entry 3 CdtDbtInd", "sign_wrong")),
        ("<Sts>BOOK</Sts>", "<Sts>DONE</Sts>", (9, "entry 1 Sts", "status_unknown")),
        ("<Dt>2026-11-23</Dt></BookgDt>", "<Dt>23/11/2026</Dt></BookgDt>",
         (9, "entry 1 BookgDt", "date_not_read")),
        ("<IBAN>GB11NWBK60999912345678</IBAN>", "", (4, "Acct", "account_missing")),
        ("1000.00", "1000.0.0", (7, "balance OPBD Amt", "amount_not_read")),
        ("</Ntry>", "<Ntry>", (32, "file", "xml_broken")),
    ],
)  # fmt: skip
def test_a_damaged_file_says_which_line_entry_and_what(
    old: str, new: str, fault: tuple[int, str, str]
) -> None:
    assert old in CAMT053
    found = faults(CAMT053.replace(old, new, 1))
    assert fault[1:] in [told[1:] for told in found], found
    assert all(line for line, _, _ in found)


def test_every_fault_is_told_at_once() -> None:
    bad = CAMT053.replace("98.20", "98.205").replace("DBIT", "DEBIT")
    assert [field for _, field, _ in faults(bad)] == ["entry 2 Amt", "entry 3 CdtDbtInd"]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("<Document", BOMB + "<Document", "xml_unsafe"),
        ("<Document", '<!DOCTYPE x SYSTEM "file:///etc/hostname"><Document', "xml_unsafe"),
        ("M1", "&a;", "xml_broken"),
        ("UTF-8", "EBCDIC-X", "xml_broken"),
        ("UTF-8", "ascii\xe9", "xml_broken"),
        ("M1", "M" * 200_000, "file_too_large"),
        ("M1", "<a>" * 200, "file_too_large"),
        ("M1", "M\x001", "xml_broken"),
        ("</Document>", "", "xml_broken"),
        ("BkToCstmrStmt", "BkToCstmrAcctRpt", "not_camt053"),
        ("BkToCstmrStmt", "FIToFICstmrCdtTrf", "not_camt053"),
    ],
)
def test_a_hostile_file_is_refused_with_words(old: str, new: str, rule: str) -> None:
    (fault,) = read(CAMT053.replace(old, new)).faults
    assert (fault.rule, ": " in fault.says) == (rule, True)


def test_a_file_without_statement_is_empty() -> None:
    assert faults(camt_file()) == [(0, "file", "file_empty")]


def test_other_encodings_are_read_by_what_the_file_says() -> None:
    text = CAMT053.replace("A GRANT", "ÉLISE GRANT")
    assert one(text.replace("UTF-8", "ISO-8859-1").encode("latin-1")).lines[0].name == "ÉLISE GRANT"
    assert one(text.replace("UTF-8", "UTF-16").encode("utf-16")).lines[0].name == "ÉLISE GRANT"
