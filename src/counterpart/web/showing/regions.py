"""What regions are called: codes of ISO 3166-2 with the names that the people there use.

`regions.csv` has the codes that authorities of a network say where they are; one that is not in it is shown as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib.resources import files

from counterpart.modules.pins import network
from counterpart.web.showing.sorting import alphabet


@lru_cache(1)
def names() -> Mapping[str, str]:
    """Return the name of each region by its code, read once for a process."""
    text = files("counterpart.web.showing").joinpath("regions.csv").read_text(encoding="utf-8")
    return {line[0]: line[1] for line in csv.reader(text.splitlines())}


def region_name(code: str) -> str:
    """Return what a region is called by its people; the code where there is no name."""
    return names().get(code, code)


def regions_of(member: str, language: str, besides: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return the regions of a member with their names, in the reader's alphabet; `besides` are codes in use."""
    known = network().members.get(member)
    begins = f"{known.iso}-" if known is not None and known.iso else "?"
    found = {code: name for code, name in names().items() if code.startswith(begins)}
    found |= {code: region_name(code) for code in besides if code}
    order = alphabet(language)
    return sorted(found.items(), key=lambda pair: (order(pair[1]), pair[0]))
