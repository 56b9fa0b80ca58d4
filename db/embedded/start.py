"""Starting and stopping: whatever was left behind, and as long as it takes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import db
from core.refusal import Unreached
from db.embedded.caretaker import job
from db.embedded.cluster import last_fault
from db.embedded.place import Place, Progress, is_held
from db.embedded.postmaster import (
    Answer,
    answer,
    forget_stale,
    living_pid,
    plain_environment,
    stop_unattended,
)
from db.embedded.programs import Programs
from db.embedded.runas import RunAs


@dataclass(frozen=True, slots=True)
class Order:
    """Which server, of which programs, run as whom, outliving its last session by how long."""

    place: Place
    programs: Programs
    run_as: RunAs
    linger: float


# Seconds without any sign of progress after which waiting is given up; the server goes on.
STALL_MAX = 120.0
# Sessions of a killed server end by themselves, but only when they next look up.
LEFT_OVER_MAX = 30.0
_LEFT_OVER = "pre-existing shared memory block"


def start(order: Order, prepare: Callable[[], None], progress: Progress) -> None:
    """Starts the server unless it runs, and returns when it lets people in. Holds the lock.

    `prepare` leaves a data folder that can be served; it is called only while nobody serves it.
    """
    began = time.monotonic()
    while True:
        hired = not is_held(order.place.caretaker)
        try:
            if hired:
                _begin(order, prepare)
            _wait_until_ready(order, progress)
            return
        except Unreached as fault:
            left_over = _LEFT_OVER in str(fault) and time.monotonic() - began < LEFT_OVER_MAX
            # A caretaker that was here before us may just have been leaving.
            if is_held(order.place.caretaker) or (hired and not left_over):
                raise
        if hired:
            progress("waiting for sessions of the killed server to end")
            time.sleep(0.2)


def stop(order: Order) -> None:
    """Stops the server if it runs; what is committed is safe, open sessions are ended."""
    caretaker = order.place.caretaker
    while is_held(caretaker):
        # The pid is the caretaker's own while it holds the lock, and only then.
        told = caretaker.read_text()
        if told.isdigit():
            os.kill(int(told), signal.SIGTERM)
            _wait_for_the_end_of(caretaker)
    if answer(order.place, order.programs) is not Answer.NOBODY or living_pid(order.place):
        stop_unattended(order.place, order.programs, order.run_as)


def _wait_for_the_end_of(caretaker: Path) -> None:
    while is_held(caretaker):
        time.sleep(0.02)


def _begin(order: Order, prepare: Callable[[], None]) -> None:
    if answer(order.place, order.programs) is Answer.NOBODY:
        if living_pid(order.place) is not None:  # it runs, but its socket was removed
            stop_unattended(order.place, order.programs, order.run_as)
        forget_stale(order.place)
        prepare()
    _hire_caretaker(order)


def _hire_caretaker(order: Order) -> None:
    told = job(order.place, order.programs, order.run_as, order.linger)
    subprocess.run(
        [sys.executable, "-m", "db.embedded.caretaker", told],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(db.__file__).parent.parent,  # so that -m finds it however we were installed
        env=plain_environment(),
        start_new_session=True,
    )


def _wait_until_ready(order: Order, progress: Progress) -> None:
    """Waits as long as the server makes progress; raises Unreached when it ended or stalls."""
    place, began = order.place, time.monotonic()
    moved, told, sign = began, 0.0, ""
    while (said := answer(place, order.programs)) is not Answer.READY:
        if not is_held(place.caretaker):
            why = last_fault([place.start_log, *_newest_log(place, since=began)])
            raise Unreached(f"the book's server did not start: {why}")
        now, line = time.monotonic(), _last_line(place)
        if sign != (sign := f"{said} {line}"):
            moved = now
        if now - moved > STALL_MAX:
            raise Unreached(
                f"the book's server has said nothing for {STALL_MAX:.0f} s while it recovers: "
                f"nothing is lost, open the book again later (log: {_log(place)})"
            )
        if now - began > 2 and now - told > 1:
            progress(f"the book's server is recovering: {line or 'no word yet'}")
            told = now
        time.sleep(0.02 if now - began < 2 else 0.2)


def _newest_log(place: Place, since: float | None = None) -> list[Path]:
    logs = sorted(place.logs.glob("server-*.log"))[-1:]
    if since is None:
        return logs
    started = time.time() - (time.monotonic() - since) - 1
    return [log for log in logs if log.stat().st_mtime >= started]


def _log(place: Place) -> Path:
    return next(iter(_newest_log(place)), place.start_log)


def _last_line(place: Place) -> str:
    text = _log(place).read_text(errors="replace") if _log(place).exists() else ""
    lines = text.strip().splitlines()
    return lines[-1].partition(":  ")[2] if lines else ""
