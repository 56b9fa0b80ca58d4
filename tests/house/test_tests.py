"""Tests are sentences about real things, and none of them waits and hopes."""

import re

from tests.house.sources import modules, report, words_of

# file: reason
MAY_SLEEP = {
    "tests/faults/embedded_sessions.py": "`until` asks again and again instead of guessing",
    "tests/terminal/test_gate.py": "polls for a painted frame; Textual offers no event for it",
    "tests/tui/waiting.py": "`until` asks again and again instead of guessing",
}
MOCKS = re.compile(r"unittest\.mock|\bMagicMock\b|\bmocker\b|\bpatch\.object\b")


def test_every_test_is_named_by_what_it_shows() -> None:
    faults = [
        f"{module.name}:{function.lineno} {function.name}"
        for module in modules("tests/")
        for function in module.functions()
        if function.name.startswith("test_") and len(words_of(function.name)) < 4
    ]
    report(faults, "A test's name is the sentence it proves: three words at least after test_.")


def test_no_test_sleeps() -> None:
    faults = [
        f"{module.name}:{number}"
        for module in modules("tests/")
        if module.name not in MAY_SLEEP
        for number, line in enumerate(module.text.splitlines(), 1)
        if re.search(r"\b(time|asyncio)\.sleep\((?!0\))", line) and "re.search" not in line
    ]
    report(
        faults, "Wait for what is to happen (tests/faults/embedded_sessions.until), not a while."
    )


def test_no_test_replaces_our_code_by_a_pretence() -> None:
    faults = [
        module.name
        for module in modules("tests/")
        if module.name != "tests/house/test_tests.py" and MOCKS.search(module.text)
    ]
    report(faults, "Use the real thing: a database, a folder and a terminal cost milliseconds.")
