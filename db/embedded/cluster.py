"""The data folder of a server: made once, whole or not at all, and told its settings."""

import os
import re
import secrets
import shutil
import subprocess
from pathlib import Path

from core.refusal import Unreached
from db.embedded.passwords import keep, new_password
from db.embedded.passwords import password as kept_password
from db.embedded.place import CARETAKER, SUPERUSER, Place
from db.embedded.postmaster import plain_environment
from db.embedded.programs import Programs
from db.embedded.runas import RunAs, with_its_parent
from db.embedded.settings import entry_text, settings_text

_DRAFT = "making-"
_INCLUDE = "include 'rentbook.conf'"
_GRAVE = r"(FATAL|PANIC|error):"
_MARKS = r"^.*?(LOG|FATAL|PANIC|error):"


def make(place: Place, programs: Programs, run_as: RunAs) -> None:
    """Makes the data folder with its two launcher logins; one left half made is thrown away."""
    throw_drafts_away(place)
    passwords = {login: new_password() for login in (SUPERUSER, CARETAKER)}
    for login, secret in passwords.items():
        keep(place.bootstrap, login, secret)
    draft = new_draft(place, run_as)
    data = init(draft, place, programs, run_as)
    sql = (
        f"CREATE ROLE {CARETAKER} LOGIN PASSWORD '{passwords[CARETAKER]}';\n"
        f"GRANT pg_read_all_stats TO {CARETAKER};\n"
    )
    alone = [programs.path("postgres"), "--single", "-j", "-D", str(data), "postgres"]
    run_logged(place, [*run_as.prefix, *with_its_parent(), *alone], said=sql.replace("\n", "\n\n"))
    data.rename(place.cluster)
    throw_drafts_away(place)


def init(draft: Path, place: Place, programs: Programs, run_as: RunAs, *more: str) -> Path:
    """Runs initdb into `draft` and gives the new data folder; `more` are options of initdb."""
    secret = kept_password(place.bootstrap, SUPERUSER) or ""
    write_for(run_as, draft / "password", secret + "\n")
    data = draft / "data"
    made = [programs.path("initdb"), "-D", str(data), "-U", SUPERUSER, "--encoding=UTF8"]
    made += ["--locale=C", "--auth=scram-sha-256", f"--pwfile={draft / 'password'}"]
    if programs.major >= 17:
        # Byte order for sorting, yet upper and lower case of every letter, on every machine.
        made += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    run_logged(place, [*run_as.prefix, *with_its_parent(), *made, *more])
    (draft / "password").unlink()
    return data


def tell_settings(place: Place, programs: Programs, run_as: RunAs) -> None:
    """Writes the server's settings and its list of who may enter; both are ours, not the data's."""
    for folder in (place.logs, place.socket):
        folder.mkdir(mode=0o700, exist_ok=True)
        give(run_as, folder)
    text = settings_text(programs.major, place.socket, place.logs)
    write_for(run_as, place.cluster / "rentbook.conf", text)
    # initdb tried out what this machine can do (kinds of shared memory) and wrote it down here.
    found_out = (place.cluster / "postgresql.conf").read_text()
    if _INCLUDE not in found_out:
        write_for(run_as, place.cluster / "postgresql.conf", f"{found_out}\n{_INCLUDE}\n")
    write_for(run_as, place.cluster / "pg_hba.conf", entry_text())


def made_by(place: Place) -> int | None:
    """The major version that made the data folder, or None while there is none."""
    try:
        return int((place.cluster / "PG_VERSION").read_text())
    except FileNotFoundError:
        return None


def new_draft(place: Place, run_as: RunAs) -> Path:
    """An empty folder beside the data, under a name no earlier attempt had."""
    draft = place.home / f"{_DRAFT}{secrets.token_hex(4)}"
    draft.mkdir(mode=0o700)
    give(run_as, draft)
    return draft


def throw_drafts_away(place: Place) -> None:
    """Removes what a killed session was making."""
    for draft in place.home.glob(f"{_DRAFT}*"):
        shutil.rmtree(draft, ignore_errors=True)


def run_logged(
    place: Place, argv: list[str], *, said: str = "", folder: Path | None = None
) -> None:
    """Runs one of PostgreSQL's programs; what it printed is in start.log when it fails."""
    with place.start_log.open("w") as out:
        done = subprocess.run(
            argv,
            input=said,
            text=True,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder or os.sep,
            env=plain_environment(),
        )
    if done.returncode != 0:
        name = next(Path(part).name for part in argv if "/bin/" in part)
        raise Unreached(f"{name} failed: {last_fault([place.start_log])}")


def last_fault(logs: list[Path]) -> str:
    """Why, in one line, and in which log that stands: the last grave line, or just the last."""
    lines = [(line, log) for log in logs if log.exists() for line in _lines(log)]
    told = [pair for pair in lines if _tells_why(pair[0])]
    line, log = (told or lines or [("it said nothing", logs[-1])])[-1]
    return f"{re.sub(_MARKS, '', line).strip()} (log: {log})"


def _tells_why(line: str) -> bool:
    # Whoever asks too early is told so with level FATAL; that is no reason for anything. A bad
    # setting is named with level LOG, and only counted by the FATAL after it.
    empty = "the database system is" in line or "contains errors" in line
    named = "LOG:  " in line and (" parameter " in line or "syntax error" in line)
    return not empty and (named or re.search(_GRAVE, line) is not None)


def write_for(run_as: RunAs, path: Path, text: str) -> None:
    """Writes a file only the server's user can read."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    give(run_as, path)


def give(run_as: RunAs, path: Path) -> None:
    """Hands a file to the user the server runs as, where that is not us."""
    if run_as.apart:
        os.chown(path, run_as.uid, run_as.gid)


def _lines(log: Path) -> list[str]:
    text = log.read_text(errors="replace")
    return [line for line in text.splitlines() if line.strip()]
