"""`make bench`: every figure with its target; ends with 1 when one is missed."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.checking import (
    seconds_to_check_everything,
    seconds_to_check_one,
    seconds_to_help,
    seconds_to_start_python,
)
from benchmarks.stepping import steps_per_second


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it should be: at least or at most `target`."""

    name: str
    value: float
    target: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Return whether the target is met."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    def __str__(self) -> str:
        """Return the line of the report."""
        sign = ">=" if self.at_least else "<="
        verdict = "ok" if self.met else "MISSED"
        return f"{self.name:<44} {self.value:>12,.3f} {self.unit:<8} {sign} {self.target:>9,.2f}   {verdict}"


def main() -> int:
    """Measure, print and judge."""
    bare = seconds_to_start_python()
    print(f"{'starting Python alone':<44} {bare:>12,.3f} s")
    figures = [
        Figure("`counterpart --help`", seconds_to_help(), 0.25, "s"),
        Figure("check of one small module, whole process", seconds_to_check_one(), 0.9, "s"),
        Figure("check of all modules that ship, whole process", seconds_to_check_everything(), 3.0, "s"),
        Figure("`accept` of a request with 20 questions", steps_per_second(), 5_000, "steps/s", at_least=True),
    ]
    for figure in figures:
        print(figure)
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
