"""The terminal driver: leaves in order when the terminal goes or the program is told to end.

Stock Textual spins on a terminal that has gone when SIGHUP is ignored (nohup), leaves no trace of
order on SIGTERM, waits for ever for a writer that has failed, and reads with two threads after a
SIGCONT without its SIGTSTP, and makes one key of Esc and the key typed after it. This driver:

- reads Esc as Esc, however fast the next key follows (tui/terminal/escapes.py);
- ends the session (exit status 129) at end of file or an I/O error of the terminal, at SIGHUP
  unless it was ignored; at SIGTERM (143) and SIGINT (130) from outside;
- never blocks on output that nobody can receive;
- after a stop and continue sets the terminal up anew and has the frame drawn whole;
- gives the terminal back and stops where the program has not ended itself `LAST_S` seconds later.
"""

import os
import selectors
import signal
import sys
import termios
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import Any, Final, TextIO, cast

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal.escapes import ESC, Splitter

LAST_S: Final = 3.0
_LEAVE: Final = b"\x1b[0m\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"


class Mark(str):
    """An empty piece of output that tells when everything before it was written."""

    then: Callable[[], object]

    @classmethod
    def of(cls, then: Callable[[], object]) -> "Mark":
        """`then()` is called in the writer's thread."""
        mark = cls("")
        mark.then = then
        return mark


class TtyFile:
    """The terminal as the writer's thread sees it: a write to a dead one is no fault."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._marks: list[Mark] = []
        self.gone = False

    def write(self, text: str) -> None:
        """Queue text; a mark is called back after the flush that follows it."""
        if isinstance(text, Mark):
            self._marks.append(text)
        elif not self.gone:
            self._try(self._file.write, text)

    def flush(self) -> None:
        """Write out what is queued, then tell the marks."""
        if not self.gone:
            self._try(self._file.flush)
        marks, self._marks = self._marks, []
        for mark in marks:
            mark.then()

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._file.fileno()

    def _try(self, act: Callable[..., object], *arguments: str) -> None:
        try:
            act(*arguments)
        except (OSError, ValueError):
            self.gone = True  # the reader's thread hears of it too, and ends the session


class TtyDriver(LinuxDriver):
    """Textual's driver for a Linux or macOS terminal, with an orderly end."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = cast(Any, TtyFile(cast(TextIO, sys.__stderr__)))
        self._ending = False

    def start_application_mode(self) -> None:
        """As Textual, with the signals that end a session answered in the event loop."""
        loop = self._loop
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            loop.add_signal_handler(signal.SIGHUP, self._end, 129)
        loop.add_signal_handler(signal.SIGTERM, self._end, 143)
        loop.add_signal_handler(signal.SIGINT, self._end, 130)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's

    def tell_when_written(self, then: Callable[[], object]) -> None:
        """Call `then()` in the event loop when all output so far has been written."""
        self.write(Mark.of(lambda: self._in_loop(then)))

    def run_input_thread(self) -> None:
        """Read until told to stop or the terminal is gone (stock Textual spins on end of file)."""
        parser, splitter = XTermParser(self._debug), Splitter()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(constants.ESCAPE_DELAY):
                    self._parse(parser, splitter.give_up())
                elif data := self._read():
                    self._parse(parser, splitter.feed(decode(data)))
                else:
                    self._in_loop(lambda: self._end(129))
                    return

    def _parse(self, parser: XTermParser, pieces: list[str]) -> None:
        for piece in pieces:
            if piece == ESC:
                self.process_message(events.Key("escape", ESC))
                continue
            for event in parser.feed(piece):
                self.process_message(_enter(event))
        for event in parser.tick():
            self.process_message(event)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _in_loop(self, act: Callable[[], object]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(act)

    def _end(self, status: int) -> None:
        if self._ending:
            return
        self._ending = True
        self._app.exit(return_code=status)
        last = threading.Timer(LAST_S, self._end_now, [status])
        last.daemon = True
        last.start()

    def _end_now(self, status: int) -> None:
        """The program did not end by itself: give the terminal back and stop."""
        try:
            os.write(2, _LEAVE)
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        except (OSError, termios.error):
            pass  # the terminal is gone: there is nothing to give back
        os._exit(status)

    def _sigcont_application(self, *_: object) -> None:
        """Continued: Textual knows only of its own SIGTSTP, a bare SIGSTOP comes here too."""
        if not self._auto_restart:
            return
        if not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()


def _enter(event: Message) -> Message:
    """Line feed is Enter: so it arrives when typed before the terminal was set up."""
    if isinstance(event, events.Key) and event.key == "ctrl+j":
        return events.Key("enter", "\r")
    return event


def driver_class() -> type[Driver] | None:
    """This driver where there is a terminal line, Textual's own on Windows."""
    return None if sys.platform == "win32" else TtyDriver
