"""Payment files of our own making, in the shapes of real ones; nobody in them lives."""

import io
from functools import cache

import xlsxwriter

from core.payment_file import FileLine, Reading
from core.payment_file.read import read_payment_file
from core.profile import Profile
from core.profile.toml_file import read_profile
from db.files.shipped import shipped_profiles

HB_HEADER = (
    "Claim Ref,Rent Ref,Claimant,Address,Postcode,Payment Date,Period From,Period To,"
    "Gross,Deduction,Net,Type,Debtor Ref,Debtor Name"
)
_OUR_ACCOUNT = "60999912345678"


@cache
def shipped(name: str) -> Profile:
    """A profile as it ships."""
    return profile_of(shipped_profiles()[name])


def profile_of(text: str) -> Profile:
    """A profile whose TOML is known to be right."""
    profile, faults = read_profile(text)
    assert profile is not None, faults
    return profile


def read(name: str, content: str | bytes) -> Reading:
    """A file read by a shipped profile."""
    return read_payment_file(
        shipped(name), content.encode() if isinstance(content, str) else content
    )


def faults_of(reading: Reading) -> list[tuple[int, str, str]]:
    """Line, field and rule of each fault."""
    return [(fault.line, fault.field, fault.rule) for fault in reading.faults]


def hb_row(gross: str, deduction: str, net: str, **more: str) -> str:
    """One row of an HB schedule."""
    told = {
        "claim": "C1000001", "ref": "10234417", "name": "Ms A Grant", "type": "HB",
        "debtor": "", "debtor_name": "", "day": "23/11/2026",
    } | more  # fmt: skip
    return (
        f"{told['claim']},{told['ref']},{told['name']},3/1 Mill Road,ZZ1 1AA,{told['day']},"
        f"26/10/2026,22/11/2026,{gross},{deduction},{net},{told['type']},"
        f"{told['debtor']},{told['debtor_name']}"
    )


def hb_file(total: str, *rows: str) -> str:
    """An HB schedule; `total` is its gross, deduction and net, parted by commas."""
    return "\n".join([HB_HEADER, *rows, f"TOTAL,,,,,,,,{total},,,", ""])


def item18(code: str, pence: int, name: str = "", reference: str = "", **more: str) -> str:
    """One item of a Standard-18 file, 106 characters."""
    ours, payer = more.get("ours", _OUR_ACCOUNT), more.get("payer", "0" * 14)
    return (
        f"{ours}0{code}{payer}{more.get('free', '0000')}{pence:011d}{name:<18}{reference:<18}"
        f"{'':18} {more.get('day', '26327')}"
    )


def file18(controls: tuple[int, int, int, int, int], *items: str, end: str = "\n") -> str:
    """A Standard-18 file of one account with its UTL1: debits, credits, their counts, balances."""
    sums = f"{controls[0]:013d}{controls[1]:013d}"
    counts = "".join(f"{count:07d}" for count in controls[2:])
    lines = [
        "VOL1ABCD12                           ****830000".ljust(79) + "3",
        "HDR1 A609999Z0001".ljust(47) + " 26327",
        "UHL1 26327609999    00000000         000".ljust(54) + "MADE UP HOMES",
        *items,
        f"UTL1{sums}{counts}",
        "",
    ]
    return end.join(lines)


def card_line(card: str, pence: int, mark: str = " ", day: str = "22112026") -> str:
    """One payment of a card agency's fixed-width file."""
    return f"D{card}{day}{pence:010d}{mark}{'SHOP 17':<20}"


def workbook(rows: list[list[object]]) -> bytes:
    """The bytes of a workbook whose first sheet has these rows."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return content.getvalue()


def short(line: FileLine) -> tuple[str, int, int, int]:
    """What a line moves: type, gross, recovery, net."""
    return (line.type.value, line.gross, line.recovery, line.net)
