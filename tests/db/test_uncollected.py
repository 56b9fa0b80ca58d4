"""Collection stops while much is made, and is afterwards what it was before."""

import gc

import pytest

from db.uncollected import uncollected


def test_collection_is_off_inside_and_on_again_after_a_refusal() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="refused"), uncollected():
        assert not gc.isenabled()
        raise ValueError("refused")
    assert gc.isenabled()


def test_of_two_that_overlap_the_first_puts_it_on_again_whichever_ends_last() -> None:
    first, second = uncollected(), uncollected()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
