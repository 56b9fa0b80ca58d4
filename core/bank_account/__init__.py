"""A bank account of the United Kingdom: what is written of it, shown of it, and plausible of it."""
