"""The words of the interface, in every language that it speaks; words of policy areas come from `core.texts`.

A language is one gettext catalogue in `counterpart/locale/`, read when it is first needed; English is the source.
`catalogues.py`: sentences and plurals. `dates.py`: days, times and distances, by CLDR. `names.py`: what countries and
languages are called. Whoever speaks to people is handed a `Words` and asks nothing else. Knows no table and no page.
Start reading at `catalogues.py`.
"""

from __future__ import annotations

from counterpart.foundation.words.catalogues import SOURCE, SPOKEN, Words, nearest_language, words_of
from counterpart.foundation.words.dates import date_words, day_words, distance_words, time_words
from counterpart.foundation.words.names import country_name, language_name, own_name

__all__ = [
    "SOURCE",
    "SPOKEN",
    "Words",
    "country_name",
    "date_words",
    "day_words",
    "distance_words",
    "language_name",
    "nearest_language",
    "own_name",
    "time_words",
    "words_of",
]
