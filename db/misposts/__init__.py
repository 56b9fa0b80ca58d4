"""Misposts: receipts that may have gone to the wrong account, found, kept in view, corrected."""
