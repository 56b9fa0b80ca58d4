"""Programs of the system that some tests need and no package brings."""

import shutil

import pytest


def needed(program: str) -> str:
    """The path of a program; without it the test says that it proved nothing here."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"not proved here: {program} is not on this machine")
    return found
