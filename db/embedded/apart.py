"""A home for a server that runs as another user: its data and programs, closed to everybody else.

Used only by root where mapping itself to another uid is forbidden (db/embedded/runas): what lies
in root's own folders, the stepped-down server cannot read.
"""

import os
import secrets
import shutil
from pathlib import Path

from core.refusal import Unreached
from db.embedded.programs import BUNDLE, Programs, programs_in
from db.embedded.runas import RunAs

_NOTED = "apart"
_OWNER = "book"  # names the book's folder, inside the home


def noted_home(folder: Path) -> Path | None:
    """The home this book already has, or None; says so when it is gone."""
    noted = folder / _NOTED
    if not noted.exists():
        return None
    home = Path(noted.read_text())
    if not home.is_dir():
        raise Unreached(f"the data of the book in {folder} lay in {home}, which is gone")
    return home


def make_home(folder: Path, run_as: RunAs) -> Path:
    """Makes a home under the system's state folder and notes it in the book's folder."""
    state = _state_folder()
    try:
        state.mkdir(mode=0o711, parents=True, exist_ok=True)
        _sweep(state)
        home = state / secrets.token_hex(6)
        home.mkdir(mode=0o700)
    except OSError as fault:
        raise Unreached(f"no folder can be made in {state}: {fault.strerror}") from fault
    (home / _OWNER).write_text(str(folder))
    os.chown(home, run_as.uid, run_as.gid)
    (folder / _NOTED).write_text(str(home))
    return home


def copied_programs(home: Path, programs: Programs, run_as: RunAs) -> Programs:
    """The same programs, copied once per version to where the server's user can read them."""
    package = programs.folder.parent.parent
    copy = home / f"programs-{programs.version}"
    inside = copy / BUNDLE / programs.folder.parent.name / "bin"
    if not copy.exists():
        draft = home / f"making-{secrets.token_hex(4)}"
        wanted = (Path(BUNDLE, programs.folder.parent.name), Path(f"{BUNDLE}.libs"))
        for part in wanted:
            if (package.parent / part).exists():
                _copy(package.parent / part, draft / part)
        for path in (draft, *draft.rglob("*")):
            os.chown(path, run_as.uid, run_as.gid, follow_symlinks=False)
        draft.rename(copy)
    return programs_in(inside)


def _copy(part: Path, copy: Path) -> None:
    # What only compilers read is half of it.
    unread = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a")
    shutil.copytree(part, copy, symlinks=True, ignore=unread)


def _sweep(state: Path) -> None:
    # A book's folder that was deleted leaves its home here; nothing else knows of it.
    for home in state.iterdir():
        owner = home / _OWNER
        if owner.exists():
            noted = Path(owner.read_text()) / _NOTED
            if not noted.exists() or noted.read_text() != str(home):
                shutil.rmtree(home, ignore_errors=True)


def _state_folder() -> Path:
    given = os.environ.get("RENTBOOK_STATE_FOLDER")
    return Path(given) if given else Path(os.sep, "var", "lib", "rentbook")
