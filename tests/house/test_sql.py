"""Each act is one file and one function, and none can be led astray by its caller's settings."""

import re
from collections.abc import Iterator

from db.revisions import HEAD
from tests.house.sources import modules, report, sql_files

FUNCTION = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?FUNCTION\s+(?:rb\.)?(\w+)\s*\((.*?)\bAS\s+\$", re.S | re.I
)
FRACTIONS = re.compile(r"\b(double\s+precision|real|float[48]?|money)\b", re.I)

# column: reason
FRACTIONAL = {"score": "how well a text matched, a ratio between nothing and one"}
# function: reason
WITHOUT_TIME_ZONE: dict[str, str] = {}


def test_every_act_file_holds_one_function_named_as_the_file() -> None:
    faults = []
    for name, text in sql_files("db/acts/"):
        found = [function for function, _ in _functions(text)]
        if found != [_stem(name)]:
            faults.append(f"{name} holds {', '.join(found) or 'no function'}")
    report(faults, "One act, one file, one name; what several acts share lies in db/acts/inner.")


def test_every_act_runs_with_its_owners_rights_and_its_own_settings() -> None:
    faults = [
        f"{name}: {missing}"
        for name, text in sql_files("db/acts/")
        if "/inner/" not in name
        for function, head in _functions(text)
        for missing in _missing(function, head)
    ]
    report(faults, "SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London'.")


def test_every_function_with_its_owners_rights_pins_where_it_looks_names_up() -> None:
    faults = [
        f"{name}: {function}"
        for name, text in sql_files("db/")
        for function, head in _functions(text)
        if re.search(r"SECURITY\s+DEFINER", head, re.I)
        and not re.search(r"SET\s+search_path\s*(=|TO)\s*rb,\s*pg_temp", head, re.I)
    ]
    report(faults, "Without SET search_path = rb, pg_temp the caller's own tables can stand in.")


def test_no_column_or_variable_keeps_money_in_fractions() -> None:
    faults = [
        f"{name}:{number} {line.strip()[:80]}"
        for name, text in sql_files("db/")
        for number, line in enumerate(text.splitlines(), 1)
        if FRACTIONS.search(_without_exempt(line))
    ]
    report(faults, "Money is whole pence in a bigint.")


def test_every_sql_file_ends_each_statement_it_begins() -> None:
    faults = [
        name
        for name, text in sql_files("db/")
        if text.count("$$") % 2 or not text.rstrip().endswith(";")
    ]
    report(faults, "The last statement lacks its semicolon, or a body its $$.")


def _functions(text: str) -> Iterator[tuple[str, str]]:
    for found in FUNCTION.finditer(text):
        yield found.group(1), found.group(2)


def _without_exempt(line: str) -> str:
    columns = "|".join(FRACTIONAL)
    return re.sub(rf"'[^']*'|\b({columns})\s+\w+", "", line)


def _missing(function: str, head: str) -> Iterator[str]:
    if not re.search(r"SECURITY\s+DEFINER", head, re.I):
        yield "SECURITY DEFINER"
    zoned = re.search(r"SET\s+timezone\s*(=|TO)\s*'Europe/London'", head, re.I)
    if not zoned and function not in WITHOUT_TIME_ZONE:
        yield "SET timezone = 'Europe/London'"


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".sql")


def test_the_revisions_are_one_chain_and_end_at_the_head() -> None:
    told = {
        str(module.name): re.findall(r'^(?:down_)?revision = "?(\w+)"?$', module.text, re.M)
        for module in modules("db/")
        if re.search(r"versions/r\d", module.name)
    }
    numbers = sorted(number for number, _ in told.values())
    expected = [f"{place:04}" for place in range(1, len(numbers) + 1)]
    faults = [f"{name}: {after} after {number}" for name, (after, number) in told.items()
              if number != "None" and int(after) != int(number) + 1]  # fmt: skip
    if numbers != expected or numbers[-1] != HEAD:
        faults.append(f"revisions {', '.join(numbers)}, the head is {HEAD}")
    report(
        faults, "Take the next free number, name the one before, and raise HEAD in db/revisions."
    )
