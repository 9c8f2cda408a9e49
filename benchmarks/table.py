"""The table of the lines on the database, and what they should reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.measuring import Figures

HEAD = (
    "| line | clients | a second | bare | of bare | CPU ms: Python | PostgreSQL | bare: Python | PostgreSQL "
    "| round trips | pages | WAL kB |"
)
RULE = "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"

STEPS_A_SECOND = 250
OF_BARE = 0.20
READ_MS = 1.5


def row_of(one: Figures) -> str:
    """Return a line of the table."""
    cells = (
        one.line.title,
        one.clients,
        f"{one.rate:,.0f}",
        f"{one.bare:,.0f}",
        f"{one.ratio:.0%}",
        f"{one.own:.2f}",
        f"{one.backends:.2f}",
        f"{one.bare_own:.2f}",
        f"{one.bare_backends:.2f}",
        f"{one.round_trips:.1f}",
        f"{one.pages:,.0f}",
        f"{one.wal / 1024:.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def steps_of(figures: Sequence[Figures]) -> tuple[float, float]:
    """Return the best rate of a step, and the least part of its bare statements with more clients than one core."""
    steps = [one for one in figures if one.line.name == "step"]
    return max(one.rate for one in steps), min(one.ratio for one in steps if one.clients > 1 or len(steps) == 1)


def reading_ms(figures: Iterable[Figures]) -> tuple[float, float]:
    """Return the CPU milliseconds of an exchange read by one client: in Python, and in PostgreSQL."""
    one = min((one for one in figures if one.line.name == "read"), key=lambda one: one.clients)
    return one.own, one.backends


def judged(figures: Sequence[Figures]) -> list[tuple[str, float, float, str, bool]]:
    """Return what the lines reach, beside what they should reach."""
    rate, ratio = steps_of(figures)
    python, postgres = reading_ms(figures)
    print(f"\nan exchange read: {python + postgres:.2f} ms of CPU, that of PostgreSQL among it")
    return [
        ("a step, at the best number of clients", rate, STEPS_A_SECOND, "steps/s", True),
        ("a step, part of its bare statements", 100 * ratio, 100 * OF_BARE, "%", True),
        ("an exchange read by its query, CPU", python, READ_MS, "ms", False),
    ]
