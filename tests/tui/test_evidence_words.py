"""What speaks against a request is read first, whatever a screen has room for."""

from core.evidence import Line, Speaks
from tui.requests.evidence_words import against_first


def test_what_speaks_against_comes_first_with_the_lines_that_belong_to_it() -> None:
    paid, fails = Line("pay to", "08-99-99"), Line("", "fails its check", Speaks.AGAINST)
    credit, source = Line("credit", "241.20", Speaks.FOR), Line("it came from", "cash")
    reclaim = Line("benefit", "may be reclaimed", Speaks.AGAINST)
    look = Line("", "new", Speaks.LOOK)
    lines = [credit, source, look, paid, fails, reclaim]
    assert against_first(lines) == [paid, fails, reclaim, credit, source, look]
    assert against_first([credit, source]) == [credit, source]
    assert against_first([fails, credit]) == [fails, credit]
    assert against_first([]) == []
