"""Formats turn bytes into records, each by itself."""
