"""Reconciliation: which lines of the bank and which entries of the cashbook are the same money."""

from core.reconciliation.inside import Receipt
from core.reconciliation.item import Item, Kind, Proposal, Window
from core.reconciliation.proposals import proposals

__all__ = ["Item", "Kind", "Proposal", "Receipt", "Window", "proposals"]
