"""Finder: what a keystroke costs, what misspelt names find, and how others do on the same lines."""

import mmap
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import psycopg
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from core.estate import Estate
from core.estate.draw import Draw
from core.estate.search_rows import finder_row
from core.estate.slips import mistyped
from core.finder.build import build
from core.finder.index import Index
from core.finder.row import FinderRow, Hit
from core.finder.search import Finder
from core.finder.stored import pieces, stored_in
from core.finder.words import folded
from tests.bench.table import Figure
from tests.servers import names_of_servers, serving

SEED = 23  # the weights were tuned on seed 7
TYPED = 120
NAMES = 1500
PEER_QUERIES = 12
_NUMBER = 1_000_000


def figures() -> list[Figure]:
    """The finder's rows of speed.md at 100,000 tenancies; at a million with RENTBOOK_PROVE=1."""
    told = _figures(100_000, {"p99": 1.6, "recall": 0.96}, peers=True)
    if os.environ.get("RENTBOOK_PROVE"):
        told += _figures(_NUMBER, {"p99": 7.0, "recall": 0.92}, peers=False)
    return told


def _figures(count: int, goals: dict[str, float], *, peers: bool) -> list[Figure]:
    rows = [finder_row(tenancy, tenancy.number) for tenancy in Estate(SEED, count)]
    started = time.perf_counter()
    index = build(rows)
    built = time.perf_counter() - started
    size = f"{count // 1000:,}k"
    with tempfile.TemporaryDirectory(prefix="rb-bench-") as folder:
        place = Path(folder) / "finder"
        with place.open("wb") as file:
            file.writelines(pieces(index))
        opened = statistics.median(_opened(place) for _ in range(9))
        mapped = _mapped(place)
        keys = sorted(_keystrokes(mapped, list(_texts(rows))))
        told = [
            Figure(f"build, {size}", f"{built:.1f} s", "2 s per 100k"),
            Figure(f"open, {size}", f"{opened * 1000:.1f} ms", "≤ 10 ms"),
            Figure(f"on disk, {size}", f"{place.stat().st_size / 1e6:,.0f} MB", ""),
            _keys_figure(size, keys, goals["p99"], rows if peers else []),
            *_recall_figures(mapped, rows, goals["recall"]),
        ]
        del mapped
    return told


