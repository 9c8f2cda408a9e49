"""Reading a sheet of names: a CSV file beside this module, its first line naming the columns."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

Line = dict[str, str]


@lru_cache(maxsize=256)
def sheet(name: str) -> tuple[Line, ...]:
    """Return the lines of `<name>.csv`. Raises FileNotFoundError for a sheet that there is none of."""
    text = files(__package__).joinpath(*f"{name}.csv".split("/")).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
