"""Every bench module's `figures()`, printed as one table."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.bench.table import table

_MODULES = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))


@pytest.mark.bench
@pytest.mark.parametrize("name", _MODULES)
def test_the_figures_stand_beside_their_goals(name: str) -> None:
    figures = import_module(f"tests.bench.{name}").figures()
    assert figures
    print(f"\n{name.removeprefix('bench_')}\n{table(figures)}")
