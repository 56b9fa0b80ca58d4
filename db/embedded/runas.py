"""Under whose name PostgreSQL runs: it refuses root, and many a trial machine knows only root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from core.refusal import Refusal
from db.embedded.programs import Programs


@dataclass(frozen=True, slots=True)
class RunAs:
    """How PostgreSQL's server programs are run.

    `prefix` goes before their argument list. `apart` says that they see nothing of ours: data and
    programs must then lie in a folder of `uid`'s own (db/embedded/apart).
    """

    prefix: tuple[str, ...] = ()
    apart: bool = False
    uid: int = -1
    gid: int = -1


def choose(programs: Programs, folder: Path) -> RunAs:
    """The gentlest way that works here; refuses, with the line to type, when none does.

    An ordinary user runs it as himself. Root maps itself to another uid, which touches no
    permission of any folder; where that is forbidden (containers often do), it steps down.
    """
    if os.geteuid() != 0:
        return RunAs()
    other = _somebody_else()
    mapped = RunAs(("unshare", "--user", f"--map-user={other.pw_uid}", "--"))
    reach = ("sh", "-c", 'test -w "$1" && exec "$2" --version', "sh")
    if _works(*mapped.prefix, *reach, str(folder), programs.path("postgres")):
        return mapped
    stepped = step_down(other)
    if _works(*stepped.prefix, "true"):
        return stepped
    raise Refusal(
        "embedded-root",
        "PostgreSQL does not run as root, and this machine lets root neither map itself "
        "(unshare --user) nor step down (setpriv): run rentbook as an ordinary user, for "
        "instance `useradd -m rent` and then `su - rent -c 'rentbook demo'`",
    )


def step_down(other: pwd.struct_passwd | None = None) -> RunAs:
    """Runs as another user for good; what it reads must be that user's."""
    who = other or _somebody_else()
    drop = (f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups", "--inh-caps=-all")
    return RunAs(("setpriv", *drop, "--"), apart=True, uid=who.pw_uid, gid=who.pw_gid)


def with_its_parent() -> tuple[str, ...]:
    """A prefix that stops the server when whoever started it is killed (Linux only, else empty).

    It must come after RunAs.prefix: changing user forgets the request.
    """
    asked = ("setpriv", "--pdeathsig", "INT", "--")
    return asked if _works(*asked, "true") else ()


def _somebody_else() -> pwd.struct_passwd:
    # initdb looks its user up, so the uid must have an entry; nobody owns no files by intent.
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        return next(entry for entry in pwd.getpwall() if entry.pw_uid != 0)


def _works(*argv: str) -> bool:
    if shutil.which(argv[0]) is None:
        return False
    silent = subprocess.DEVNULL
    return subprocess.run(argv, stdin=silent, stdout=silent, stderr=silent).returncode == 0
