"""The project's own files as the house's rules read them."""

import ast
import gc
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FLOORS = ("core", "db", "tui")
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: `name` as "core/money.py", its text and its tree."""

    name: str
    text: str
    tree: ast.Module

    def definitions(self) -> Iterator[Definition]:
        """Every class and function in it, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Definition):
                yield node

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method in it."""
        for node in self.definitions():
            if not isinstance(node, ast.ClassDef):
                yield node


@lru_cache
def own_files() -> list[str]:
    """Every file that belongs to the project: kept by git, or new and not ignored by it."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    named = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in named.splitlines() if (ROOT / name).is_file()]


def modules(*folders: str) -> list[Module]:
    """The Python files under these folders."""
    return [
        _read(name) for name in own_files() if name.endswith(".py") and name.startswith(folders)
    ]


@cache
def _read(name: str) -> Module:
    text = (ROOT / name).read_text()
    gc.disable()  # nothing of a tree is garbage: looking for some takes longer than the parsing
    try:
        return Module(name, text, ast.parse(text))
    finally:
        gc.freeze()
        gc.enable()


def floors() -> list[Module]:
    """The Python files of the three floors."""
    return modules(*(f"{floor}/" for floor in FLOORS))


def readable() -> Iterator[tuple[str, str]]:
    """Every text file of the project with its text."""
    for name in own_files():
        try:
            yield name, (ROOT / name).read_text()
        except UnicodeDecodeError:
            continue  # a picture or a font


def sql_files(folder: str) -> Iterator[tuple[str, str]]:
    """The SQL files under a folder, their comments taken out."""
    for name in own_files():
        if name.startswith(folder) and name.endswith(".sql"):
            yield name, re.sub(r"--[^\n]*", "", (ROOT / name).read_text())


def words_of(name: str) -> list[str]:
    """The words of a name, however it joins them: key_gate, KeyGate, key-gate."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return [word.lower() for word in re.split(r"[_\W]+", apart) if word]


def report(faults: list[str], way_out: str) -> None:
    """Fails with every fault and what to do about them; passes without any."""
    listed = "\n".join(f"  {fault}" for fault in sorted(faults))
    assert not faults, f"{way_out}\n{listed}"
