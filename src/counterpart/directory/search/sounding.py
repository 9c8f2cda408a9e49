"""Reduces a word in Latin letters to how it roughly sounds, so that the ways in which one name is written meet.

København, Kobenhavn and Koebenhavn are `kobenhavn`; Düsseldorf and Duesseldorf `duseldorv`; Wrocław and Vroclav
`vroklav`; Thessaloniki and Tessaloniki `tesaloniki`. It is for meeting only, never shown.
"""

from __future__ import annotations

import re

_RULES = tuple(
    (re.compile(pattern), sounded)
    for pattern, sounded in (
        ("tsch|tch|zh|sch|sh|ch|cz|sz", "s"),
        ("th", "t"),
        ("ph|w|v", "f"),
        ("kh|gh", "h"),
        ("x", "ks"),
        ("ck|qu|q|c", "k"),
        ("ts|dz|z", "s"),
        ("ae|aa", "a"),
        ("oe|ou|oo", "o"),
        ("ue", "u"),
        ("j|y", "i"),
        (r"(.)\1+", r"\1"),
    )
)
SHORTEST = 4
"""Shorter sounds would make everything meet everything."""


def sound(latin: str) -> str:
    """Return the sound of a folded Latin word, empty where it is too short or has digits."""
    if not latin.isalpha():
        return ""
    said = latin
    for pattern, sounded in _RULES:
        said = pattern.sub(sounded, said)
    return said if len(said) >= SHORTEST else ""
