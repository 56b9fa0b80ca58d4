"""A run of the command line ends in an exit code: whatever goes wrong is said, never thrown."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from core.refusal import Refusal, Unknown, Unreached
from core.text import clean
from tui.command.answer import MISUSED, REFUSED, UNKNOWN, Answer, give
from tui.command.call import Call
from tui.command.root import rentbook

_INTERRUPTED = 130  # as a shell reports Ctrl+C


def run(arguments: Sequence[str]) -> int:
    """Does what the arguments say and gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what a poor terminal cannot show, it shows as ?
            stream.reconfigure(errors="replace")
    call = Call()
    answer = Answer()
    try:
        with rentbook.make_context("rentbook", list(arguments), obj=call) as ctx:
            answer = _of(rentbook.invoke(ctx))
            _give(call, answer)
    except click.exceptions.Exit as left:
        return left.exit_code
    except BrokenPipeError:
        _hush()  # the reader has gone; what was done is done
    except (click.ClickException, click.Abort, KeyboardInterrupt) as error:
        answer = _stopped(call, arguments, error)
    except (Refusal, Unknown, Unreached) as error:
        answer = _said(call, error)
    finally:
        call.progress.clear()
        call.close()
    return answer.exit_code


def _of(told: Any) -> Answer:
    assert isinstance(told, Answer), "every command answers"
    return told


def _give(call: Call, answer: Answer) -> None:
    give(answer, as_json=call.as_json)
    if sys.stdout is not None:
        sys.stdout.flush()
    if answer.refusal:
        _tell(answer.refusal)


def _stopped(call: Call, arguments: Sequence[str], error: BaseException) -> Answer:
    """Wrong usage, or Ctrl+C; a write that was under way may have been done."""
    if isinstance(error, click.ClickException):
        call.as_json = call.as_json or "--json" in arguments
        error.show()
        document = {"refused": "usage", "says": error.format_message(), "subject": None}
        return _failed(call, Answer(document, exit_code=MISUSED))
    if call.sent is not None:
        return _said(call, Unknown(call.sent))
    _tell("stopped")
    return Answer(exit_code=_INTERRUPTED)


def _said(call: Call, error: Refusal | Unknown | Unreached) -> Answer:
    """The words on stderr, the object for programs."""
    if isinstance(error, Refusal):
        _tell(error.says)
        document = {"refused": error.code, "says": error.says, "subject": error.subject}
        return _failed(call, Answer(document, exit_code=REFUSED))
    if isinstance(error, Unknown):
        _tell(f"the answer was lost on the way: repeat the command with --key {error.key}")
        return _failed(call, Answer({"unknown": True, "key": error.key}, exit_code=UNKNOWN))
    _tell(str(error))
    return _failed(call, Answer({"unreached": True, "says": str(error)}, exit_code=UNKNOWN))


def _failed(call: Call, answer: Answer) -> Answer:
    try:
        _give(call, answer)
    except BrokenPipeError:
        _hush()
    return answer


def _tell(words: str) -> None:
    try:
        click.echo(f"rentbook: {clean(words, 2_000)}", err=True)
    except BrokenPipeError:
        return


def _hush() -> None:
    """Lets the interpreter flush into nothing on its way out."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
