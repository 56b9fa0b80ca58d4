"""Suspense: cases, whose each may be, how they are cleared, and what others answer of them."""
