"""As root, PostgreSQL runs under another uid by the gentlest way the machine allows."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.refusal import Refusal
from db import embedded
from tests.faults.embedded_sessions import LOOK, ROOT, ask, pid_of_server

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="not proved here: only root can"),
    pytest.mark.skipif(sys.platform != "linux", reason="not proved here: Linux only"),
]


@pytest.fixture
def forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder first on the PATH where programs that refuse their work are put by `forbid`."""
    place = tmp_path / "forbidden"
    place.mkdir()
    monkeypatch.setenv("PATH", f"{place}:{os.environ['PATH']}")
    return place


def forbid(place: Path, name: str) -> None:
    """Puts a program `name` that fails, as the real one does where the kernel says no."""
    (place / name).write_text("#!/bin/sh\necho 'Operation not permitted' >&2\nexit 1\n")
    (place / name).chmod(0o755)


@pytest.fixture
def state() -> Iterator[Path]:
    """A folder others may pass through; pytest closes its own anew whenever another one starts."""
    place = Path(tempfile.mkdtemp(prefix="rb-state-"))
    place.chmod(0o711)
    yield place
    shutil.rmtree(place, ignore_errors=True)


def test_mapped_to_another_uid_it_leaves_every_permission_as_it_is(folder: Path) -> None:
    before = _owners(folder.parent)
    server = embedded.ensure(folder, linger=5)
    assert ask(server, "SELECT 1") == 1
    after = _owners(folder.parent)
    assert {path: after[path] for path in before if path in after} == {
        path: before[path] for path in before if path in after
    }
    inside = Path(f"/proc/{pid_of_server(folder)}/uid_map").read_text().split()
    assert int(inside[0]) != 0


def test_where_mapping_is_refused_it_steps_down_into_a_closed_folder_of_its_own(
    tmp_path: Path, state: Path, forbidden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(forbidden, "unshare")
    monkeypatch.setenv("RENTBOOK_STATE_FOLDER", str(state))
    server = embedded.ensure(tmp_path / "b", linger=5)
    with psycopg.connect(server.superuser_url()) as writing:
        writing.execute("CREATE TABLE kept AS SELECT 42 AS figure")
    home = server.place.home
    assert home.parent == state
    assert home.stat().st_uid == pwd.getpwnam("nobody").pw_uid
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    pid = int((home / "data" / "postmaster.pid").read_text().split()[0])
    assert Path(f"/proc/{pid}").stat().st_uid == pwd.getpwnam("nobody").pw_uid
    embedded.stop(tmp_path / "b")
    (forbidden / "unshare").unlink()
    assert ask(embedded.ensure(tmp_path / "b", linger=5), "SELECT figure FROM kept") == 42
    embedded.stop(tmp_path / "b")
    shutil.rmtree(tmp_path / "b")
    monkeypatch.setenv("PATH", f"{forbidden}:{os.environ['PATH']}")
    forbid(forbidden, "unshare")
    embedded.ensure(tmp_path / "c", linger=5)
    assert not home.exists(), "the home of a book that was deleted is swept away"
    embedded.stop(tmp_path / "c")


def test_where_neither_is_allowed_the_refusal_names_the_line_to_type(
    tmp_path: Path, forbidden: Path
) -> None:
    forbid(forbidden, "unshare")
    forbid(forbidden, "setpriv")
    with pytest.raises(Refusal, match="useradd -m rent") as told:
        embedded.ensure(tmp_path / "b")
    assert told.value.code == "embedded-root"


def test_a_mapped_book_is_refused_in_words_where_mapping_is_no_longer_allowed(
    folder: Path, forbidden: Path
) -> None:
    forbid(forbidden, "unshare")
    with pytest.raises(Refusal, match="unshare --user"):
        embedded.ensure(folder)


def test_an_ordinary_user_needs_none_of_it(state: Path) -> None:
    place = state / "theirs"
    place.mkdir(mode=0o700)
    os.chown(place, 65534, 65534)
    drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
    everything = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(place)}
    # Our own Python may lie in root's home; the system's own of the same version does as well.
    for python in (sys.executable, f"python3.{sys.version_info.minor}"):
        paths = os.defpath if python != sys.executable else None
        argv = [*drop, shutil.which(python, path=paths) or "false", "-c", LOOK]
        done = subprocess.run(
            [*argv, str(place / "b"), "0.3"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env=everything,
        )
        if done.returncode == 0:
            break
    else:
        pytest.skip(
            f"not proved here: this checkout is closed to others ({done.stderr.strip()[-90:]!r})"
        )
    assert done.stdout == "in\n"
    assert (place / "b" / "data").stat().st_uid == 65534


def _owners(top: Path) -> dict[Path, tuple[int, int, int]]:
    found = {path: path.lstat() for path in top.rglob("*") if "data" not in path.parts}
    return {path: (seen.st_uid, seen.st_gid, seen.st_mode) for path, seen in found.items()}
