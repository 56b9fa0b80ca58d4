"""Screens on a real terminal: what a key costs, a burst, idleness, the first paint, memory."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from core.estate import Estate
from tests.bench.table import Figure
from tests.servers import serving
from tests.small_book import build
from tests.terminal.harness import ROOT, Tty, keys
from tests.tui.lived_in import let_estate

COUNT = 100_000
HEADER = "k{^U}main{Enter}ch{Enter}{Enter}98,765.43{Enter}99{Enter}"
FRAGMENTS = ("smith mill", "kaur", "mac lane 4", "brown 12", "okafr", "patel", "jane reid", "102")
WORDS = ("smith ", "mac lane ", "mill road", "patel 1", "jan", "street 12")
# Some sixty keys into each screen, no question among them: at once they end as one by one.
BURSTS = {
    "desk, find, account": "/smiht{Enter}{Tab}b{Down*2}/okafr{Enter}b{Esc}{Esc}/kaur 9{Down*2}"
    "{Backspace*3}r 5{Up}{Backspace*9}novak mill{Backspace*5}ferry",
    "header": "k{^U}nowhere{Backspace*7}main{Enter}che{Enter}{Enter}1,234.56{Backspace*2}78{Enter}"
    "12{Backspace}4{Tab}123{Backspace*3}",
    "keying": HEADER + "10231190{Enter}98.20{Enter}10234417{Enter}104.75{Enter}10237710{Enter}"
    "104.75{Enter}kaur 9",
}


def figures() -> list[Figure]:
    """The rows of speed.md on screens, beside Textual's own widgets and fzf in the same run."""
    with tempfile.TemporaryDirectory(prefix="rb-bench-") as folder:
        lines = Path(folder) / "lines"
        lines.write_text("".join(_lines()))
        with _books(Path(folder)) as books, _desk(books["estate"]) as terminal:
            _open_finder(terminal)
            told = [*_find_figures(terminal, lines), *_keying_figures(terminal, lines)]
            told.append(_idle_figure(terminal))
            told += [*_memory_figures(books["estate"]), *_burst_figures(books)]
            return [*told, _paint_figure(books["estate"])]


def _lines() -> Iterator[str]:
    """Reference, name and address of each tenancy, as the peers read them."""
    for one in Estate(7, COUNT):
        if one.people:
            name = " + ".join(person.full for person in one.people)
            yield f"{one.payment_ref}\t{name}\t{one.home.address}\n".lower()


