"""Payment files: what a payer says it paid, read whole through its profile."""

from core.payment_file.reading import (
    CREDITS,
    DEBITS,
    UNMOVING,
    FileFault,
    FileLine,
    LineKey,
    LineType,
    Reading,
    Totals,
    totals_of,
)

__all__ = [
    "CREDITS",
    "DEBITS",
    "UNMOVING",
    "FileFault",
    "FileLine",
    "LineKey",
    "LineType",
    "Reading",
    "Totals",
    "totals_of",
]
