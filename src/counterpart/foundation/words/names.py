"""What countries and languages are called (CLDR, through Babel)."""

from __future__ import annotations

import functools

from babel import Locale

MOST_KEPT = 4_096


@functools.lru_cache(maxsize=MOST_KEPT)
def country_name(language: str, code: str) -> str:
    """Return the name of a country or territory of ISO 3166-1 in a language; the code where there is no name."""
    return str(Locale.parse(language, sep="-").territories.get(code, code))


@functools.lru_cache(maxsize=MOST_KEPT)
def language_name(language: str, code: str) -> str:
    """Return the name of a language in a language, its code where there is none."""
    found = Locale.parse(language, sep="-").get_language_name(code) if code == language else None
    return str(found or Locale.parse(language, sep="-").languages.get(code.replace("-", "_"), code))


def own_name(code: str) -> str:
    """Return what a language calls itself."""
    return language_name(code, code)
