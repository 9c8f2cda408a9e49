"""What a hostile case is: a change to the sound module, and the finding that must be among those made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.campaign.fuzz.places import Place

Make = Callable[[Place], None]


@dataclass(frozen=True, slots=True)
class Case:
    """`code` is the finding that must be made; empty where the package may also be sound."""

    name: str
    make: Make
    code: str = ""

    def __str__(self) -> str:
        """Return the name of the test."""
        return self.name


def written(name: str, file: str, content: str | bytes, code: str = "") -> Case:
    """Return a case that consists of one file."""
    return Case(name, lambda place: place.write(file, content), code)


def changed(name: str, file: str, old: str, new: str, code: str = "") -> Case:
    """Return a case that consists of one change in a file."""
    return Case(name, lambda place: place.change(file, old, new), code)


def appended(name: str, file: str, text: str, code: str = "") -> Case:
    """Return a case that adds to a file."""
    return Case(name, lambda place: place.append(file, text), code)
