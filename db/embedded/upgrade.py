"""A folder made by another major version: brought up if the old programs are here, or refused."""

import re
import shutil
import subprocess

from core.refusal import Refusal
from db.embedded.cluster import init, made_by, new_draft, run_logged, write_for
from db.embedded.place import Place, Progress
from db.embedded.postmaster import plain_environment
from db.embedded.programs import Programs, bundled_major
from db.embedded.runas import RunAs, with_its_parent

_FORMER = "former-data"


def bring_up(place: Place, programs: Programs, run_as: RunAs, progress: Progress) -> None:
    """Leaves a data folder of `programs`' own major version; the old one until it has started."""
    former = place.home / _FORMER
    if former.exists() and not place.cluster.exists():
        former.rename(place.cluster)  # killed between the two renames below
    made = made_by(place)
    if made is None or made == programs.major:
        return
    old = bundled_major(made) if made < programs.major else None
    if old is None or run_as.apart:
        raise _refused(place, made, programs)
    progress(f"bringing the book from PostgreSQL {made} to {programs.major}")
    draft = new_draft(place, run_as)
    _recover(place, old, run_as)
    data = init(draft, place, programs, run_as, _checksums(place, programs, run_as))
    write_for(run_as, draft / "passfile", place.bootstrap.read_text())
    change = [programs.path("pg_upgrade"), "-U", "postgres", "-s", str(place.socket)]
    change += ["-b", str(old.folder), "-B", str(programs.folder)]
    change += ["-d", str(place.cluster), "-D", str(data)]
    with_password = ["env", f"PGPASSFILE={draft / 'passfile'}"]
    place.socket.mkdir(mode=0o700, exist_ok=True)
    run_logged(place, [*run_as.prefix, *with_its_parent(), *with_password, *change], folder=draft)
    place.cluster.rename(former)
    data.rename(place.cluster)
    shutil.rmtree(draft, ignore_errors=True)


def let_former_go(place: Place) -> None:
    """Removes the old version's folder once the new one has served: people's data is in it."""
    shutil.rmtree(place.home / _FORMER, ignore_errors=True)


def _recover(place: Place, old: Programs, run_as: RunAs) -> None:
    # pg_upgrade takes only a folder that was shut down; alone, the old server recovers and ends.
    alone = [old.path("postgres"), "--single", "-D", str(place.cluster), "postgres"]
    run_logged(place, [*run_as.prefix, *with_its_parent(), *alone])


def _checksums(place: Place, programs: Programs, run_as: RunAs) -> str:
    # Both folders must agree, and PostgreSQL changed its mind about the default in 18.
    asked = [*run_as.prefix, programs.path("pg_controldata"), "-D", str(place.cluster)]
    told = subprocess.run(asked, capture_output=True, text=True, env=plain_environment()).stdout
    found = re.search(r"checksum version:\s*(\d+)", told)
    return "--data-checksums" if found and found.group(1) != "0" else "--no-data-checksums"


def _refused(place: Place, made: int, programs: Programs) -> Refusal:
    if made > programs.major:
        return Refusal(
            "embedded-newer",
            f"the book in {place.folder} was made by PostgreSQL {made}, and this rentbook carries "
            f"{programs.major}: open it with the newer rentbook that made it",
        )
    return Refusal(
        "embedded-older",
        f"the book in {place.folder} was made by PostgreSQL {made}, and this rentbook carries "
        f"{programs.major}: run `rentbook backup FILE` with the rentbook you had, then "
        "`rentbook --book embedded:NEW-FOLDER restore FILE` with this one",
    )
