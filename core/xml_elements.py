"""XML is read element by element with its line, and nothing in it may name anything else.

No document type is let in: with it go entities, their bombs and outside references. Names are
compared without their namespace, for each version of a message has another.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from core.delimited import BadFile
from core.file_text import CONTENT_MAX

ELEMENTS_MAX = 1_500_000
_DEPTH_MAX = 100
_TEXT_MAX = 100_000  # characters of one element


@dataclass(slots=True)
class Element:
    """An element with its local name and the line it begins on; `parts` in their order."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    parts: "list[Element]" = field(default_factory=list)

    def all(self, *path: str) -> "Iterator[Element]":
        """Every element down a path of names; `*` stands for any."""
        if not path:
            yield self
            return
        for part in self.parts:
            if path[0] in (part.name, "*"):
                yield from part.all(*path[1:])

    def first(self, *paths: str) -> "Element | None":
        """The first element down any of the paths, tried in order: `Acct/Id/IBAN`."""
        for path in paths:
            if (found := _first(self, _names(path), 0)) is not None:
                return found
        return None

    def said(self, *paths: str) -> str:
        """The text of the first element that has any, without blanks around it."""
        for path in paths:
            if (found := _first(self, _names(path), 0, spoken=True)) is not None:
                return found.text.strip()
        return ""


@lru_cache(maxsize=1_024)
def _names(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


def _first(
    element: Element, names: tuple[str, ...], at: int, *, spoken: bool = False
) -> Element | None:
    """Down the names from the at-th on; plain loops, for a large file asks a million times."""
    last = at + 1 == len(names)
    for part in element.parts:
        if part.name != names[at]:
            continue
        if not last:
            found = _first(part, names, at + 1, spoken=spoken)
            if found is not None:
                return found
        elif not spoken or (part.text and not part.text.isspace()):
            return part
    return None


Take = Callable[[Element, Sequence[Element]], bool]


def walk_xml(content: bytes, take: Take) -> None:
    """Gives each element at its end, with those it is in; one that is taken is let go.

    Raises BadFile: file_too_large, xml_broken, xml_unsafe.
    """
    if len(content) > CONTENT_MAX:
        raise BadFile("file_too_large", f"over {CONTENT_MAX >> 20} MB: split the file")
    _Reader(take).read(content)


class _Reader:
    """What has been opened and not yet ended, down from the outermost element."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._open: list[Element] = []
        self._texts: list[str] = []
        self._size = 0
        self._count = 0
        self._locals: dict[str, str] = {}
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.StartDoctypeDeclHandler = self._refuse

    def read(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)  # whole: in chunks a long token is read over and over
        except BadFile:
            raise
        except (expat.ExpatError, LookupError, ValueError) as wrong:
            # LookupError and ValueError: an encoding that expat asks Python for and is none
            line = getattr(wrong, "lineno", 0) or self._parser.CurrentLineNumber
            says = re.sub(r":? ?line [0-9]+, column [0-9]+", "", str(wrong))
            says = f"line {line} is not XML ({says}): ask for the file again"
            raise BadFile("xml_broken", says, line) from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        line = self._parser.CurrentLineNumber
        if len(self._open) >= _DEPTH_MAX or self._count > ELEMENTS_MAX:
            says = f"line {line}: too many elements for a statement: wrong file?"
            raise BadFile("file_too_large", says, line)
        local = self._locals.get(name)
        if local is None:
            local = self._locals[name] = name.rpartition(":")[2]
        self._open.append(Element(local, line, attributes))
        self._texts.clear()
        self._size = 0

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > _TEXT_MAX:
            line = self._parser.CurrentLineNumber
            says = f"line {line}: an endless text: wrong file?"
            raise BadFile("file_too_large", says, line)
        self._texts.append(text)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if self._texts:
            element.text = "".join(self._texts)  # an element with parts has no text of its own
            self._texts.clear()
        above = self._open
        if not self._take(element, above) and above:
            above[-1].parts.append(element)

    def _refuse(self, *_declared: object) -> None:
        line = self._parser.CurrentLineNumber
        says = f"line {line} defines a document type, as no bank's file does: it is not read"
        raise BadFile("xml_unsafe", says, line)
