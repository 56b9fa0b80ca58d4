"""One line of the benchmark table, and the table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, the figure, the goal of docs/speed and the peer in the same run."""

    what: str
    figure: str
    goal: str
    peer: str = ""


def table(figures: list[Figure]) -> str:
    """The figures in columns."""
    rows = [("what", "figure", "goal", "peer, same run")]
    rows += [(each.what, each.figure, each.goal, each.peer) for each in figures]
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    lines = ["  ".join(f"{cell:<{widths[i]}}" for i, cell in enumerate(row)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
