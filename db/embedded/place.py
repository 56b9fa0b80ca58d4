"""The folder of an embedded book: what lies where in it, and who may do what to it at a time.

FOLDER/lock        flock: one session at a time starts or stops the server
FOLDER/caretaker   flock: held by the caretaker for as long as it lives; its pid is in it
FOLDER/passfile    the operators' generated passwords, in libpq's own format
FOLDER/bootstrap   the same for the two logins of the launcher itself
FOLDER/data log socket   the server's own; elsewhere when FOLDER/apart says so
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.refusal import Refusal, Unreached

Progress = Callable[[str], None]
SUPERUSER = "postgres"
CARETAKER = "rentbook_caretaker"
PORT = 5432
LOCK_WAIT_MAX = 600.0  # seconds; a start holds the lock through crash recovery


@dataclass(frozen=True, slots=True)
class Place:
    """An embedded book's folder; `home` is where its server lives, `socket` where it listens."""

    folder: Path
    home: Path
    socket: Path

    @property
    def lock(self) -> Path:
        """Whoever starts or stops the server holds this."""
        return self.folder / "lock"

    @property
    def caretaker(self) -> Path:
        """The caretaker holds this while it lives."""
        return self.folder / "caretaker"

    @property
    def passfile(self) -> Path:
        """Passwords of the operators."""
        return self.folder / "passfile"

    @property
    def bootstrap(self) -> Path:
        """Passwords of the launcher's own logins."""
        return self.folder / "bootstrap"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data folder."""
        return self.home / "data"

    @property
    def logs(self) -> Path:
        """The server's rotated logs."""
        return self.home / "log"

    @property
    def start_log(self) -> Path:
        """What was said before the server had a log."""
        return self.folder / "start.log"


def prepare(folder: Path) -> Path:
    """Makes the folder if need be, closed to others; refuses one that is somebody else's."""
    whole = folder.expanduser().resolve()
    try:
        whole.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = whole.stat().st_uid
        if owner == os.geteuid():
            whole.chmod(0o700)
    except OSError as fault:
        raise Unreached(f"the book's folder {whole} cannot be used: {fault.strerror}") from fault
    if owner != os.geteuid():
        raise Refusal(
            "embedded-owner",
            f"the book in {whole} belongs to another user of this machine (uid {owner}): "
            "open it as that user, or name another folder with --book embedded:FOLDER",
        )
    return whole


@contextmanager
def locked(path: Path, progress: Progress) -> Iterator[None]:
    """Holds the flock on `path`; says so while it waits for another session."""
    began, told = time.monotonic(), False
    with path.open("a") as held:
        while not taken(held.fileno()):
            if time.monotonic() - began > LOCK_WAIT_MAX:
                raise Unreached(
                    f"another session has been starting this book for {LOCK_WAIT_MAX:.0f} s: "
                    f"end it, or look into the log beside {path}"
                )
            if not told:
                progress("waiting for another session that is starting this book")
                told = True
            time.sleep(0.02)
        yield


def taken(descriptor: int) -> bool:
    """Takes the flock on an open file now, or says that somebody else has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether some living process holds the flock on `path`; the kernel frees it on any death."""
    try:
        with path.open("r") as asked:
            fcntl.flock(asked.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
