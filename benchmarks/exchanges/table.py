"""The table of the lines on the database, and what they should reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.exchanges.lines import LINES
from benchmarks.exchanges.measuring import Figures
from benchmarks.figures import Figure

HEAD = (
    "| line | clients | a second | bare | of bare | CPU ms: Python | PostgreSQL | bare: Python | PostgreSQL "
    "| round trips | pages | WAL kB |"
)
RULE = "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"

STEPS_A_SECOND = 250
OF_BARE = 0.20
READ_MS = 1.5
PAGE_MS = 6.0
NONE = "–"


def row_of(one: Figures) -> str:
    """Return a line of the table."""
    cells = (
        one.line.title,
        one.clients,
        f"{one.rate:,.0f}",
        f"{one.bare:,.0f}" if one.bare else NONE,
        f"{one.ratio:.0%}" if one.bare else NONE,
        f"{one.own - one.apart:.2f} + {one.apart:.1f} of Argon2" if one.apart else f"{one.own:.2f}",
        f"{one.backends:.2f}",
        f"{one.bare_own:.2f}" if one.bare else NONE,
        f"{one.bare_backends:.2f}" if one.bare else NONE,
        f"{one.round_trips:.1f}" if one.bare else NONE,
        f"{one.pages:,.0f}",
        f"{one.wal / 1024:.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def steps_of(figures: Sequence[Figures]) -> tuple[float, float]:
    """Return the best rate of a step, and the least part of its bare statements with more clients than one core."""
    steps = [one for one in figures if one.line.name == "step"]
    return max(one.rate for one in steps), min(one.ratio for one in steps if one.clients > 1 or len(steps) == 1)


def cpu_ms(figures: Iterable[Figures], name: str) -> tuple[float, float]:
    """Return the CPU milliseconds of a line with one client: in Python, without Argon2, and in PostgreSQL."""
    one = min((one for one in figures if one.line.name == name), key=lambda one: one.clients)
    return one.own - one.apart, one.backends


def judged(figures: Sequence[Figures]) -> list[Figure]:
    """Return what the lines reach, beside what they should reach."""
    rate, ratio = steps_of(figures)
    print()
    for name in ("read", "page", "work page", "sign in"):
        python, postgres = cpu_ms(figures, name)
        print(f"{LINES[name].title}: {python + postgres:.2f} ms of CPU together with that of PostgreSQL")
    return [
        Figure("a step, at the best number of clients", rate, STEPS_A_SECOND, "steps/s", at_least=True),
        Figure("a step, part of its bare statements", 100 * ratio, 100 * OF_BARE, "%", at_least=True),
        Figure("an exchange read by its query, CPU", cpu_ms(figures, "read")[0], READ_MS, "ms"),
        *(
            Figure(f"{LINES[name].title}, CPU", cpu_ms(figures, name)[0], PAGE_MS, "ms")
            for name in ("page", "work page")
        ),
    ]
