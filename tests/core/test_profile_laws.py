"""Laws of reading: sums hold, and no bytes bring it down."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.payment_file import LineType, totals_of
from core.payment_file.read import read_pasted, read_payment_file
from db.files.shipped import shipped_profiles
from tests.core.payment_files import HB_HEADER, hb_file, hb_row, read, shipped

PENCE = st.integers(0, 2_000_000)
NAMES = st.sampled_from(sorted(shipped_profiles()))


def pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


@given(st.lists(st.tuples(PENCE, PENCE, st.sampled_from(["", "10231199", "10234417"])), min_size=1))
def test_gross_less_recovery_is_net_and_the_total(rows: list[tuple[int, int, str]]) -> None:
    gross, taken = sum(row[0] for row in rows), sum(row[1] for row in rows)
    written = [
        hb_row(pounds(paid), pounds(less), pounds(paid - less), debtor=debtor)
        for paid, less, debtor in rows
    ]
    total = f"{pounds(gross)},{pounds(taken)},{pounds(gross - taken)}"
    reading = read("hb-schedule", hb_file(total, *written))
    assert reading.faults == ()
    assert reading.computed == totals_of(reading.lines)
    assert (reading.computed.gross, reading.computed.recovery) == (gross, taken)
    assert reading.computed.net == reading.declared.net == gross - taken
    assert reading.computed.count == len(rows)
    for line in reading.lines:
        assert line.net == line.gross - line.recovery
        assert 0 in (line.gross, line.recovery) and min(line.gross, line.recovery) == 0


@given(PENCE, PENCE, st.integers(1, 1_000))
def test_a_total_wrong_by_any_amount_refuses_the_file(gross: int, taken: int, wrong: int) -> None:
    row = hb_row(pounds(gross), pounds(taken), pounds(gross - taken))
    total = f"{pounds(gross)},{pounds(taken)},{pounds(gross - taken + wrong)}"
    assert [fault.field for fault in read("hb-schedule", hb_file(total, row)).faults] == ["net"]


@given(NAMES, st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes_give_lines_or_faults(name: str, content: bytes) -> None:
    reading = read_payment_file(shipped(name), content)
    assert reading.faults or reading.lines or name in {"standard18", "card-agency"}


@given(NAMES, st.text(max_size=300))
@settings(max_examples=300)
def test_any_pasted_text_gives_lines_or_faults(name: str, text: str) -> None:
    reading = read_pasted(shipped(name), text)
    assert reading.faults or reading.lines or name == "card-agency"


@given(st.lists(st.text(alphabet='abc019.-,"\n\r\t£ ()', max_size=20), max_size=30))
def test_any_cells_under_a_header_give_lines_or_faults(cells: list[str]) -> None:
    reading = read("hb-schedule", HB_HEADER + "\n" + ",".join(cells))
    assert reading.faults
    for line in reading.lines:
        assert line.net == line.gross - line.recovery and line.type is not LineType.TOTAL


@given(st.integers(0, 2_000), st.integers(0, 255))
def test_a_byte_changed_in_a_good_file_never_changes_the_money_unseen(at: int, byte: int) -> None:
    good = hb_file(
        "468.20,40.00,428.20",
        hb_row("370.00", "40.00", "330.00"),
        hb_row("98.20", "0.00", "98.20", claim="C1000002"),
    ).encode()
    content = bytearray(good)
    content[at % len(good)] = byte
    reading = read_payment_file(shipped("hb-schedule"), bytes(content))
    assert reading.faults or reading.computed.net == 42820
