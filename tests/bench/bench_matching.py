"""Matching: what 100,000 lines cost, how often it is right by stream, and how others do."""

import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz, process

from core.estate.remittance import STREAMS, Remitted
from core.matching import Entry, Matching, Roll, Rules
from core.payment_file import FileLine
from core.reference import normalise
from tests.bench.matched_streams import FIRST_ACCOUNT, Streams, Tally, estate, tallies
from tests.bench.table import Figure

SEED = 23  # the weights were tuned on seed 7
TENANCIES = 100_000
LINES = 100_000
PEER_LINES = 30
_TOKEN_SET_SURE = 90


def figures() -> list[Figure]:
    """Speed of a 100,000-line schedule and of one line; precision and recall of every stream."""
    streams = estate(SEED, TENANCIES)
    gc.collect()
    gc.freeze()  # the estate stays: no collection need look at it again
    try:
        told = _speed(streams)
        told += _right(streams)
    finally:
        gc.unfreeze()
    return told


def _speed(streams: Streams) -> list[Figure]:
    """A schedule of Housing Benefit: 95 of 100 by reference, names and addresses on every line."""
    started = time.perf_counter()
    roll = Roll(streams.roll.entries)
    roll.ready()
    built = time.perf_counter() - started
    lines = list(_schedule(streams.files["CLY", "hb"]))
    matching = Matching(roll, Rules("CLY"))
    started = time.perf_counter()
    matching.lines(lines)
    took = time.perf_counter() - started
    single = []
    for line in lines[:200]:
        began = time.perf_counter()
        matching.closely(line)
        single.append((time.perf_counter() - began) * 1000)
    each = statistics.median(single)
    return [
        Figure(f"roll, {len(roll.entries):,} accounts", f"{built:.1f} s", "once a session"),
        Figure(f"match {len(lines):,} lines of HB", f"{took:.1f} s", "≤ 5 s of the 10 of a load"),
        Figure("one line with its runner-up", f"{each:.1f} ms", "≤ 60 ms"),
    ]


def _schedule(remitted: Sequence[Remitted]) -> Iterator[FileLine]:
    """As many lines as are wanted; the amounts of a later round differ by pence."""
    for place in range(LINES):
        line = remitted[place % len(remitted)].line
        yield replace(line, line=place + 1)


def _right(streams: Streams) -> list[Figure]:
    told = tallies(streams)
    whole = Tally()
    found = []
    for stream in STREAMS:
        mine = told[stream]
        whole.lines += mine.lines
        whole.matched += mine.matched
        whole.wrong += mine.wrong
        found.append(_figure(stream, mine, _peers(streams, stream)))
    return [*found, _figure("all streams", whole, "")]


def _figure(stream: str, told: Tally, peers: str) -> Figure:
    wrong = told.wrong.total()
    precision = (told.matched - wrong) / max(told.matched, 1)
    recall = (told.matched - wrong) / max(told.lines, 1)
    return Figure(
        f"{stream}, {told.lines:,} lines: no key, wrong",
        f"{told.matched / max(told.lines, 1):.4f}, {wrong} (P {precision:.5f} R {recall:.4f})",
        "≥ 0.97 over all, ≤ 1 in 10,000",
        peers,
    )


def _peers(streams: Streams, stream: str) -> str:
    """Exact reference, and the best token_set_ratio over the same text, as matchers of a sample."""
    remitted = streams.files["CLY", stream]
    sample = remitted[:: max(1, len(remitted) // PEER_LINES)]
    own = [entry for entry in streams.roll.entries if entry.landlord == "CLY"]
    exact = [_exact(streams.roll, one) for one in remitted]
    fuzzy = _token_set(own, sample)
    return f"exact {_pr(exact)}; token_set {_pr(fuzzy)}"


def _exact(roll: Roll, one: Remitted) -> bool | None:
    """Whether an exact reference finds the account; None where it finds nobody."""
    texts = [key.value for key in one.line.keys] + one.line.narrative.split()
    for text in texts:
        for entry, _ in roll.named(normalise(text)):
            return entry.account == FIRST_ACCOUNT + one.number
    return None


def _token_set(own: Sequence[Entry], sample: Sequence[Remitted]) -> list[bool | None]:
    """Each line's text against reference, names and address of every account."""
    known = [
        f"{each.reference} {' '.join(each.names)} {each.address} {each.postcode}".lower()
        for each in own
    ]
    asked = [_text(one.line).lower() for one in sample]
    ratio = process.cdist(asked, known, scorer=fuzz.token_set_ratio, dtype=np.uint8)
    best = ratio.argmax(axis=1).tolist()
    return [
        own[place].account == FIRST_ACCOUNT + one.number
        if ratio[row, place] >= _TOKEN_SET_SURE
        else None
        for row, (one, place) in enumerate(zip(sample, best, strict=True))
    ]


def _text(line: FileLine) -> str:
    keys = [key.value for key in line.keys if key.kind != "payer_account"]
    return " ".join([*keys, line.name, line.address, line.postcode, line.narrative])


def _pr(found: Sequence[bool | None]) -> str:
    """Precision and recall of what was taken."""
    taken = [each for each in found if each is not None]
    return f"P {sum(taken) / max(len(taken), 1):.3f} R {sum(taken) / max(len(found), 1):.3f}"


if __name__ == "__main__":
    from tests.bench.table import table

    print(table(figures()))
