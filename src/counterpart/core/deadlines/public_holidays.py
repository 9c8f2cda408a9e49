"""The public holidays of the world, from the library `holidays`: one table for a code and a year.

The library is loaded at the first question: it takes 40 ms and more, and the commands that count no days (`--help`,
`schema`, `units`, most checks) must not pay for it. Only holidays of the category "public" count, with the days on
which a holiday is made up for; names are English, whatever the language of the process.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any

from counterpart.core.deadlines.periods import Unreadable
from counterpart.core.findings import nearest

NAMES_LANGUAGE = "en_US"


@lru_cache(maxsize=1)
def _library() -> Any:
    """Return the library; see the top of this file why it is not imported there."""
    return importlib.import_module("holidays")


@lru_cache(maxsize=2048)
def public_holidays(code: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a year by date.

    `code` is the library's code, as the network profile says it: a country (`PL`) or a region of it (`DE-BY`).
    Years that the library does not know (before it begins, after 2100) have none.
    Raises Unreadable for a code that the library does not know.
    """
    country, _, region = code.partition("-")
    table = partial(_library().country_holidays, country, subdiv=region or None, years=year)
    try:
        found: Mapping[date, str] = table(language=NAMES_LANGUAGE, expand=False, categories=("public",))
    except NotImplementedError:  # the library's way to say that it does not know the code
        hint = nearest(code, holiday_codes(), otherwise="write a code of the library, e.g. 'PL' or 'DE-BY'")
        raise Unreadable("calendar.holidays_unknown", field="holiday_code", text=code, advice=hint) from None
    return dict(found)


def holiday_codes() -> frozenset[str]:
    """Return every code that a calendar may name: countries and regions that the library knows."""
    known: Mapping[str, list[str]] = _library().list_supported_countries()
    return frozenset(known) | {f"{country}-{region}" for country, regions in known.items() for region in regions}
