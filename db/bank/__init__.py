"""The bank's side of the book: statements, lines and matches, and its days proved and signed."""
