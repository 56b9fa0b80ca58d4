"""Esc told from the beginning of a sequence, so that Esc typed fast before a key stays Esc.

Terminals send Alt+a as the bytes of Esc and a. Rentbook never binds Alt chords, so the two bytes
are read as two keys; stock Textual would make one key of them, which nobody uses, and lose both.
Only `ESC [` and `ESC O` begin a sequence (CSI, SS3). Inside a bracketed paste everything is text.
"""

import re

ESC = "\x1b"
_TOKEN = re.compile(r"\x1b\[20[01]~|\x1b(?![\[O\x1b])|\x1b(?=\x1b)")
_UNFINISHED = re.compile(r"\x1b(\[[0-9;:?<>=$]*|O)?\Z")


class Splitter:
    """Cuts what was read into pieces: `ESC` alone is the key, all else is for the parser."""

    def __init__(self) -> None:
        self.held = ""  # an unfinished sequence at the end of what was read
        self._in_paste = False

    def feed(self, text: str) -> list[str]:
        """The pieces that are certain by now; the rest is held until more comes."""
        text = (self.held + text).replace("\r\n", "\r")  # scanners end a line with both
        unfinished = _UNFINISHED.search(text)
        cut = unfinished.start() if unfinished else len(text)
        self.held = text[cut:]
        return self._pieces(text[:cut])

    def give_up(self) -> list[str]:
        """Nothing more came: what is held was all there is."""
        held, self.held = self.held, ""
        return [held] if held else []

    def _pieces(self, text: str) -> list[str]:
        pieces: list[str] = []
        start = 0
        for token in _TOKEN.finditer(text):
            if token[0] != ESC:
                self._in_paste = token[0].endswith("200~")
            elif not self._in_paste:
                pieces += [text[start : token.start()], ESC]
                start = token.end()
        pieces.append(text[start:])
        return [piece for piece in pieces if piece]
