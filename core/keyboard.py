"""The keyboard: which keys lie beside which, where a finger that misses comes down."""

from typing import Final

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _beside() -> dict[str, str]:
    keys: dict[str, str] = {}
    for row, letters in enumerate(_ROWS):
        for place, letter in enumerate(letters):
            near = letters[max(0, place - 1) : place] + letters[place + 1 : place + 2]
            for other in _ROWS[max(0, row - 1) : row] + _ROWS[row + 1 : row + 2]:
                near += other[place : place + 1] + other[max(0, place - 1) : place]
            keys[letter] = near
    return keys


BESIDE: Final = _beside()