@contextmanager
def _books(folder: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """By name the address of each book, as assistant.1, and the folder its sessions keep things in.

    "estate" is large, the others are copies of the small book for one burst each.
    """
    with serving("bundled") as server:
        small = server.create_database()
        build(server.url(small))
        names = ["estate", *(f"{name}, {how}" for name in BURSTS for how in ("slow", "fast"))]
        made = {name: server.create_database(small) for name in names}
        let_estate(server.url(made["estate"]), COUNT)
        with psycopg.connect(server.url(made["estate"]), autocommit=True) as session:
            session.execute("VACUUM ANALYZE")
        yield {
            name: (server.url(database, "assistant.1"), str(folder / database))
            for name, database in made.items()
        }


def _desk(book: tuple[str, str], size: tuple[int, int] = (80, 27)) -> Tty:
    url, home = book
    program = str(ROOT / "tests" / "tui" / "desk_app.py")
    return Tty(sys.executable, program, url, size=size, XDG_DATA_HOME=home, XDG_CACHE_HOME=home)


def _open_finder(terminal: Tty) -> None:
    terminal.until("Receipts in ", 120)
    terminal.press("/smith")
    terminal.until(lambda: "surname" in terminal.text(), 120)
    terminal.press("{Esc}")
    terminal.until("To do")
    terminal.quiet()


# -- what one key costs


def _costs(terminal: Tty, spec: str) -> list[tuple[float, int]]:
    """Milliseconds until the last byte, and bytes, of each key; silent keys left out."""
    costs = []
    for key in keys(spec):
        begin, wait = len(terminal.log), 0.5
        started = time.perf_counter()
        terminal.write(key)
        while terminal.read(wait):
            wait = 0.04
        if len(terminal.log) > begin:
            costs.append(((terminal.arrived - started) * 1000, len(terminal.log) - begin))
    return costs


def _told(costs: list[tuple[float, int]]) -> str:
    ms, size = (sorted(each) for each in zip(*costs, strict=True))
    last = int(len(costs) * 0.99)
    return (
        f"median {statistics.median(ms):.1f}, p99 {ms[last]:.1f} ms; "
        f"{statistics.median(size):.0f}, p99 {size[last]:,} bytes"
    )


def _find_figures(terminal: Tty, lines: Path) -> Iterator[Figure]:
    terminal.press("/")
    every, new = [], []
    for word in WORDS * 3:
        for key in word:
            before = _references(terminal)
            cost = _costs(terminal, key)
            every += cost
            new += cost if len(_references(terminal) - before) >= 17 else []
        terminal.press("{^U}")
    terminal.press("{Esc}")
    peers = f"Textual's Input + DataTable, 1k lines: {_stock(lines, 'find', WORDS)}"
    if shutil.which("fzf"):
        peers += f"; fzf: {_fzf(lines)}"
    yield Figure("Find, every key", _told(every), "p99 ≤ 8 ms", peers)
    yield Figure("Find, 20 new rows", _told(new), "≤ 1,300 bytes, median")


def _references(terminal: Tty) -> set[str]:
    return {line[2:11] for line in terminal.lines()[4:24] if line[2:10].strip()}


def _keying_figures(terminal: Tty, lines: Path) -> Iterator[Figure]:
    terminal.press(HEADER)
    terminal.until("keyed  0.00 / 0")
    fragments = []
    for fragment in FRAGMENTS * 3:
        fragments += _costs(terminal, fragment)
        terminal.press("{Esc}")
    terminal.press("smith mill{Enter}")
    terminal.quiet(0.7)  # the account's facts have come
    amounts = _costs(terminal, "123.45{Backspace*6}98.2{Backspace*4}" * 8)
    terminal.press("{Esc}{Esc}")
    entry = _stock(lines, "entry", [f"{word}{{Enter}}" for word in ("smith",)], measured="123.45")
    yield Figure(
        "typed character, amount cell",
        _told(amounts),
        "p99 ≤ 5 ms, ≤ 48 bytes",
        f"Textual's Inputs + DataTable, 1k lines: {entry}",
    )
    yield Figure("typed character, fragment cell", _told(fragments), "≤ 600 bytes")


def _stock(lines: Path, screen: str, words: object, measured: str = "") -> str:
    """What the same keys cost in an app of stock widgets on the first thousand lines."""
    thousand = lines.with_name("thousand")
    thousand.write_text("".join(lines.read_text().splitlines(keepends=True)[:1000]))
    program = str(Path(__file__).with_name("stock_screens.py"))
    costs = []
    with Tty(sys.executable, program, str(thousand), screen, size=(80, 27)) as terminal:
        terminal.until("reference")
        terminal.quiet(0.5)
        for word in words:  # type: ignore[attr-defined]
            if measured:
                terminal.press(word)
                costs += _costs(terminal, f"{measured}{{Backspace*{len(measured)}}}" * 4)
            else:
                costs += _costs(terminal, word)
                terminal.press("{^U}")
    return _told(costs)


def _fzf(lines: Path) -> str:
    costs = []
    with Tty("sh", "-c", f"fzf --no-mouse < {lines}", size=(80, 27)) as terminal:
        terminal.until(f"/{len(lines.read_text().splitlines())}")
        terminal.quiet(0.5)
        for word in WORDS:
            costs += _costs(terminal, word)
            terminal.press("{^U}")
    return _told(costs)


# -- bursts, idleness, start, memory


def _burst_figures(books: dict[str, tuple[str, str]]) -> Iterator[Figure]:
    """Cells of the screen that differ after one write from what slow keys left there."""
    for name, spec in BURSTS.items():
        ends = []
        for how in ("slow", "fast"):
            with _desk(books[f"{name}, {how}"], (80, 24)) as terminal:
                _open_finder(terminal)
                if how == "slow":
                    terminal.press(spec, quiet_s=0.12)
                else:
                    terminal.burst(spec)
                terminal.quiet(1.5)
                ends.append(terminal.text())
        wrong = sum(a != b for a, b in zip(*ends, strict=False)) + abs(len(ends[0]) - len(ends[1]))
        yield Figure(f"{len(keys(spec))} keys in one write, {name}", f"{wrong} misplaced", "0")


def _idle_figure(terminal: Tty) -> Figure:
    """Bytes in three seconds of each screen, nobody touching it."""
    total = 0
    for spec in ("", "{Esc}{Esc}", "/smith", "{Enter}"):
        terminal.press(spec)
        terminal.quiet(0.7)
        end = time.monotonic() + 3
        while (left := end - time.monotonic()) > 0:
            total += len(terminal.read(left))
    terminal.press("{Esc}{Esc}")
    return Figure("idle: keying, desk, find, account", f"{total / 12:.0f} bytes/s", "0")


def _paint_figure(book: tuple[str, str]) -> Figure:
    """From the start of the program to the desk's first paint, its bytecode compiled."""
    folders = [str(ROOT / floor) for floor in ("core", "db", "tui")]
    subprocess.run([sys.executable, "-m", "compileall", "-q", *folders], check=True)
    paints, imports = [], []
    for _ in range(7):
        started = time.perf_counter()
        with _desk(book, (80, 24)) as terminal:
            terminal.until(lambda t=terminal: "F1 keys" in t.text())  # type: ignore[misc]
            paints.append((terminal.arrived - started) * 1000)
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
        imports.append((time.perf_counter() - started) * 1000)
    return Figure(
        "first paint of the desk, median",
        f"{statistics.median(paints):.0f} ms",
        "≤ 300 ms",
        f"import of Textual {statistics.median(imports):.0f} ms",
    )


def _memory_figures(book: tuple[str, str]) -> Iterator[Figure]:
    """A session that finds and keys: its own pages, and all it holds but the finder's shared map.

    The finder's file is there already, as on every morning but the first.
    """
    private = resident = 0
    is_map = False
    with _desk(book) as terminal:
        _open_finder(terminal)
        terminal.press("k{F7}")
        terminal.until("keyed  ")
        terminal.press("smith mill{Esc}")
        for line in Path(f"/proc/{terminal.pid}/smaps").read_text().splitlines():
            name, _, said = line.partition(":")
            if "-" in name.split(" ")[0]:
                is_map = "finder" in line
            elif name in ("Private_Clean", "Private_Dirty"):
                private += int(said.split()[0])
            elif name == "Rss" and not is_map:
                resident += int(said.split()[0])
    yield Figure("a session's own pages", f"{private / 1024:.0f} MiB", "≤ 70 MiB")
    yield Figure("resident beside the shared map", f"{resident / 1024:.0f} MiB", "≤ 110 MiB")


if __name__ == "__main__":
    from tests.bench.table import table

    print(table(figures()))
