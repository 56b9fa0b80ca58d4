"""`bank load --dry-run` says how a statement reads and whether it is the cashbook's."""

from pathlib import Path
from typing import Any

import pytest

from core.bank_statement_read import FORMATS
from tests.core.bank_files import BAI2, MT940, SAME_DAY
from tests.db.test_files import SMITH, schedule
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine

OURS = "08999966374958"


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(small_book, capsys)


def test_a_statement_is_read_and_held_against_the_cashbook(
    line: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "statement"
    dry = ("bank", "load", file, "--cashbook", "main", "--dry-run")
    file.write_text(MT940.replace("60999912345678", OURS))
    told = line.json(*dry)
    assert (told["format"], told["cashbook"], told["faults"]) == ("mt940", "MAIN", [])
    (statement,) = told["statements"]
    assert statement == {
        "account": f"{OURS[:2]}-{OURS[2:4]}-{OURS[4:6]} {OURS[6:]}", "currency": "GBP",
        "opening_pence": 100000, "closing_pence": 115295, "entries": 3, "credits_pence": 20295,
        "debits_pence": 5000, "proves": True, "difference_pence": 0, "pending": 0,
        "from": "2026-11-23", "to": "2026-11-23", "number": "00231", "line": 2, "remarks": [],
    }  # fmt: skip
    assert line.json(*dry, "--format", "mt940") == told

    file.write_text(BAI2.replace("GBP", "EUR").replace("015,115295", "015,115395")
                    .replace("265885", "265985"))  # fmt: skip
    (statement,) = line.json(*dry)["statements"]
    assert (statement["proves"], statement["difference_pence"]) == (False, 100)
    rules = [remark["rule"] for remark in statement["remarks"]]
    assert rules == ["other_account", "other_currency"]
    words = line(*dry).out
    assert "does not prove" in words and "1.00 more" in words and "EUR" in words

    file.write_text(MT940.replace("C98,2N", "C98,x2N"))
    code, says = line.refused(*dry)
    assert code == "statement_faults" and "1 fault" in says
    assert "line 8, :61:" in line(*dry).out
    assert line.refused("bank", "load", file, "--cashbook", "NONE", "--dry-run")[0] == (
        "unknown_cashbook"
    )
    assert line(*dry, "--format", "odd").code == 2 and "mt940" in FORMATS


def booked(line: CommandLine, tmp_path: Path, text: str, *more: object) -> dict[str, Any]:
    return line.json(*load_of(tmp_path, text), *more)


def load_of(tmp_path: Path, text: str) -> tuple[object, ...]:
    file = tmp_path / f"statement-{abs(hash(text))}"
    file.write_text(text)
    return ("bank", "load", file, "--cashbook", "main")


def day_of(number: int, opening: str, closing: str) -> str:
    """The same three entries on that day of October 2025."""
    text = MT940.replace("60999912345678", OURS).replace("261123", f"2510{number:02d}")
    text = text.replace("1123C", f"10{number:02d}C").replace("1123D", f"10{number:02d}D")
    text = text.replace("C261122GBP1000,00", f"C251022GBP{opening}")
    return text.replace("GBP1152,95", f"GBP{closing}")


FIRST = day_of(20, "1000,00", "1152,95")


def test_a_statement_is_booked_once_and_says_how_it_stands_when_it_comes_again(
    line: CommandLine, tmp_path: Path
) -> None:
    told = booked(line, tmp_path, FIRST)
    (one,) = told["statements"]
    assert (one["statement"], one["entries"], one["known"], one["open"]) == (301, 3, 0, 3)
    assert (one["proves"], one["gap"], told["again"]) == (True, None, False)
    again = booked(line, tmp_path, FIRST)
    assert again == told | {"again": True}
    assert "booked before, by assistant.1" in line(*load_of(tmp_path, FIRST)).out
    assert line.json(*load_of(tmp_path, FIRST), login="assistant.2")["again"]
    assert line("check").code == 0


def test_a_statement_withdrawn_by_command_is_loaded_again_as_if_it_had_never_come(
    line: CommandLine, tmp_path: Path
) -> None:
    booked(line, tmp_path, FIRST)
    gone = line.json("bank", "withdraw", 301, "--why", "the wrong file")
    assert gone == {"statement": 301, "cashbook": "MAIN", "lines": 3}
    told = booked(line, tmp_path, FIRST)
    assert (told["statements"][0]["statement"], told["again"]) == (302, False)
    assert line("check").code == 0


def test_what_no_statement_shows_is_named_and_an_overlap_is_recognised(
    line: CommandLine, tmp_path: Path
) -> None:
    booked(line, tmp_path, FIRST)
    later = booked(line, tmp_path, day_of(23, "1200,00", "1352,95"))["statements"][0]
    assert later["gap"]["missing_pence"] == 4705
    words = line("bank", "list").out
    assert "302: 47.05 came in between Mon 20 Oct and Thu 23 Oct" in words
    again = FIRST.replace("STMT261123", "COPY").replace("00231/00001", "00001/00001")
    assert booked(line, tmp_path, again)["statements"][0]["known"] == 3


NAMELESS = """Date,Description,Money In,Money Out,Balance
23/11/2026,K OSEI RENT,104.75,,1104.75
24/11/2026,P KOWALCZYK,98.20,,1202.94
25/11/2026,J SMITH,98.20,,1301.14
"""


def test_a_file_that_names_no_account_is_of_one_cashbook_and_says_what_it_lacks(
    line: CommandLine, tmp_path: Path
) -> None:
    told = line(*load_of(tmp_path, NAMELESS), "--dry-run").out
    assert "the file names no account: is it the cashbook's?" in told
    assert "is not MAIN's" not in told
    assert "0.01- lies between this balance and the one before it" in told
    told = line(*load_of(tmp_path, NAMELESS), "--accept-difference").out
    assert "0.01- lies between this balance and the one before it" in told
    other = [part if part != "main" else "main-2" for part in load_of(tmp_path, NAMELESS)]
    code, says = line.refused(*other, "--accept-difference")
    assert code == "statement_elsewhere" and "statement 301 of MAIN" in says


def test_a_difference_is_shown_and_asked_about_and_another_account_refused(
    line: CommandLine, tmp_path: Path
) -> None:
    short = day_of(20, "1000,00", "1152,94")
    code, says = line.refused(*load_of(tmp_path, short))
    assert code == "statement_difference" and "0.01" in says
    assert (
        booked(line, tmp_path, short, "--accept-difference")["statements"][0]["accepted_by"]
        == "assistant.1"
    )
    assert line.refused(*load_of(tmp_path, MT940))[0] == "other_account"
    assert line.refused(*load_of(tmp_path, FIRST.replace("GBP", "EUR")))[0] == "other_currency"
    broken = line.refused(*load_of(tmp_path, FIRST.replace("C98,2N", "C98,x2N")))
    assert broken[0] == "statement_faults"
    assert len(line.json("bank", "list")["statements"]) == 1


def test_one_day_is_booked_once_in_whichever_formats_it_comes(
    line: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "statement"
    number = OURS[6:]
    for name, text in SAME_DAY.items():
        ours = text.replace("609999", OURS[:6]).replace("12345678", number)
        file.write_text(ours)
        (booked,) = line.json("bank", "load", file, "--cashbook", "MAIN")["statements"]
        assert (booked["format"], booked["entries"], booked["closing_pence"]) == (
            name, 3, None if booked["opening_pence"] is None else 115_295,
        )  # fmt: skip
    listed = line.json("bank", "list")["statements"]
    assert {one["format"] for one in listed} == set(SAME_DAY)
    assert sum(one["entries"] - one["known"] for one in listed) == 3


def open_lines(line: CommandLine) -> list[int]:
    return [one["line"] for one in line.json("bank", "lines", "--cashbook", "main")["lines"]]


def test_a_cashbook_is_opened_once_and_what_the_bank_had_not_is_brought_forward(
    line: CommandLine, tmp_path: Path
) -> None:
    items = tmp_path / "bf.csv"
    items.write_text(
        "date,kind,amount,words\n17/10/2025,receipt,104.75,slip 44\n"
        "18/10/2025,payment,50.00,cheque 000012\n12/10/2025,suspense,9.00,no reference\n"
    )
    opened = ("bank", "open", "main", "--day", "2025-10-19", "--balance", "1000.00")
    assert line.refused(*opened, "--items", items)[0] == "not_permitted"
    told = line.json(*opened, "--items", items, login="manager.1")
    assert (told["items"], told["suspense"], told["cashbook_pence"]) == (2, 1, 105475)
    assert line.json(*opened, "--items", items, login="manager.1") == told
    assert line.refused(*opened, login="manager.1")[0] == "opened_already"
    items.write_text("date,kind,amount,words\n20/10/2025,gift,0,x\n")
    code, _ = line.refused(*opened, "--items", items, login="manager.1")
    assert code == "items_faults"
    booked(line, tmp_path, FIRST)
    came = open_lines(line)
    assert len(came) == 3 and len(line.json("suspense", "list")["items"]) == 1
    assert line("check").code == 0


def test_a_receipt_that_came_back_is_reversed_and_its_case_ended_by_command(
    line: CommandLine, tmp_path: Path
) -> None:
    batch = line.batch("50.00", 1)
    keyed = tmp_path / "lines.csv"
    keyed.write_text("reference,amount\n10231190,50.00\n")
    line.json("batch", "key", batch, "--lines", keyed)
    number = line.json("batch", "post", batch)["number"]
    booked(line, tmp_path, FIRST)
    gone = open_lines(line)[-1]
    back = ("bank", "return", gone, f"{number}.1", "--kind", "cheque", "--why", "refer to drawer")
    assert line.refused(*back[:3], number, *back[4:])[0] == "unknown_posting"
    told = line.json(*back)
    assert (told["reverses"], told["amount_pence"]) == (f"{number}.1", 5000)
    assert line.json(*back) == told
    (case,) = line.json("bank", "returned")["cases"]
    assert (case["reference"], case["why"]) == ("10231190", "refer to drawer")
    assert "refer to drawer" in line("bank", "returned").out
    assert gone not in open_lines(line)
    line.json("bank", "done", case["case"])
    assert line.json("bank", "returned")["cases"] == []
    assert line("check").code == 0


def test_a_schedule_says_what_the_bank_has_of_it_and_is_tied_by_command(
    line: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "HB.csv"
    file.write_bytes(schedule(SMITH, total="392.80,0.00,392.80"))
    load = ("load", file, "--profile", "hb-schedule", "--cashbook", "MAIN")
    assert "no bank credit of £392.80 yet" in line(*load).out
    credit = FIRST.replace("C98,2N", "C392,8N").replace("1152,95", "1447,55")
    booked(line, tmp_path, credit)
    assert "bank credit Mon 20 Oct £392.80 agrees, not tied yet: rentbook file tie 501" in (
        line(*load).out
    )
    tied = line.json("file", "tie", 501)
    assert line.json("file", "tie", 501, *tied["lines"]) == tied
    assert line.json("file", "show", 501)["bank"]["state"] == "tied"
    assert line("check").code == 0


def test_what_a_statement_lacks_is_explained_by_command_and_the_day_proves(
    line: CommandLine, tmp_path: Path
) -> None:
    booked(line, tmp_path, day_of(20, "1000,00", "1153,95"), "--accept-difference")
    assert "bank explain --statement 301 says why" in line("bank", "list").out
    why = ("--reason", "enquiry", "--why", "asked the bank for the pound")
    assert line("bank", "explain", *why).code == 2
    assert line.refused("bank", "explain", "--statement", 9, *why)[0] == "unknown_statement"
    assert "statement 301 is explained" in line("bank", "explain", "--statement", 301, *why).out
    for each in line.json("bank", "lines")["lines"]:
        line("bank", "explain", "--line", each["line"], *why)
    day = line.json("reconcile", "MAIN", "2025-10-20")
    assert day["proves"] and "statement 301" in [each["what"] for each in day["explained"]]
