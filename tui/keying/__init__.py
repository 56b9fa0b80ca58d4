"""Keying: receipts typed line by line into a batch; what knows no terminal stands here first."""
