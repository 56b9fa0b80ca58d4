"""Damage as files suffer it: bytes changed, lost, repeated, lines mixed, the end cut off."""

import os
import random

MUTATIONS = 200 if "RENTBOOK_PROVE" in os.environ else 20  # of each file
ODD = (
    b"<", b">", b'"', b"'", b",", b"/", b":61:", b":86:", b"\x00", b"88,", b"16,", b"9" * 30,
    b"&a;", b"<![CDATA[", b"<!--", b"\xff", b"\r", b"-", b"A" * 12_000, b"(", "²".encode(),
)  # fmt: skip


def damaged(rng: random.Random, content: bytes) -> bytes:
    """The content with one to eight things wrong in it."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        start = rng.randrange(len(content) + 1)
        end = min(len(content), start + rng.randrange(1, 60))
        content = rng.choice(DAMAGES)(rng, content, start, end)
    return content


def _lines(rng: random.Random, content: bytes, _start: int, _end: int) -> bytes:
    """Two lines change places, or one is lost or comes twice."""
    lines = content.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = rng.choice(
        ((lines[other], lines[one]), (b"", lines[other]), (lines[other], lines[other]))
    )
    return b"\n".join(lines)


DAMAGES = (
    lambda rng, text, start, end: text[:start] + text[end:],
    lambda rng, text, start, end: text[:start] + text[start:end] * 2 + text[end:],
    lambda rng, text, start, end: text[:start] + bytes([rng.randrange(256)]) + text[start + 1 :],
    lambda rng, text, start, end: text[:start] + rng.choice(b"0123456789").to_bytes(1, "big")
    + text[start + 1 :],
    lambda rng, text, start, end: text[:start],
    lambda rng, text, start, end: text[:start] + rng.randbytes(4) + text[start:],
    lambda rng, text, start, end: text[:start] + rng.choice(ODD) + text[start:],
    lambda rng, text, start, end: text[:start] + text[start:end] * 200 + text[end:],
    _lines,
)  # fmt: skip
