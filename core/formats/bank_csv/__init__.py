"""Bank CSV is what United Kingdom banks let one download: rows, mostly under a header."""
