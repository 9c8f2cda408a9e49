"""Codes of lookups: K."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("K001", "A lookup asks for something that entries do not have", "Nothing would ever be found."),
    Code("K002", "What a lookup asks for is not searched", "There is no index of it, so nothing would ever be found."),
    Code("K003", "Values cannot be compared in this way", "Nothing would ever be found."),
    Code("K004", "A lookup gives something that does not exist", "The searcher would be told nothing."),
    Code("K005", "A lookup gives what the searcher may not see", "The search would show what `visible_to` hides."),
    Code("K006", "Personal data are searched without a purpose", "Nobody could check afterwards whether a search was lawful."),
    Code("K007", "Nothing says how long the log of searches is kept", "Who searched for a person must be known, and not for ever."),
    Code("K008", "A lookup can be used for fishing", "Somebody who knows only a part could find out who is recorded."),
    Code("K009", "A lookup looks in states that do not exist", "It would find nothing there."),
    Code("K010", "Nobody may search, or everybody although few are named", "The lookup would be of no use, or open to more people than was meant."),
    Code("K011", "What follows a hit cannot be started", "The searcher would know of an entry and could do nothing."),
    Code("K012", "The limit of searches cannot be understood", "There would be no limit, or no search."),
)  # fmt: skip
