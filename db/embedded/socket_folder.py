"""Where the server's socket lies: in a folder only its owner may enter, by a path short enough."""

import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

from core.refusal import Unreached
from db.embedded.place import PORT

# A Unix socket's whole path fits in 104 bytes on some systems and 108 on Linux, one is the NUL.
PATH_BYTES_MAX = 103
_NOTED = "socket-at"


def socket_folder(folder: Path, home: Path) -> Path:
    """The folder of the socket: inside `home` when that is short enough, else a short private one.

    A choice outside is noted in `folder`, because a later session may have another environment.
    """
    inside = home / "socket"
    if _fits(inside):
        return inside
    noted = folder / _NOTED
    if noted.exists() and _is_private(Path(noted.read_text())):
        return Path(noted.read_text())
    chosen = _short_folder(folder)
    noted.write_text(str(chosen))
    return chosen


def _short_folder(folder: Path) -> Path:
    name = f"rentbook-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"
    for parent in _short_parents():
        # A folder another user put there first is left alone, and another name taken.
        for path in (parent / name, parent / f"{name}-{secrets.token_hex(4)}"):
            if _fits(path) and _made_private(path):
                return path
    raise Unreached(
        f"the path {folder} is too long for a socket, and no short private folder could be made: "
        "set XDG_RUNTIME_DIR to a folder of your own, or choose a shorter one for the book"
    )


def _short_parents() -> list[Path]:
    given = (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), str(Path(os.sep, "tmp")))
    return [Path(parent) for parent in given if parent]


def _made_private(path: Path) -> bool:
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    return _is_private(path)


def _is_private(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    closed = not found.st_mode & 0o077
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and closed


def _fits(path: Path) -> bool:
    return len(os.fsencode(path / f".s.PGSQL.{PORT}")) <= PATH_BYTES_MAX
