"""The finder: any fragment of what a caller says, to the tenancy they mean.

`build(rows)` makes an `Index`; `Finder(index)` answers `.search(text)` with `Hit`s. Numpy comes
with the first of those names, never with this package: the desk is painted before it.
"""

from typing import TYPE_CHECKING, Any

from core.finder.row import FinderRow, Hit

if TYPE_CHECKING:
    from core.finder.build import build
    from core.finder.index import Index
    from core.finder.search import Finder

__all__ = ["Finder", "FinderRow", "Hit", "Index", "build"]


def __getattr__(name: str) -> Any:
    """Import the module behind a name when it is first asked for (PEP 562)."""
    if name == "Finder":
        from core.finder.search import Finder

        return Finder
    if name == "Index":
        from core.finder.index import Index

        return Index
    if name == "build":
        from core.finder.build import build

        return build
    raise AttributeError(name)