def _mapped(place: Path) -> Index:
    with place.open("rb") as file:
        return stored_in(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _opened(place: Path) -> float:
    started = time.perf_counter()
    Finder(_mapped(place))
    return time.perf_counter() - started


def _names(row: FinderRow) -> list[str]:
    """Forename and surname of everybody, as they are typed."""
    words = [folded(name).replace("-", " ").split() for name in (*row.names, *row.old_names)]
    return [f"{each[1 if each[0] in ('mr', 'mrs', 'ms', 'miss', 'dr') else 0]} {each[-1]}"
            for each in words]  # fmt: skip


def _texts(rows: Sequence[FinderRow]) -> Iterator[str]:
    """What assistants type: names right and wrong, references, addresses, postcodes, phones."""
    draw = Draw(SEED, "typed")
    for place in range(TYPED):
        bits = draw.at(place)
        row = rows[bits % len(rows)]
        name, street = _names(row)[0], row.address.lower()
        yield (
            name,
            mistyped(name, bits, 1),
            mistyped(name, bits, 2),
            row.payment_ref,
            f"{name.split()[1]} {street.split(',')[0]}",
            street,
            row.postcode.lower(),
            row.phones[0],
        )[place % 8]


def _keystrokes(index: Index, texts: Sequence[str]) -> list[float]:
    """Milliseconds of each keystroke, the best of three times typing the same text."""
    best: list[float] = []
    for text in texts:
        passes = [_typed(Finder(index), text) for _ in range(3)]
        best += [min(times) for times in zip(*passes, strict=True)]
    return best


def _typed(finder: Finder, text: str) -> list[float]:
    times = []
    for length in range(1, len(text) + 1):
        started = time.perf_counter()
        finder.search(text[:length])
        times.append((time.perf_counter() - started) * 1000)
    return times


def _keys_figure(size: str, keys: list[float], goal: float, rows: Sequence[FinderRow]) -> Figure:
    median, p99 = statistics.median(keys), keys[int(len(keys) * 0.99)]
    beside = [f"{name} {took / median:,.0f}× slower" for name, took in _peers(rows)]
    return Figure(
        f"per keystroke, {size}, {len(keys)} keys",
        f"median {median:.2f}, p99 {p99:.2f} ms",
        f"p99 ≤ {goal} ms",
        "; ".join(beside),
    )


def _peers(rows: Sequence[FinderRow]) -> Iterator[tuple[str, float]]:
    """Median milliseconds of others to find a misspelt name in the same lines."""
    if not rows:
        return
    lines = [f"{' '.join(_names(row))} {row.address} {row.postcode} {row.payment_ref}".lower()
             for row in rows]  # fmt: skip
    queries = [query for query, _ in _misspelt(rows, 1, PEER_QUERIES)]
    # The best twenty of all lines; a scorer that gives one shared word full marks ends too soon.
    yield "rapidfuzz", _median(queries, lambda text: process.extract(
        text, lines, scorer=fuzz.partial_ratio, limit=20))  # fmt: skip
    if shutil.which("fzf"):
        whole = "\n".join(lines).encode()
        yield "fzf", _median(queries, lambda text: subprocess.run(
            ["fzf", "--filter", text], input=whole, capture_output=True, check=False))  # fmt: skip
    yield from _trigrams(lines, queries)


def _trigrams(lines: Sequence[str], queries: Sequence[str]) -> Iterator[tuple[str, float]]:
    """pg_trgm with its index, where a server on this machine has it."""
    if "postgresql15" not in names_of_servers():
        return
    with serving("postgresql15") as server, psycopg.connect(server.superuser_url) as session:
        known = session.execute("SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if known.fetchone() is None:
            return
        session.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        session.execute("CREATE TEMP TABLE line (words text)")
        with session.cursor().copy("COPY line FROM STDIN") as copy:
            for line in lines:
                copy.write_row((line,))
        session.execute("CREATE INDEX ON line USING gist (words gist_trgm_ops)")
        asked = "SELECT words FROM line ORDER BY words <->> %s LIMIT 20"
        yield "pg_trgm", _median(queries, lambda text: session.execute(asked, (text,)).fetchall())


def _median(queries: Sequence[str], ask: Callable[[str], object]) -> float:
    times = []
    for query in queries:
        started = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _misspelt(
    rows: Sequence[FinderRow], edits: int, count: int
) -> Iterator[tuple[str, tuple[str, FinderRow]]]:
    """Names with so many slips, each with the right name and the row it is of."""
    draw = Draw(SEED, f"slips {edits}")
    for place in range(count):
        bits = draw.at(place)
        row = rows[bits % len(rows)]
        if not row.restricted:
            names = _names(row)[: len(row.names)]
            name = names[(bits >> 40) % len(names)]
            yield mistyped(name, bits >> 7, edits), (name, row)


def _recall_figures(index: Index, rows: Sequence[FinderRow], goal: float) -> Iterator[Figure]:
    """How often the first hit is the person, or another with the very same name."""
    by_account = {row.account: row for row in rows}
    names = sorted({name for row in rows if not row.restricted for name in _names(row)})
    size = f"{len(rows) // 1000:,}k"
    for edits in (1, 2):
        asked = list(_misspelt(rows, edits, NAMES))
        plain = [_right(Finder(index), text, by_account, whom) for text, whom in asked]
        housed = [_right(Finder(index), f"{text} {house}", by_account, whom) for text, whom in asked
                  if (house := _house(whom[1]))]  # fmt: skip
        nearest = [_nearest(names, text, whom[0]) for text, whom in asked[:200]]
        yield Figure(
            f"recall@1, {edits} edit{'s' * (edits > 1)}, {size}",
            f"{np.mean(plain):.3f}",
            f"≥ {goal} over both",
            f"nearest full name by OSA {np.mean(nearest):.3f}",
        )
        yield Figure(
            f"recall@1, {edits} edit{'s' * (edits > 1)} and house number, {size}",
            f"{np.mean(housed):.3f}",
            "≥ 0.96",
        )


def _house(row: FinderRow) -> str:
    numbers = [word for word in row.address.replace(",", "").split() if word[0].isdigit()]
    return numbers[-1] if numbers else ""


def _right(
    finder: Finder, text: str, by_account: dict[int, FinderRow], whom: tuple[str, FinderRow]
) -> bool:
    hits: list[Hit] = finder.search(text, 1)
    name, row = whom
    return bool(hits) and (
        hits[0].account == row.account or name in _names(by_account[hits[0].account])
    )


def _nearest(names: Sequence[str], text: str, right: str) -> float:
    """The share of names nearest to `text` that the right one is of: chance chooses among them."""
    distances = process.cdist([text], names, scorer=OSA.distance, score_cutoff=4)[0]
    nearest = np.flatnonzero(distances == distances.min())
    return sum(names[place] == right for place in nearest.tolist()) / len(nearest)


if __name__ == "__main__":
    from tests.bench.table import table

    print(table(figures()))
