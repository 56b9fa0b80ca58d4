"""The book: what is true, kept in PostgreSQL."""
