"""A stored index: its arrays one after the other in one buffer, used where they lie.

Layout: eight bytes of mark, eight bytes length of the contents list, the list as JSON, then each
array at a multiple of 64 bytes. Nothing is copied at opening, so sessions share the pages.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from core.finder.corrections import Corrections
from core.finder.index import Index, Occurrences, Tenancies
from core.finder.references import References
from core.finder.vocabulary import Vocabulary

MARK: Final = b"RBFIND05"  # changes whenever the arrays mean something else
_ALIGNED: Final = 64
_PARTS: Final = {
    "tenancies": Tenancies,
    "vocabulary": Vocabulary,
    "occurrences": Occurrences,
    "corrections": Corrections,
    "references": References,
}
_FIELDS: Final = {
    name: tuple(part.__annotations__) if part is not Vocabulary else ("letters", "offsets", "heads")
    for name, part in _PARTS.items()
}


class UnreadableIndexError(ValueError):
    """The buffer is no index of this version: build it again."""


def pieces(index: Index) -> Iterator[bytes | memoryview]:
    """The stored form of `index`, piece by piece, to be written one after the other."""
    arrays = [
        (f"{part}.{field}", np.ascontiguousarray(getattr(getattr(index, part), field)))
        for part, fields in _FIELDS.items()
        for field in fields
    ]
    contents, at = [], 0
    for name, array in arrays:
        contents.append((name, array.dtype.str, array.shape, at))
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps({"arrays": contents, "bytes": at}).encode()
    head += b" " * (-(16 + len(head)) % _ALIGNED)
    yield MARK + len(head).to_bytes(8, "little") + head
    for _, array in arrays:
        yield array.data.cast("B") if array.size else b""
        yield b"\0" * (-array.nbytes % _ALIGNED)


def stored_in(buffer: memoryview) -> Index:
    """The index that lies in `buffer` (a mapped file, mostly); raises UnreadableIndexError."""
    if bytes(buffer[:8]) != MARK:
        raise UnreadableIndexError("not a finder index of this version")
    start = 16 + int.from_bytes(buffer[8:16], "little")
    try:
        contents = json.loads(bytes(buffer[16:start]))
    except ValueError as fault:
        raise UnreadableIndexError("the contents list is damaged") from fault
    if len(buffer) != start + contents["bytes"]:
        raise UnreadableIndexError("the index is cut short")
    arrays = {
        name: _array(buffer, dtype, tuple(shape), start + at)
        for name, dtype, shape, at in contents["arrays"]
    }
    made: dict[str, Any] = {
        part: kind(*(arrays[f"{part}.{field}"] for field in _FIELDS[part]))
        for part, kind in _PARTS.items()
    }
    return Index(**made)


def _array(buffer: memoryview, dtype: str, shape: tuple[int, ...], at: int) -> npt.NDArray[Any]:
    count = int(np.prod(shape))
    return np.frombuffer(buffer, dtype, count, at if count else 0).reshape(shape)
