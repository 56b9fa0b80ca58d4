"""Much is made and all of it kept: a while in which no garbage is looked for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection until the block ends; also a decorator.

    Lines of a file and entries of a roll stand in no circle, so counting references frees them:
    looking over a heap that only grows was two fifths of the time a large file took. Blocks of
    two threads may overlap: whoever found collection on puts it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
