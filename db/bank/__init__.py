"""The bank's side of the book: statements, their lines, and what each is matched to."""
