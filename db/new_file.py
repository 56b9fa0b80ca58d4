"""A new file that nobody else may read, which overwrites nothing and never stays half written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from core.refusal import Refusal

_MODE = 0o600  # what a book tells is for whoever asked it


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """Opens `path` for writing text, as a new file of mode 0600; removes it when the block fails.

    Raises Refusal where a file stands already, or none can be made.
    """
    with os.fdopen(create(path), "w", encoding="utf-8", newline="") as file:
        try:
            yield file
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def create(path: Path) -> int:
    """A descriptor of the new, empty file; raises Refusal where a file stands or none can be."""
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    except FileExistsError:
        raise Refusal(
            "file_exists", f"{path} exists: name another file, or remove it", str(path)
        ) from None
    except OSError as fault:
        raise Refusal("file_not_written", f"{path}: {fault.strerror}", str(path)) from None
