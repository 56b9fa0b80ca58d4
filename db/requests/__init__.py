"""Requests: asking, reading with their evidence, deciding and withdrawing."""
