"""A fragment is what was typed of a payer: it names a tenancy, stands in it, or resembles it."""

from core.corroboration import Shown
from core.finder.row import Hit
from core.reference import normalise

# How the finder words a likeness it had to guess (core/finder/reasons.py).
_GUESSES = (" letter from ", " letters from ", " sounds like ", "misread", "swapped")


def how_shown(fragment: str, hit: Hit) -> Shown:
    """How plainly the fragment means this hit: its whole reference, written in it, or guessed."""
    typed = normalise(fragment)
    if typed and typed in (normalise(hit.payment_ref), normalise(hit.tenancy_ref)):
        return Shown.NAMED
    guessed = any(guess in why for why in hit.why for guess in _GUESSES)
    return Shown.GUESSED if guessed or not hit.why else Shown.WRITTEN
