"""An embedded book for every fault test, made once and copied: making one takes a second."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import embedded


@pytest.fixture(scope="session")
def made_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an embedded book that is not served."""
    folder = tmp_path_factory.mktemp("made") / "b"
    embedded.ensure(folder, linger=5)
    embedded.stop(folder)
    return folder


@pytest.fixture
def folder(made_book: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of that book; whatever serves it in the end is stopped."""
    copy = tmp_path / "b"
    shutil.copytree(made_book, copy)
    yield copy
    if copy.exists():
        embedded.stop(copy)
