"""The modulus check says whether an account number could exist at a sort code, never that it does.

Rules and exceptions: domain.md 2.2. Digits are u v w x y z of the sort code, a to h of the account.
"""

from enum import StrEnum

from core.bank_account.account import BankAccount
from core.bank_account.tables import Method, ModulusTable, Weights

_A, _B, _C, _G, _H = 6, 7, 8, 12, 13  # places among the fourteen digits
_TWO = (0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1)  # exception 2 where a is not 0 and g is not 9
_TWO_NINE = (0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1)  # … and g is 9
_EITHER = ({2, 9}, {10, 11}, {12, 13})  # of these pairs one check is enough


class Verdict(StrEnum):
    """What the check can say; a plausible number is not a verified one."""

    PLAUSIBLE = "plausible"
    FAILS = "fails"
    UNCHECKED = "cannot be checked"


def check(account: BankAccount, table: ModulusTable) -> Verdict:
    """Whether the number agrees with the rules of its sort code, where there are any."""
    rows = table.checks(account.sort_code)
    digits = _digits(account.sort_code, account.number)
    if not rows or any(_is_foreign(row, digits) for row in rows):
        return Verdict.UNCHECKED
    needed = [row for row in rows if not _is_excused(row, digits)]
    passed = [_passes(row, account, table) for row in needed]
    enough = any if {row.exception for row in rows} in _EITHER else all
    return Verdict.PLAUSIBLE if enough(passed) else Verdict.FAILS


def _digits(sort_code: str, number: str) -> tuple[int, ...]:
    return tuple(int(digit) for digit in sort_code + number)


def _is_foreign(row: Weights, digits: tuple[int, ...]) -> bool:
    """Exception 6: a foreign currency account, which no rule checks."""
    return row.exception == 6 and 4 <= digits[_A] <= 8 and digits[_G] == digits[_H]


def _is_excused(row: Weights, digits: tuple[int, ...]) -> bool:
    """Exception 3: no second check where c is 6 or 9."""
    return row.exception == 3 and digits[_C] in (6, 9)


def _passes(row: Weights, account: BankAccount, table: ModulusTable) -> bool:
    digits = _digits(_sort_code(row, account.sort_code, table), account.number)
    weights = _weights(row, digits)
    remainder = _total(row, digits, weights) % (11 if row.method is Method.MOD11 else 10)
    match row.exception:
        case 4:
            return remainder == digits[_G] * 10 + digits[_H]
        case 5:
            return _passes_five(row.method, remainder, digits)
        case 14 if remainder != 0:
            return _passes_fourteen(row, digits)
    return remainder == 0


def _sort_code(row: Weights, sort_code: str, table: ModulusTable) -> str:
    match row.exception:
        case 5:
            return table.stand_in(sort_code)
        case 8:
            return "090126"
        case 9:
            return "309634"
    return sort_code


def _weights(row: Weights, digits: tuple[int, ...]) -> tuple[int, ...]:
    a, b, g = digits[_A], digits[_B], digits[_G]
    if row.exception == 2 and a != 0:
        return _TWO_NINE if g == 9 else _TWO
    if (row.exception == 7 and g == 9) or (
        row.exception == 10 and b == 9 and a in (0, 9) and g == 9
    ):
        return (0,) * 8 + row.weights[8:]
    return row.weights


def _total(row: Weights, digits: tuple[int, ...], weights: tuple[int, ...]) -> int:
    products = [digit * weight for digit, weight in zip(digits, weights, strict=True)]
    if row.method is not Method.DBLAL:
        return sum(products)
    return sum(sum(divmod(product, 10)) for product in products) + 27 * (row.exception == 1)


def _passes_five(method: Method, remainder: int, digits: tuple[int, ...]) -> bool:
    if method is Method.MOD11:
        return remainder != 1 and digits[_G] == (11 - remainder) % 11
    return digits[_H] == (10 - remainder) % 10


def _passes_fourteen(row: Weights, digits: tuple[int, ...]) -> bool:
    """The account without its last digit, which is 0, 1 or 9, and with a nought in front."""
    if digits[_H] not in (0, 1, 9):
        return False
    shifted = (*digits[:6], 0, *digits[6:13])
    return _total(row, shifted, row.weights) % 11 == 0
