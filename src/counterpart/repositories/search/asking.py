"""What a lookup asks for as a condition of SQL: by terms in clear, by blind tokens, by dates and numbers.

A token is hashed under the key of a quarter, so what is asked for is hashed for each quarter in which an entry may have
begun; one of them has to be met as a whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from counterpart.core.definitions.lookups import Lookup
from counterpart.core.errors import Invalid
from counterpart.foundation.vault import IndexKeyName, SecretKey, epoch_of, token
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import Pinned
from counterpart.repositories.search.indexing import asked_term, folded_for, personal_keys, token_field

YEARS_BACK = 12
ORDERED = {"same_or_later": ">=", "same_or_earlier": "<="}


def condition_of(pin: Pinned, lookup: Lookup, asked: Mapping[str, Any], now: dt.datetime) -> tuple[str, dict[str, Any]]:
    """Return the condition and its values. Raises Invalid `lookup_key_missing` for a value of which nothing is left."""
    personal = personal_keys(pin.rules)
    parts: list[str] = []
    values: dict[str, Any] = {}
    hashed: list[tuple[str, str]] = []
    terms: list[str] = []
    for name, way in lookup.ask.items():
        field, value = name.removeprefix("subject."), str(asked[name])
        folded = folded_for(way, value)
        if not folded:
            raise Invalid("lookup_key_missing", field=name)
        if way in ORDERED:
            parts.append(f"e.shown ->> %(name_{len(parts)})s {ORDERED[way]} %(value_{len(parts)})s")
            values |= {f"name_{len(parts) - 1}": field, f"value_{len(parts) - 1}": value}
        elif field in personal:
            hashed += [(token_field(field, way), one) for one in folded]
        else:
            terms += [asked_term(f"{field}.{way}", one) for one in folded]
    if terms:
        parts.append("f.terms @> %(terms)s::text[]")
        values["terms"] = terms
    if hashed:
        quarters = list(_tokens(pin.module, hashed, now))
        fits = " or ".join(f"f.tokens @> %(quarter_{number})s::bigint[]" for number in range(len(quarters)))
        parts.append(f"({fits})" if quarters else "false")
        values |= {f"quarter_{number}": tokens for number, tokens in enumerate(quarters)}
    return " and ".join(parts) or "false", values


def _tokens(module: str, hashed: list[tuple[str, str]], now: dt.datetime) -> Iterator[list[int]]:
    """Yield what was asked for as tokens, for each quarter that has a key."""
    last = epoch_of(now)
    names = [IndexKeyName(module, epoch) for epoch in range(last - 4 * YEARS_BACK, last + 1)]
    keys: list[SecretKey] = list(keyring().open(names, now).values())
    for key in keys:
        yield [token(key, field, folded) for field, folded in hashed]
