"""The documents speak of the trade and the program, and lead where they say."""

import re
from pathlib import PurePosixPath

from tests.house.sources import ROOT, own_files, readable, report

# Words about how a text came about rather than what it is about.
OF_THE_WORKSHOP = re.compile(
    r"\b(language model|as an ai|chatbot|sub-?agents?|issue #?\d+|sprint|todo|fixme)\b", re.I
)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
READ = (".md", ".py", ".sql", ".tcss", ".toml")

# file: reason
MAY_SAY_IT = {"tests/house/test_documents.py": "the rule itself"}


def test_no_text_tells_how_it_came_about() -> None:
    faults = [
        f"{name}:{number} {line.strip()[:80]}"
        for name, text in readable()
        if name.endswith(READ) and name not in MAY_SAY_IT
        for number, line in enumerate(text.splitlines(), 1)
        if OF_THE_WORKSHOP.search(line)
    ]
    report(faults, "Say what holds and why; how it was made is nobody's concern.")


def test_every_link_in_a_document_leads_somewhere() -> None:
    faults = [
        f"{name}: {target}"
        for name, text in readable()
        if name.endswith(".md")
        for target in LINK.findall(text)
        if not (ROOT / PurePosixPath(name).parent / target).exists()
    ]
    report(faults, "The file was moved or never written.")


def test_every_decision_is_numbered_once_and_says_its_reason() -> None:
    names = [PurePosixPath(name) for name in own_files() if name.startswith("docs/decisions/")]
    numbers = [path.name[:4] for path in names]
    faults = [f"{path} shares its number" for path in names if numbers.count(path.name[:4]) > 1]
    faults += [
        f"{path} is not NNNN-words.md"
        for path in names
        if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    ]
    report(faults, "Take the next free number; one decision a file.")
