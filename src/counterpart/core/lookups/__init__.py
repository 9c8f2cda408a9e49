"""Lookups: asking a repository whether it holds something, without seeing its entries (modules-grammar.md 6).

The searcher gets the answer, never the entry; no hit and not-for-you look the same; what was searched for is written
nowhere. Pure functions over a `Lookup` and plain entries; imports `definitions`, `deadlines` and below. Start reading
at `searching.py`.
"""

from __future__ import annotations

from counterpart.core.lookups.comparing import folded, matches
from counterpart.core.lookups.limits import AtMost, parse_at_most
from counterpart.core.lookups.searching import Answer, RepositoryEntry, Search, must_be_asked_rightly, search

__all__ = [
    "Answer",
    "AtMost",
    "RepositoryEntry",
    "Search",
    "folded",
    "matches",
    "must_be_asked_rightly",
    "parse_at_most",
    "search",
]
