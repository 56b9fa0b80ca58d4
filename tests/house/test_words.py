"""Names say a thing of the trade, and each file says at its top what it is."""

import ast
import re
from pathlib import PurePath

from tests.house.sources import Definition, floors, modules, own_files, report, words_of

# Words that fit everything and so name nothing.
EMPTY_WORDS = {
    "manager", "helper", "helpers", "util", "utils", "common", "base", "handler", "handlers",
    "data", "info", "process",
}  # fmt: skip

# name: reason
ALLOWED_NAMES: dict[str, str] = {
    "data_folder": "the system's own word for where a user's files lie",
}
NO_SENTENCE: dict[str, str] = {}


def test_no_file_class_or_function_has_a_name_that_fits_everything() -> None:
    files = [(name, PurePath(name).stem) for name in own_files() if name.endswith((".py", ".sql"))]
    definitions = [
        (f"{module.name}:{node.lineno}", node.name)
        for module in floors()
        for node in module.definitions()
        if not _is_named_by_a_library(node)
    ]
    faults = [
        f"{place} {name}"
        for place, name in files + definitions
        if EMPTY_WORDS & set(words_of(name)) and name not in ALLOWED_NAMES
    ]
    report(faults, "Name the thing of the trade it is (docs/glossary.md).")


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    faults = [
        f"{module.name}: {said or 'nothing'}"
        for module in modules("core/", "db/", "tui/", "tests/")
        if not _is_a_sentence(said := _first_line(module.tree)) and module.name not in NO_SENTENCE
    ]
    report(faults, "One sentence at the top, one line, with its full stop: the concept.")


def test_every_public_function_and_class_of_the_floors_is_described() -> None:
    faults = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in floors()
        for node in module.tree.body
        if isinstance(node, Definition)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    report(faults, "Say shapes, units, errors and source; what the name says need not be repeated.")


def _first_line(tree: ast.Module) -> str:
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def _is_a_sentence(line: str) -> bool:
    return re.fullmatch(r"\S.{8,}[.!?]", line) is not None


def _is_named_by_a_library(node: Definition) -> bool:
    # Textual finds its methods by name: on_data_table_…, action_…, watch_….
    return re.match(r"(on|watch|compute|validate|_on|_watch)_|__", node.name) is not None
