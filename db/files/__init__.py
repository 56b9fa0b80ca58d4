"""Payment files: read, matched, loaded as batches, settled line by line, reversed whole."""
