"""A landlord's tenancies come into the book whole, prove their total, and change every night."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.money import Pence
from core.refusal import Refusal
from db.acting import act, new_key
from db.book import Book, open_book
from db.feed import FeedDone, FeedOrder, import_tenancies
from db.owner import as_owner
from tests.small_book import SmallBook

COLUMNS = [
    *("landlord", "property_ref", "kind", "address", "postcode", "tenancy_ref", "payment_ref"),
    *("former_refs", "start", "end", "names", "born", "phone", "email", "weekly_charge"),
    *("monthly_charge", "opening_balance", "usual_payment", "hb_claim_ref", "uc_customer_ref"),
]
ONCE = FeedOrder()
UPDATE = FeedOrder(update=True)


def row(number: int, **changes: str) -> dict[str, str]:
    """Tenancy `number` of a made-up feed."""
    usual = {
        "landlord": "CLY",
        "property_ref": f"N{number:04d}",
        "address": f"{number} New Street",
        "postcode": "ML4 9ZZ",
        "tenancy_ref": f"N-{number:04d}",
        "payment_ref": f"{50_000_000 + number}",
        "start": "2020-04-06",
        "names": f"Mrs Ada Person{number}; Mr Bo Person{number}",
        "born": "1970-01-01; 1971-02-02",
        "phone": f"01698 {number:06d};",
        "weekly_charge": "98.20",
    }
    return dict.fromkeys(COLUMNS, "") | usual | changes


def text_of(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def managers(small_book: SmallBook) -> Iterator[Book]:
    """The small book with a go-live day, opened by its manager."""
    with small_book.open("keeper") as session, as_owner(session):
        session.execute("UPDATE rb.book SET go_live = '2026-04-06'")
    with closing(open_book(small_book.url("manager.1"))) as book:
        yield book


@pytest.fixture
def feed(managers: Book, tmp_path: Path) -> Callable[..., FeedDone]:
    """Imports rows as a CSV file: `feed(row(1), row(2), order=UPDATE)`."""

    def feed(*rows: dict[str, str], order: FeedOrder = ONCE) -> FeedDone:
        path = tmp_path / "feed.csv"
        path.write_text(text_of(*rows))
        return import_tenancies(managers, path, order)

    return feed


def asked(book: Book, query: str, *values: object) -> list[tuple[Any, ...]]:
    with book.session() as session:
        return session.execute(query, values or None).fetchall()


def balances(book: Book) -> dict[str, int]:
    return dict(
        asked(
            book,
            "SELECT a.ref, b.pence FROM rb.account a JOIN rb.balance b ON b.account_id = a.id"
            " WHERE a.ref LIKE '50%'",
        )
    )


def test_go_live_brings_tenancies_with_people_references_and_balances(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    done = feed(
        row(1, opening_balance="Dr 104.75", former_refs="0101-001-03; R/12/9", hb_claim_ref="B 44"),
        row(2, opening_balance="Cr 12.40", kind="garage"),
        row(3, end="2026-03-01", opening_balance="7.00"),
        order=FeedOrder(control_total=Pence(9935)),
    )
    assert done.applied and done.faults == []
    assert (done.lines, done.tenancies, done.customers, done.new) == (3, 3, 6, 3)
    assert done.opening_pence == 9935
    assert balances(managers) == {"50000001": 10475, "50000002": -1240, "50000003": 700}
    assert asked(
        managers,
        "SELECT e.kind, e.lines, e.pence, p.book_date, p.effective_date FROM rb.entry e"
        " JOIN rb.posting p ON p.entry_id = e.id AND p.line = 1 WHERE e.kind = 'opening'",
    ) == [("opening", 3, 10475 + 1240 + 700, date(2026, 4, 6), date(2026, 4, 6))]
    accounts = "SELECT ref, kind, status FROM rb.account WHERE ref LIKE '50%' ORDER BY 1"
    assert asked(managers, accounts) == [
        ("50000001", "rent", "current"), ("50000002", "garage", "current"),
        ("50000003", "rent", "former"),
    ]  # fmt: skip
    assert asked(
        managers,
        "SELECT f.ref, f.kind FROM rb.account_ref f JOIN rb.account a ON a.id = f.account_id"
        " WHERE a.ref = '50000001' ORDER BY 2, 1",
    ) == [
        ("B44", "claim"), ("010100103", "former"), ("R/12/9", "former"),
        ("50000001", "payment"), ("N0001", "tenancy"),
    ]  # fmt: skip


def test_a_feed_of_the_same_bytes_gives_the_same_answer_and_nothing_new(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    rows = [row(number, opening_balance="1.00") for number in range(1, 20)]
    first = feed(*rows)
    before = balances(managers)
    assert feed(*rows) == first
    again = feed(*rows, order=UPDATE)
    assert (again.new, again.changed, again.ended, again.opening_pence) == (0, 0, 0, 0)
    assert balances(managers) == before
    assert asked(managers, "SELECT count(*) FROM rb.customer WHERE name LIKE '%Person%'") == [(38,)]


def test_an_older_feed_sent_after_a_newer_one_is_news_again(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    feed(row(1))
    assert feed(row(1, weekly_charge="99.00"), order=UPDATE).changed == 1
    assert feed(row(1), order=UPDATE).changed == 1
    assert feed(row(1, weekly_charge="99.00"), order=UPDATE).changed == 1
    assert asked(managers, "SELECT charge_pence FROM rb.tenancy WHERE ref = 'N-0001'") == [(9900,)]


def test_a_control_total_that_does_not_prove_refuses_the_whole_feed(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    done = feed(row(1, opening_balance="1.00"), order=FeedOrder(control_total=Pence(99)))
    assert not done.applied
    assert [fault["rule"] for fault in done.faults] == ["control_total"]
    assert balances(managers) == {}


def test_every_fault_of_file_and_book_is_listed_and_nothing_is_taken(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    done = feed(
        row(1, start="2020-02-31"),
        row(2, payment_ref="10234417"),  # Mrs Okafor's, in the book
        row(3, tenancy_ref="T04418"),  # known already
        row(4, names="", weekly_charge="x"),
        row(5, tenancy_ref="--"),
    )
    assert not done.applied
    assert [(fault["line"], fault["field"], fault["rule"]) for fault in done.faults] == [
        (2, "start", "date_not_read"),
        (3, "payment_ref", "payment_ref_taken"),
        (4, "tenancy_ref", "tenancy_known"),
        (5, "names", "missing"),
        (5, "weekly_charge", "amount_not_read"),
        (6, "tenancy_ref", "reference_wrong"),
    ]
    assert all(fault["says"] for fault in done.faults)
    assert balances(managers) == {}


def test_a_dry_run_tells_the_same_and_changes_nothing(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    rows = [row(1, opening_balance="5.00"), row(2)]
    told = feed(*rows, order=FeedOrder(dry_run=True))
    assert (told.new, told.opening_pence, told.applied) == (2, 500, False)
    assert balances(managers) == {}
    done = feed(*rows)
    assert (done.new, done.opening_pence, done.applied) == (2, 500, True)


def test_nothing_vanishes_by_omission(managers: Book, feed: Callable[..., FeedDone]) -> None:
    feed(row(1), row(2))
    done = feed(row(2), order=UPDATE)
    assert done.missing == 12  # eleven current ones of the small book's Clydeview, and row 1
    assert "CLY:N-0001" in done.missing_refs and "AVN:A00017" not in done.missing_refs
    assert len(balances(managers)) == 2


def test_an_end_makes_it_former_keeps_the_balance_and_can_be_taken_back(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    feed(row(1, opening_balance="50.00"))
    done = feed(row(1, opening_balance="50.00", end="2026-05-31"), order=UPDATE)
    assert (done.ended, done.ended_lines, done.opening_differs) == (1, [2], [])
    status = (
        "SELECT a.status, b.pence FROM rb.account a JOIN rb.balance b ON b.account_id = a.id"
        " WHERE a.ref = '50000001'"
    )
    assert asked(managers, status) == [("former", 5000)]
    feed(row(1, opening_balance="60.00"), order=UPDATE)
    assert asked(managers, status) == [("current", 5000)]


def test_an_end_in_the_future_ends_nothing_yet(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    feed(row(1))
    later = (managers.about.today + timedelta(days=40)).isoformat()
    done = feed(row(1, end=later), order=UPDATE)
    assert (done.ended, done.changed) == (0, 1)


def test_old_names_and_references_stay_findable(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    feed(row(1))
    done = feed(
        row(1, payment_ref="60000001", names="Mrs Ada Newname; Mr Bo Person1"), order=UPDATE
    )
    assert done.changed_lines == [
        {"line": 2, "tenancy_ref": "N-0001", "fields": ["payment_ref", "names"]}
    ]
    assert asked(managers, "SELECT name FROM rb.former_name") == [("Mrs Ada Person1",)]
    named = "SELECT kind, ref FROM rb.account_ref WHERE ref IN ('50000001', '60000001') ORDER BY 2"
    assert asked(managers, named) == [
        ("former", "50000001"), ("payment", "60000001"),
    ]  # fmt: skip
    assert asked(managers, "SELECT ref FROM rb.account WHERE ref = '60000001'") == [("60000001",)]


def test_a_person_is_position_plus_date_of_birth(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    people = (
        "SELECT n.position, c.name, n.ended IS NOT NULL FROM rb.tenant n"
        " JOIN rb.customer c ON c.id = n.customer_id JOIN rb.tenancy t ON t.id = n.tenancy_id"
        " WHERE t.ref = 'N-0001' ORDER BY n.customer_id"
    )
    feed(row(1))
    feed(
        row(1, names="Mrs Ada Person1; Mr Cy Person1", born="1970-01-01; 1999-09-09"), order=UPDATE
    )
    assert asked(managers, people) == [
        (1, "Mrs Ada Person1", False), (2, "Mr Bo Person1", True), (2, "Mr Cy Person1", False),
    ]  # fmt: skip
    feed(row(1, names="Mrs Ada Person1", born="1970-01-01"), order=UPDATE)
    assert [ended for _, _, ended in asked(managers, people)] == [False, True, True]


def test_a_contact_corrected_here_yields_only_to_a_new_value_of_the_feed(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    phone = (
        "SELECT c.value, c.source FROM rb.contact c JOIN rb.customer p ON p.id = c.customer_id"
        " WHERE p.name = 'Mrs Ada Person1' AND c.until IS NULL AND c.kind = 'phone'"
    )
    feed(row(1))
    (customer,) = asked(managers, "SELECT id FROM rb.customer WHERE name = 'Mrs Ada Person1'")[0]
    with managers.session() as session:
        act(session, "correct_contact", new_key(), customer, "phone", "0141 555 0000")
    done = feed(row(1, email="ada@example.org;"), order=UPDATE)
    assert done.contacts == [{"line": 2, "position": 1, "kind": "phone", "yields": False}]
    assert asked(managers, phone) == [("0141 555 0000", "book")]
    done = feed(row(1, phone="0141 555 1111;", email="ada@example.org;"), order=UPDATE)
    assert done.contacts == [{"line": 2, "position": 1, "kind": "phone", "yields": True}]
    assert asked(managers, phone) == [("0141 555 1111", "feed")]
    assert asked(managers, "SELECT count(*) FROM rb.contact WHERE customer_id = %s", customer) == [
        (4,)
    ]


def test_a_restricted_tenancy_is_updated_and_stays_hidden(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    feed(row(1))
    (account,) = asked(managers, "SELECT id FROM rb.account WHERE ref = '50000001'")[0]
    with managers.session() as session:
        act(session, "restrict_tenancy", new_key(), account, True, "protected address")
    done = feed(
        row(1, names="Mrs Ada Person1; Mr Cy Person1", born="1970-01-01; 1999-09-09"), order=UPDATE
    )
    assert (done.new, done.changed) == (0, 1)
    assert asked(managers, "SELECT count(*) FROM rb.customer WHERE name LIKE '%Person1'") == [(0,)]


def test_the_finder_hears_of_every_change(managers: Book, feed: Callable[..., FeedDone]) -> None:
    feed(row(1), row(2))
    feed(row(1), row(2, address="2 Other Street"), order=UPDATE)
    generation = "SELECT generation FROM rb.finder_state"
    assert asked(managers, generation) == [(3,)]
    changed = (
        "SELECT c.generation, a.ref FROM rb.finder_change c"
        " JOIN rb.account a ON a.id = c.account_id ORDER BY 1, 2"
    )
    assert asked(managers, changed) == [(2, "50000001"), (2, "50000002"), (3, "50000002")]


def test_an_assistant_imports_nothing_and_night_may(
    managers: Book, small_book: SmallBook, tmp_path: Path
) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(text_of(row(1)))
    with closing(open_book(small_book.url("assistant.1"))) as book:
        with pytest.raises(Refusal) as refused:
            import_tenancies(book, path)
        assert refused.value.code == "not_permitted"
    with closing(open_book(small_book.url("night"))) as book:
        assert import_tenancies(book, path).new == 1


def test_opening_balances_need_go_live_in_an_open_period(
    small_book: SmallBook, tmp_path: Path
) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(text_of(row(1, opening_balance="1.00")))
    with closing(open_book(small_book.url("manager.1"))) as book:
        assert [fault["rule"] for fault in import_tenancies(book, path).faults] == [
            "go_live_closed"
        ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.one_server
def test_every_usual_encoding_is_read(managers: Book, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes(text_of(row(1, names="Mrs Zoë O’Hara", born="")).encode(encoding))
    assert import_tenancies(managers, path).new == 1
    assert asked(managers, "SELECT count(*) FROM rb.customer WHERE name = 'Mrs Zoë O’Hara'") == [
        (1,)
    ]


def workbook(path: Path, rows: list[list[str]], raw: str = "") -> None:
    """A minimal .xlsx; a cell written as #12.5 is a number, @45000 a date."""

    def cell(column: int, line: int, text: str) -> str:
        name = f"{chr(65 + column)}{line}"
        if text[:1] in "#@" and text:
            return f'<c r="{name}" s="{int(text[0] == "@")}"><v>{text[1:]}</v></c>'
        return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'

    lines = "".join(
        f'<row r="{line}">'
        + "".join(cell(n, line, text) for n, text in enumerate(cells))
        + "</row>"
        for line, cells in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def relation(kind: str, target: str) -> str:
        leads = f'<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{package}/relationships">{leads}</Relationships>'

    sheet = '<sheet name="Feed" sheetId="1" r:id="r1"/>'
    formats = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">'
        f"<sheets>{sheet}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{formats}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">'
        f"<sheetData>{lines}{raw}</sheetData></worksheet>",
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)


