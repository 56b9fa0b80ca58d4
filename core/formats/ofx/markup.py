"""OFX markup, of either version, becomes elements; no entity is known but the five of XML.

In version 1 a value's element is not closed, and neither is one without a value: whatever stands
between it and the end of its aggregate stands beside it.
"""

import re
from html import unescape

from core.bank_statement import StatementFault
from core.delimited import BadFile
from core.xml_elements import Element

TAGS_MAX = 800_000
_DEPTH_MAX = 50
_TEXT_MAX = 10_000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9_.\-]{0,63})\s*(/?)>")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,6});")
_AGAIN = "ask for the file again"


def read_markup(text: str, faults: list[StatementFault]) -> Element:
    """What stands in the text, under one element without a name.

    Raises BadFile: file_too_large, xml_unsafe, xml_broken.
    """
    reader = _Reader(faults)
    line, seen, place = 1, 0, text.find("<")
    while place >= 0:
        line += text.count("\n", seen, place)
        seen = place
        place = text.find("<", reader.take(text, place, line))
    return reader.ended(line)


class _Reader:
    """The aggregates that are open, outermost first."""

    def __init__(self, faults: list[StatementFault]) -> None:
        self._faults = faults
        self._open = [Element("", 1, {})]
        self._last = ""  # the value's element just read, which version 2 closes
        self._count = 0

    def take(self, text: str, place: int, line: int) -> int:
        """Takes what begins at the place; returns where it ends."""
        if text.startswith(("<!", "<?"), place):
            return self._skip(text, place, line)
        self._count += 1
        found = _TAG.match(text, place)
        if found is None or self._count > TAGS_MAX:
            if found is not None:
                raise BadFile(
                    "file_too_large", f"line {line}: too many elements: wrong file?", line
                )
            self._tell(line, "a `<` that begins no element")
            return place + 1
        end = text.find("<", found.end())
        value = text[found.end() : end if end >= 0 else len(text)].strip()
        name = found[2].upper()
        if found[1]:
            self._close(name, line)
        else:
            self._begin(Element(name, line, {}, _value(value)), is_value=bool(value or found[3]))
        return found.end()

    def ended(self, line: int) -> Element:
        """The outermost element; what is still open was cut off."""
        if len(self._open) > 1:
            self._tell(line, f"no </{self._open[1].name}> ends the file, it is cut short")
        return self._open[0]

    def _skip(self, text: str, place: int, line: int) -> int:
        """Steps over a comment or an instruction; a document type is refused."""
        end = {"<!--": "-->", "<?xm": "?>", "<?OF": "?>"}.get(text[place : place + 4])
        if end is None:
            says = f"line {line} defines what no bank's file does: it is not read"
            raise BadFile("xml_unsafe", says, line)
        found = text.find(end, place)
        if found < 0:
            raise BadFile("xml_broken", f"line {line}: no {end} follows: {_AGAIN}", line)
        return found + len(end)

    def _begin(self, element: Element, *, is_value: bool) -> None:
        self._open[-1].parts.append(element)
        self._last = element.name if is_value else ""
        if is_value:
            return
        if len(self._open) > _DEPTH_MAX:
            says = f"line {element.line}: elements too deep in each other: wrong file?"
            raise BadFile("file_too_large", says, element.line)
        self._open.append(element)

    def _close(self, name: str, line: int) -> None:
        if name == self._last:
            self._last = ""
            return
        self._last = ""
        if not any(one.name == name for one in self._open):
            self._tell(line, f"</{name}> ends what never began")
            return
        while self._open[-1].name != name:
            empty = self._open.pop()
            self._open[-1].parts.extend(empty.parts)
            empty.parts = []
        self._open.pop()

    def _tell(self, line: int, what: str) -> None:
        self._faults.append(StatementFault(line, "markup", "markup_wrong", f"{what}: {_AGAIN}"))


def _value(text: str) -> str:
    short = text[:_TEXT_MAX]
    return _ENTITY.sub(lambda found: unescape(found[0]), short) if "&" in short else short
