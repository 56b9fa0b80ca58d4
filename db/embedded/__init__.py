"""A PostgreSQL of one's own: a book in a folder, served for as long as somebody has it open.

    server = ensure(folder)              starts it, or finds it running; safe from any process
    server.url("rentbook", "assistant")  an address psql and every driver take as it stands
    stop(folder)                         stops it at once; else it stops by itself

The server is a child of its caretaker (db/embedded/caretaker), not of the session that started it:
sessions come, go and are killed, and the last one's server ends after a minute of nobody. Linux
and macOS; PostgreSQL is the one bundled in the extra `embedded`.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from core.refusal import Refusal
from db.embedded import address, apart, cluster, passwords, runas, start, upgrade
from db.embedded.place import PORT, SUPERUSER, Place, Progress, locked, prepare
from db.embedded.programs import Programs, bundled
from db.embedded.socket_folder import socket_folder

LINGER = 60.0

__all__ = ["LINGER", "Server", "ensure", "stop"]


@dataclass(frozen=True, slots=True)
class Server:
    """A running embedded server and how to reach it; holds nothing open itself."""

    place: Place
    programs: Programs

    @property
    def socket_dir(self) -> Path:
        """The folder of its socket, libpq's `host`."""
        return self.place.socket

    @property
    def port(self) -> int:
        """libpq's `port`; part of the socket's name, no network is involved."""
        return PORT

    @property
    def binaries(self) -> Path:
        """The folder of pg_dump, pg_restore, psql … of the server's own version."""
        return self.programs.folder

    @property
    def server_version(self) -> str:
        """As "18.4"."""
        return self.programs.version

    @property
    def passfile(self) -> Path:
        """Where the operators' generated passwords are kept, in libpq's own format."""
        return self.place.passfile

    def url(self, database: str, login: str) -> str:
        """The address of a database for an operator; psql and every driver take it as it is."""
        return self._url(database, login, self.place.passfile)

    def superuser_url(self, database: str = "postgres") -> str:
        """The same for the bootstrap superuser: init, upgrade and restore only, never a session."""
        return self._url(database, SUPERUSER, self.place.bootstrap)

    def keep_password(self, login: str, password: str | None = None) -> str:
        """Keeps the login's password, a new one by default, and gives it; the role is not touched.

        Whoever makes or alters the role uses the answer; the passfile then opens it.
        """
        chosen = password or passwords.new_password()
        with locked(self.place.lock, _silent):
            passwords.keep(self.place.passfile, login, chosen)
        return chosen

    def password(self, login: str) -> str | None:
        """The password kept for a login, or None."""
        return passwords.password(self.place.passfile, login)

    def _url(self, database: str, login: str, passfile: Path) -> str:
        reached = {"host": str(self.place.socket), "port": str(PORT)}
        return address.url(login, database, **reached, passfile=str(passfile))


def _silent(_words: str) -> None: ...


def ensure(
    folder: Path, *, progress: Progress | None = None, linger: float | None = None
) -> Server:
    """The server of the book in `folder`, made and started if need be.

    `progress` gets a line of words now and then while that takes long; `linger` is how many
    seconds the server outlives its last session ($RENTBOOK_LINGER, else a minute), as the session
    that starts it says. Raises Unreached when it does not start, Refusal when it must not.
    """
    tell = progress or _silent
    kept = float(os.environ.get("RENTBOOK_LINGER", LINGER)) if linger is None else linger
    whole = prepare(folder)
    with locked(whole / "lock", tell):
        order = _settled(whole, kept)
        os.utime(order.place.lock)  # the caretaker sees that somebody is coming
        start.start(order, lambda: _prepare_cluster(order, tell), tell)
        upgrade.let_former_go(order.place)
    return Server(order.place, order.programs)


def stop(folder: Path) -> None:
    """Stops the server of the book in `folder`, if it runs; open sessions are ended."""
    whole = folder.expanduser().resolve()
    if not (whole / "lock").exists():
        return
    with locked(whole / "lock", _silent):
        start.stop(_settled(whole, LINGER))


def _settled(folder: Path, linger: float) -> start.Order:
    programs = bundled()
    home = apart.noted_home(folder)
    run_as = runas.choose(programs, folder) if home is None else runas.step_down()
    if run_as.apart and home is None:
        if (folder / "data").exists():
            raise Refusal(
                "embedded-root",
                f"the book in {folder} was made where root may map itself to another user "
                "(unshare --user), which this machine forbids: open it where that is allowed",
            )
        home = apart.make_home(folder, run_as)
    if run_as.apart and home is not None:
        programs = apart.copied_programs(home, programs, run_as)
    home = home or folder
    place = Place(folder, home, socket_folder(folder, home))
    return start.Order(place, programs, run_as, linger)


def _prepare_cluster(order: start.Order, tell: Progress) -> None:
    place, programs, run_as = order.place, order.programs, order.run_as
    upgrade.bring_up(place, programs, run_as, tell)
    if cluster.made_by(place) is None:
        tell(f"making the book's own PostgreSQL {programs.version}")
        cluster.make(place, programs, run_as)
    cluster.tell_settings(place, programs, run_as)
