"""The command line on a test's book, in this process or in one of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from tests.small_book import SmallBook
from tui.command.run import run


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one object it answered."""
        (line,) = self.out.splitlines()
        told = json.loads(line)
        assert isinstance(told, dict)
        return told


class CommandLine:
    """`line("batch", "list", login="supervisor.1")` runs rentbook on the small book."""

    def __init__(self, book: SmallBook, capsys: pytest.CaptureFixture[str]) -> None:
        self.book = book
        self._capsys = capsys

    def __call__(self, *words: object, login: str = "assistant.1") -> Ran:
        self._capsys.readouterr()
        code = run(["--book", self.book.url(login), *map(str, words)])
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)

    def json(self, *words: object, login: str = "assistant.1") -> dict[str, Any]:
        """The object a command answers, which must have been done."""
        ran = self(*words, "--json", login=login)
        assert ran.code == 0, (ran.err, ran.out)
        return ran.document

    def refused(self, *words: object, login: str = "assistant.1") -> tuple[str, str]:
        """The code and the words of a refusal."""
        ran = self(*words, "--json", login=login)
        assert ran.code == 1, (ran.err, ran.out)
        assert ran.document["says"] in ran.err
        return ran.document["refused"], ran.document["says"]

    def batch(self, total: str, count: int, *more: object) -> int:
        """A cheque batch of today with that control."""
        header = ("--cashbook", "MAIN", "--stream", "cheque", "--date", "t")
        control = ("--control-total", total, "--control-count", count)
        return int(self.json("batch", "open", *header, *control, *more)["batch"])


def process(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """rentbook in a process of its own."""
    environment = os.environ | more.pop("env", {})
    return subprocess.run(
        [sys.executable, "-m", "tui", *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
        **more,
    )
