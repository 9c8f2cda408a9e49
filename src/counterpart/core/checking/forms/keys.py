"""Do the keys of a field fit its type? F005 and F008: a key that means nothing there was meant for something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpart.core.checking.area import Context
from counterpart.core.checking.forms.patterns import wrong_with
from counterpart.core.checking.forms.places import fields_in
from counterpart.core.definitions.forms import FormField
from counterpart.core.findings import Findings

_LINKS = frozenset({"entry", "exchange"})
_WRITTEN = frozenset({"text", "identifier"})
_LONG = frozenset({"text", "longtext", "identifier"})
_DAYS = frozenset({"date", "datetime"})
_SEVERAL = frozenset({"codes", "countries", "members", "files"})

FITTING: Mapping[str, frozenset[str]] = {
    "list": frozenset({"code", "codes"}),
    "min": frozenset({"number"}) | _LONG | _DAYS,
    "max": frozenset({"number"}) | _LONG | _DAYS,
    "pattern": _WRITTEN,
    "scheme": frozenset({"identifier"}),
    "fields": frozenset({"group"}),
    "rules": frozenset({"group"}),
    "of": _LINKS,
    "in": _LINKS | {"member", "members"},
    "fill": frozenset({"entry"}),
}
"""Which types of fields a key is for; keys that are not named here fit all."""


def keys_fit_the_type(context: Context, findings: Findings) -> None:
    """F005: a key stands only at fields of a type that it means something for."""
    for place in fields_in(context):
        kind = place.field.type
        for key in _said(place.field):
            if kind not in FITTING[key]:
                hint = f"'{key}' is for fields of type {', '.join(sorted(FITTING[key]))}"
                place.error(findings, "F005", key, f"'{key}' means nothing for type {kind}", hint)
        if place.field.many and kind in _SEVERAL:
            hint = "remove 'many'"
            place.warning(findings, "F005", "many", f"type {kind} holds several values by itself", hint)


def _said(field: FormField) -> Iterator[str]:
    """Give the keys of `FITTING` that a field says."""
    values = {
        "list": field.list,
        "min": field.min,
        "max": field.max,
        "pattern": field.pattern,
        "scheme": field.scheme,
        "fields": field.fields,
        "rules": field.rules,
        "of": field.of,
        "in": field.within,
        "fill": field.fill,
    }
    for key, value in values.items():
        if value is not None and value not in ({}, ()):
            yield key


def patterns_can_be_used(context: Context, findings: Findings) -> None:
    """F008: a pattern compiles, uses what every engine knows, and is quick whatever is typed."""
    for place in fields_in(context):
        if place.field.pattern is None or place.field.type not in FITTING["pattern"]:
            continue
        wrong = wrong_with(place.field.pattern)
        if wrong:
            place.error(findings, "F008", "pattern", f"the pattern {wrong[0]}", wrong[1])
