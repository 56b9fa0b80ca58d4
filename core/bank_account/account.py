"""A bank account is a sort code and an account number, at a building society with a roll number."""

import re
from dataclasses import dataclass

from core.delimited import RowFault
from core.text import clean

ROLL_MAX = 18  # it travels as the reference of the payment (domain.md 1.4.1)
_ROLL = re.compile(r"[A-Z0-9](?:[A-Z0-9 ./-]*[A-Z0-9])?")
_SANTANDER = ("72", "890", "891", "892", *(f"09{tens:02}" for tens in range(20)))
_NATWEST = ("01", *(str(tens) for tens in range(50, 67)))


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Six and eight digits as text, and a roll number or nothing."""

    sort_code: str
    number: str
    roll: str = ""

    @property
    def spaced(self) -> str:
        """The whole of it, for those who may see it."""
        roll = f" roll {self.roll}" if self.roll else ""
        return f"{dashed(self.sort_code)} {self.number}{roll}"

    @property
    def masked(self) -> str:
        """What everybody else sees: the bank and the last four digits."""
        return masked(self.sort_code, self.number)


def is_roll(text: str) -> bool:
    """Whether the text may be a building society's roll number, as it travels."""
    return len(text) <= ROLL_MAX and _ROLL.fullmatch(text) is not None


def dashed(sort_code: str) -> str:
    """A sort code as it is printed: 08-99-99."""
    return "-".join(sort_code[at : at + 2] for at in (0, 2, 4))


def masked(sort_code: str, number: str) -> str:
    """Sort code and the last four digits: 08-99-99 ····4958."""
    return f"{dashed(sort_code)} ····{number[-4:]}"


def read_account(sort_code: str, number: str, roll: str = "") -> BankAccount | list[RowFault]:
    """The account as typed, or everything that is wrong with it.

    An account number of six, seven, nine or ten digits becomes eight by its bank's own rule
    (domain.md 2.2, 1); the sort code may change with it.
    """
    code, digits, rolled = _bare(sort_code), _bare(number), " ".join(roll.upper().split())
    faults = list(_faults(code, digits, rolled))
    if faults:
        return faults
    code, digits = _eight(code, digits)
    return BankAccount(code, digits, rolled)


def _bare(written: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015]", "", written)


def _faults(code: str, digits: str, roll: str) -> list[RowFault]:
    faults: list[RowFault] = []
    if not re.fullmatch(r"[0-9]{6}", code) or code == "000000":
        says = f"a sort code is six digits, not {clean(code, 20) or 'nothing'}: see the statement"
        faults.append(RowFault(0, "sort_code", "sort_code_wrong", says))
    if not re.fullmatch(r"[0-9]{6,10}", digits):
        says = f"an account number is eight digits, not {len(digits)}: see the statement"
        faults.append(RowFault(0, "account_number", "account_number_wrong", says))
    elif len(digits) > 8 and not _known_length(code, digits):
        says = f"{len(digits)} digits are no account number of that bank: see the statement"
        faults.append(RowFault(0, "account_number", "account_number_wrong", says))
    if roll and not is_roll(roll):
        says = f"a roll number has at most {ROLL_MAX} letters and digits: see the passbook"
        faults.append(RowFault(0, "roll", "roll_wrong", says))
    return faults


def _known_length(code: str, digits: str) -> bool:
    if len(digits) == 9:
        return code.startswith(_SANTANDER)
    return _is_co_op(code) or code.startswith(_NATWEST)


def _is_co_op(code: str) -> bool:
    return code.startswith("08") and not code.startswith("083")


def _eight(code: str, digits: str) -> tuple[str, str]:
    if len(digits) <= 8:
        return code, digits.zfill(8)
    if len(digits) == 9:
        return code[:5] + digits[0], digits[1:]
    return code, digits[:8] if _is_co_op(code) else digits[2:]
