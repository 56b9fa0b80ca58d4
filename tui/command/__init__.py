"""The command line: everything that runs unattended, by the same functions as the screens."""
