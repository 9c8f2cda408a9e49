"""Is a single value of the kind that its field wants? One small check for each type of field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from counterpart.core.definitions.forms import FormField
from counterpart.core.definitions.module import CodeEntry
from counterpart.core.errors import Invalid
from counterpart.core.workflow.forms.values import day_of, typed
from counterpart.core.workflow.profile import Profile

MOST_CHARACTERS = 200_000
LONGEST_LINE = 2_000
"""Characters of a value on one line. No pattern is tried on more: how long that takes hangs on the length."""

_COUNTRY = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{2,30}")
_REGION = re.compile(r"[A-Z]{2}[A-Z0-9-]{0,8}")

SEVERAL = frozenset({"codes", "countries", "members", "files"})
"""Types of fields that hold several values by themselves."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a value is checked against besides its field: code lists, members and groups, and the day."""

    today: date
    code_lists: Mapping[str, Mapping[str, CodeEntry]] = field(default_factory=dict)
    profile: Profile | None = None


Check = Callable[[FormField, object, Surroundings], str]
"""Returns a code of `forms.PROBLEMS`, empty when all is well."""


def wrong(rules: FormField, value: object, around: Surroundings) -> str:
    """Return what is wrong with one value of a field (not several, not a group), empty when nothing is."""
    return _CHECKS[rules.type](rules, value, around)


def _line(_rules: FormField, value: object, _around: Surroundings) -> str:
    if not isinstance(value, str):
        return "wrong_kind"
    return "too_long" if len(value) > LONGEST_LINE else ""


def _lines(_rules: FormField, value: object, _around: Surroundings) -> str:
    if not isinstance(value, str):
        return "wrong_kind"
    return "too_long" if len(value) > MOST_CHARACTERS else ""


def _matching(pattern: re.Pattern[str]) -> Check:
    def check(_rules: FormField, value: object, _around: Surroundings) -> str:
        fits = isinstance(value, str) and len(value) <= LONGEST_LINE and pattern.fullmatch(value)
        return "" if fits else "wrong_kind"

    return check


def _code(rules: FormField, value: object, around: Surroundings) -> str:
    if not isinstance(value, str):
        return "wrong_kind"
    entry = around.code_lists.get(rules.list or "", {}).get(value)
    if entry is None:
        return "not_in_list"
    today = around.today
    early = entry.valid_from and today < day_of(entry.valid_from)
    late = entry.valid_to and today > day_of(entry.valid_to)
    return "code_ended" if early or late else ""


def _yes_no(_rules: FormField, value: object, _around: Surroundings) -> str:
    return "" if isinstance(value, bool) else "wrong_kind"


def _converted(rules: FormField, value: object, _around: Surroundings) -> str:
    try:
        typed(rules.type, value, "")
    except Invalid:
        return "wrong_kind"
    return ""


def _money(_rules: FormField, value: object, _around: Surroundings) -> str:
    if not isinstance(value, Mapping) or set(value) != {"amount", "currency"}:
        return "wrong_kind"
    try:
        typed("number", value["amount"], "")
    except Invalid:
        return "wrong_kind"
    currency = value["currency"]
    return "" if isinstance(currency, str) and _CURRENCY.fullmatch(currency) else "wrong_kind"


def _member(rules: FormField, value: object, around: Surroundings) -> str:
    if not isinstance(value, str):
        return "wrong_kind"
    profile = around.profile
    if profile is None:
        return ""
    if value not in profile.members:
        return "not_a_member"
    groups = [group for group in rules.within if group in profile.groups]
    inside = not groups or any(profile.in_group(group, value, around.today) for group in groups)
    return "" if inside else "not_a_member"


def _url(_rules: FormField, value: object, _around: Surroundings) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_LINE:
        return "wrong_kind"
    try:
        parts = urlsplit(value)
    except ValueError:  # a broken address in brackets
        return "wrong_kind"
    return "" if parts.scheme in {"http", "https"} and parts.hostname else "wrong_kind"


_CHECKS: Mapping[str, Check] = {
    "text": _line,
    "longtext": _lines,
    "code": _code,
    "codes": _code,
    "yes_no": _yes_no,
    "date": _converted,
    "datetime": _converted,
    "number": _converted,
    "money": _money,
    "country": _matching(_COUNTRY),
    "countries": _matching(_COUNTRY),
    "member": _member,
    "members": _member,
    "region": _matching(_REGION),
    "language": _matching(_LANGUAGE),
    "identifier": _line,
    "url": _url,
    "email": _matching(_EMAIL),
    "phone": _matching(_PHONE),
    "file": _line,
    "files": _line,
    "authority": _line,
    "entry": _line,
    "exchange": _line,
}
