"""Reconciliation: which lines of the bank and which entries of the cashbook are the same money."""

from core.reconciliation.item import Item, Kind, Proposal, Window
from core.reconciliation.proposals import proposals

__all__ = ["Item", "Kind", "Proposal", "Window", "proposals"]
