"""Starting and stopping: whatever was left behind, and as long as it takes."""

import os
import signal
import subprocess
import sys
import time
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

# Seconds without any sign of progress after which waiting is given up; the server goes on.
STALL_MAX = 120.0
# Sessions of a killed server end by themselves, but only when they next look up.
LEFT_OVER_MAX = 30.0
_LEFT_OVER = "pre-existing shared memory block"


def start(
    place: Place, programs: Programs, run_as: RunAs, *, linger: float, progress: Progress
) -> None:
    """Starts the server unless it runs, and returns when it lets people in. Holds the lock."""
    if answer(place, programs) is Answer.NOBODY and not is_held(place.caretaker):
        if living_pid(place) is not None:  # it runs, but its socket was removed
            stop_unattended(place, programs, run_as)
        forget_stale(place)
    began = time.monotonic()
    while True:
        _hire_caretaker(place, programs, run_as, linger)
        fault = _fault_until_ready(place, programs, progress)
        if fault is None:
            return
        if _LEFT_OVER not in fault or time.monotonic() - began > LEFT_OVER_MAX:
            raise Unreached(f"the book's server did not start: {fault} (log: {_log(place)})")
        progress("waiting for sessions of the killed server to end")
        time.sleep(0.2)


def is_running(place: Place, programs: Programs) -> bool:
    """Whether there is a server, or a caretaker that is just starting one."""
    return is_held(place.caretaker) or answer(place, programs) is not Answer.NOBODY


def stop(place: Place, programs: Programs, run_as: RunAs) -> None:
    """Stops the server if it runs; what is committed is safe, open sessions are ended."""
    while is_held(place.caretaker):
        # The pid is the caretaker's own while it holds the lock, and only then.
        told = place.caretaker.read_text()
        if told.isdigit():
            os.kill(int(told), signal.SIGTERM)
            _wait_for_the_end_of(place.caretaker)
    if answer(place, programs) is not Answer.NOBODY or living_pid(place) is not None:
        stop_unattended(place, programs, run_as)


def _wait_for_the_end_of(caretaker: Path) -> None:
    while is_held(caretaker):
        time.sleep(0.02)


def _hire_caretaker(place: Place, programs: Programs, run_as: RunAs, linger: float) -> None:
    if is_held(place.caretaker):
        return
    subprocess.run(
        [sys.executable, "-m", "db.embedded.caretaker", job(place, programs, run_as, linger)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(db.__file__).parent.parent,  # so that -m finds it however we were installed
        env=plain_environment(),
        start_new_session=True,
    )


def _fault_until_ready(place: Place, programs: Programs, progress: Progress) -> str | None:
    """Waits as long as the server makes progress; None when it is ready, else why it ended."""
    began = moved = time.monotonic()
    sign, told = "", 0.0
    while (said := answer(place, programs)) is not Answer.READY:
        if not is_held(place.caretaker):
            return last_fault([place.start_log, *_newest_log(place, since=began)])
        now = time.monotonic()
        latest = f"{said} {_last_line(place)}"
        if latest != sign:
            sign, moved = latest, now
        if now - moved > STALL_MAX:
            raise Unreached(
                f"the book's server has said nothing for {STALL_MAX:.0f} s while it recovers: "
                f"nothing is lost, open the book again later (log: {_log(place)})"
            )
        if now - began > 2 and now - told > 1:
            progress(f"the book's server is recovering: {_last_line(place) or 'no word yet'}")
            told = now
        time.sleep(0.02 if now - began < 2 else 0.2)
    return None


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
