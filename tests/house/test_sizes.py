"""Nothing grows past what one can hold in the head."""

import ast

from tests.house.sources import Module, floors, report

FUNCTION_LINES_MAX = 40
MODULE_LINES_MAX = 300
APP_LINES_MAX = 150  # every big screen program that is a mess has one app module that knows all
PARAMETERS_MAX = 5

# name: reason
LONG_FUNCTIONS: dict[str, str] = {}
LONG_MODULES: dict[str, str] = {}
MANY_PARAMETERS: dict[str, str] = {}


def test_every_function_fits_on_a_screen() -> None:
    faults = [
        f"{module.name}:{function.lineno} {function.name} has {lines} lines"
        for module in floors()
        for function in module.functions()
        if (lines := _length(function)) > FUNCTION_LINES_MAX
        and f"{module.name}:{function.name}" not in LONG_FUNCTIONS
    ]
    report(faults, f"Functions of at most {FUNCTION_LINES_MAX} lines: take a part with a name out.")


def test_every_module_is_one_concept_long() -> None:
    faults = [
        f"{module.name} has {lines} lines, {limit} are allowed"
        for module in floors()
        if (lines := len(module.text.splitlines())) > (limit := _limit(module))
        and module.name not in LONG_MODULES
    ]
    report(faults, "Split where the sentence at the top needs an «and».")


def test_no_function_takes_more_than_five_parameters() -> None:
    faults = [
        f"{module.name}:{function.lineno} {function.name} takes {count}"
        for module in floors()
        for function in module.functions()
        if (count := _parameters(function)) > PARAMETERS_MAX
        and f"{module.name}:{function.name}" not in MANY_PARAMETERS
    ]
    report(faults, "What travels together is a record: pass one (keyword-only ones count too).")


def test_every_exemption_still_has_its_cause() -> None:
    names = {module.name for module in floors()}
    exempt = [*LONG_MODULES, *(name.partition(":")[0] for name in LONG_FUNCTIONS)]
    exempt += [name.partition(":")[0] for name in MANY_PARAMETERS]
    report([name for name in exempt if name not in names], "Take these exemptions out.")


def _limit(module: Module) -> int:
    return APP_LINES_MAX if module.name == "tui/app.py" else MODULE_LINES_MAX


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    asked = function.args
    named = [one.arg for one in (*asked.posonlyargs, *asked.args, *asked.kwonlyargs)]
    return len([name for name in named if name not in ("self", "cls")])
