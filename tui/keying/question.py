"""The one line an amber question is put in: name, address, key and amount whatever else must go."""

from rich.cells import cell_len

from core.corroboration import Corroboration
from core.finder.row import Hit
from core.money import Pence, pounds
from tui.addresses import short_address
from tui.widgets.drawing import cut

COLUMNS = 75  # of the 80: margins, and the sign before the question
_ALIKE = (" is much alike", " pays this too")  # what is said of another account, named before it
_LEAST = (11, 12, 22)  # columns that name, address and reason keep between them at 80


def amber_words(hit: Hit, decided: Corroboration, amount: Pence, columns: int = COLUMNS) -> str:
    """`Kaur, Ms J, 9 Larch Court: usually 98.20. Enter keeps 61.05`, in so many columns.

    What gives way, in this order: the town, then words of reason, address and name; the amount
    never does, for it is what Enter keeps.
    """
    name, address = hit.name or hit.payment_ref, hit.address or "address hidden"
    why = decided.says.partition(":")[0]
    near, key = short_address(address), f"Enter keeps {pounds(amount)}"
    for where in (address, near):
        said = f"{name}, {where}: {why}. {key}"
        if cell_len(said) <= columns:
            return said
    room = columns - cell_len(f", : . {key}")
    name, near, why = _shares((name, near, why), room)
    return f"{name}, {near}: {why}. {key}"


def _shares(texts: tuple[str, str, str], room: int) -> tuple[str, str, str]:
    """The three texts in `room` columns: the last gives way first, none below its least.

    A reason that ends in a sum, as the parts of a split do, keeps it while there is room.
    """
    widths = [cell_len(text) for text in texts]
    least = list(_LEAST)
    if texts[2][-1:].isdigit():
        least[0] -= 1
        least[2] = max(least[2], min(widths[2], room - least[0] - least[1]))
    for place in (2, 1, 0):
        over = sum(widths) - room
        widths[place] -= max(0, min(over, widths[place] - least[place]))
    name, address, why = texts
    return cut(name, widths[0]), cut(address, widths[1]), _cut_reason(why, widths[2])


def _cut_reason(why: str, room: int) -> str:
    """Who is much alike may be cut short; that somebody is may not."""
    said = next((end for end in _ALIKE if why.endswith(end)), "")
    who, left = why.removesuffix(said), room - cell_len(said)
    reference = who.partition(" ")[0]  # told whole before any of the name: its digits tell it apart
    return (reference if said and cell_len(reference) >= left - 3 else cut(who, left)) + said


def post_words(lines: int, total: Pence, control: str) -> str:
    """`Post 15 lines, 2,187.05, to cheque 1042? F10 posts`."""
    return (
        f"Post {lines} {'line' if lines == 1 else 'lines'}, {pounds(total)}, {control}? F10 posts"
    )