@pytest.mark.one_server
def test_a_workbook_with_numbers_and_dates_is_read(managers: Book, tmp_path: Path) -> None:
    path = tmp_path / "feed.xlsx"
    cells = {"payment_ref": "#50000001", "start": "@43927", "weekly_charge": "#98.2", "born": ""}
    workbook(path, [COLUMNS, list(row(1, **cells).values())])
    done = import_tenancies(managers, path)
    assert done.faults == [] and done.new == 1
    assert asked(
        managers, "SELECT start_date, charge_pence FROM rb.tenancy WHERE ref = 'N-0001'"
    ) == [(date(2020, 4, 6), 9820)]


def bomb(path: Path) -> None:
    workbook(path, [COLUMNS])
    content = bytearray(path.read_bytes())
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    content[place + 24 : place + 28] = (3_000_000_000).to_bytes(4, "little")
    path.write_bytes(content)


def vast(path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    workbook(path, [COLUMNS], far)


def sparse(path: Path) -> None:
    workbook(path, [COLUMNS], '<row r="1048576"><c r="GA1048576"><v>1</v></c></row>')


def lying(path: Path) -> None:
    workbook(path, [COLUMNS])
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert int.from_bytes(content[place + 24 : place + 28], "little") == size
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    path.write_bytes(content)


@pytest.mark.one_server
@pytest.mark.parametrize(
    ("write", "rule"),
    [
        (lambda path: path.write_text(text_of(row(1)) + "x" * 10_000_000), "quotes_wrong"),
        (lambda path: path.write_text(text_of(row(1)) + "x," * 5_000_000), "fields"),
        (lambda path: path.write_bytes(text_of(row(1)).encode() + b"\0"), "not_text"),
        (lambda path: path.write_bytes(b""), "file_empty"),
        (lambda path: path.write_bytes(b"PK\x03\x04 nothing more"), "workbook_broken"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "workbook_old"),
        (lambda path: path.mkdir(), "unreadable"),
        (bomb, "file_too_large"),
        (vast, "file_too_large"),
        (sparse, "file_too_large"),
        (lying, "workbook_broken"),
    ],
)
def test_a_hostile_file_is_refused_with_words(
    managers: Book, tmp_path: Path, write: Callable[[Path], object], rule: str
) -> None:
    path = tmp_path / "feed.xlsx"
    write(path)
    try:
        found = [fault["rule"] for fault in import_tenancies(managers, path).faults]
    except Refusal as refused:
        assert refused.code == "bad_file" and refused.says
        found = [str(refused.subject)]
    assert rule in found


def test_who_reads_right_after_go_live_meets_a_book_that_is_counted(
    managers: Book, feed: Callable[..., FeedDone]
) -> None:
    feed(*(row(number) for number in range(501)))
    with managers.session() as session:
        rows = session.execute(
            "SELECT relname, reltuples FROM pg_class WHERE relnamespace = 'rb'::regnamespace"
            " AND relname IN ('landlord', 'account', 'tenancy', 'tenant', 'account_ref')"
        ).fetchall()
    counted = dict(rows)
    assert counted["landlord"] == 2
    assert counted["tenancy"] >= 501
    assert counted["tenant"] >= 1002
    assert counted["account_ref"] >= 1002
