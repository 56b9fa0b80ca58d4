"""A PostgreSQL of one's own: a book in a folder, served for as long as somebody has it open."""
