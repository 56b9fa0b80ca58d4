"""What no line of the three floors does."""

import ast
import re
from collections.abc import Iterator

from tests.house.sources import Module, floors, modules, report

MONEY = re.compile(
    r"pence|pounds|amount|balance|money|price|charge|\brent\b|tally|total|debit|credit"
)

# module: reason
MAY_DIVIDE = {
    "core/finder/": "scores and weights are ratios, never money",
    "core/matching/": "weights and scores are ratios, never money",
    "core/estate/": "the made-up estate draws by ratios",
}
MAY_SAY_FLOAT = {
    "core/finder/": "scores and weights are ratios, never money",
    "core/delimited.py": "a workbook hands whole numbers over as floats; they become text here",
}
# module: reason
MAY_PRINT: dict[str, str] = {}
CLOCKS = re.compile(
    r"(date|datetime|time|os|random|secrets|uuid)\.(now|today|utcnow|monotonic|perf_counter|time\b|"
    r"urandom|token_\w+|random|randint|uuid[14])"
)
# module: reason
MAY_READ_A_CLOCK: dict[str, str] = {}


def test_no_money_is_a_float() -> None:
    faults = [
        f"{module.name}:{line} {what}"
        for module in floors()
        if not module.name.startswith("core/finder/")  # its totals are scores
        for line, what in _money_as_float(module)
    ]
    report(faults, "Money is whole pence (core.money.Pence): use //, divmod or parse_amount.")


def test_core_counts_in_whole_numbers() -> None:
    faults = [
        f"{module.name}:{node.lineno} {_what(node)}"
        for module in modules("core/")
        if not module.name.startswith(tuple(MAY_SAY_FLOAT))
        for node in ast.walk(module.tree)
        if _is_fractional(node) and not module.name.startswith(tuple(MAY_DIVIDE))
    ]
    report(faults, "core decides about money: no float and no true division (exempt it by reason).")


def test_nothing_is_printed() -> None:
    faults = [
        f"{module.name}:{node.lineno}"
        for module in floors()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and module.name not in MAY_PRINT
    ]
    report(faults, "Answer with a record; the command line writes with click.echo.")


def test_core_asks_no_clock_and_no_chance() -> None:
    faults = [
        f"{module.name}:{node.lineno} {ast.unparse(node)}"
        for module in modules("core/")
        if module.name not in MAY_READ_A_CLOCK
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and CLOCKS.match(ast.unparse(node))
    ]
    report(faults, "The day, the time and the seed are arguments.")


def test_nothing_is_silenced_without_a_code_and_a_reason() -> None:
    bare = re.compile(r"#\s*(type: ignore(?!\[[\w, -]+\]\s+#)|noqa(?!: ?[A-Z]+\d+))")
    faults = [
        f"{module.name}:{number} {line.strip()[:80]}"
        for module in floors()
        for number, line in enumerate(module.text.splitlines(), 1)
        if bare.search(line)
    ]
    report(faults, "Write `# type: ignore[code]  # reason` or `# noqa: CODE` with the reason.")


def _money_as_float(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            name = ast.unparse(node.target if isinstance(node, ast.AnnAssign) else node)
            if "float" in ast.unparse(node.annotation) and MONEY.search(name.partition(":")[0]):
                yield node.lineno, f"{name} as float"
        if isinstance(node, ast.Assign) and MONEY.search(ast.unparse(node.targets[0])):
            for part in ast.walk(node.value):
                if _is_fractional(part):
                    yield node.lineno, ast.unparse(node)[:80]
                    break


def _is_fractional(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return not any(isinstance(side, ast.Constant) and isinstance(side.value, str)
                       for side in (node.left, node.right))  # fmt: skip  # a path, not a share
    return isinstance(node, ast.Name) and node.id == "float"


def _what(node: ast.AST) -> str:
    return ast.unparse(node)[:60]
