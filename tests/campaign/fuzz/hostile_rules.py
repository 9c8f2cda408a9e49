"""Conditions, deadlines, bounds and patterns made to do harm: written deep, long, or so that they never come back."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.campaign.fuzz.cases import Case, changed

FORM = "forms/matter.yaml"
REQUEST = "procedures/request.yaml"

CONDITIONS = {
    "two hundred brackets": ("(" * 180 + "true" + ")" * 180, "E001"),
    "brackets that never close": ("(" * 399, "E001"),
    "four hundred negations": ("!" * 395 + "true", "E001"),
    "names in names": ("a" + ".a" * 190, ""),
    "more than is allowed": ("true && " * 200 + "true", "S011"),
    "a number of four hundred digits": ("9" * 390 + " == 1", ""),
    "a number beyond all": ("title == " + "9" * 300, ""),
    "a text that never ends": ("title == 'x", "E001"),
    "escapes": ("title == '\\\\x00\\\\u202e'", ""),
    "a list of a hundred": ("title in [" + ", ".join(["'a'"] * 75) + "]", ""),
    "Python": ("__import__('os').system('id')", "E001"),
    "a part of Python": ("title.__class__ == 'x'", "E001"),
    "a call of nothing": ("open()", "E001"),
    "a call of everything": ("count(title, title, title) > size(today)", ""),
    "a division by nothing": ("1 / 0 == 1", "E001"),
    "dates that there are not": ("today > '2026-02-30'", ""),
    "more time than there is": ("today > after(today, '999999999 days')", ""),
    "itself": ("details == 'x'", ""),
    "blanks": (" " * 390 + "x", ""),
    "another script": ("тitle == 'x'", "E001"),
    "signs": ("\u202e!= ✓", "E001"),
    "nothing": ("", "S011"),
}

PATTERNS = (
    "(a+)+$", "(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*)*x", "(.*a){20}", "((a{1,20}){1,20}){1,20}", "a*a*a*a*a*b", ".*.*.*x",
    "(?:a?){60}a{60}", "(a?a?a?a?a?a?a?a?)*b", "([a-z]+)*[0-9]", "(x+x+)+y", "(\\w|\\d)+$", "(\\s|\\s)*x", "(a|b|ab)*c",
    "(a{0,50}){0,50}b", "(?=(a+))a*b\\1", "(?P<n>a+)(?P=n)+$", "(?:(?:(?:a*)*)*)*b", "(" * 200 + "a" + ")" * 200,
    "a{99999999999}", "[", "(", "*", "\\", "(?<=a+)b", "(?i)a", "\\p{L}", "[[:alpha:]]",
    "[a&&b]", "(?#x)", "\\1", "(?(1)a|b)", "\\Z\\A\\b\\B", "a" * 401,
)  # fmt: skip
"""Regular expressions that a field must not have: too slow, not understood, or meaning something else elsewhere."""

DEADLINES = {
    "more days than there are": "999999999999 days",
    "a hundred years": "100 years",
    "more years than there are": "9999 years from sent",
    "no days": "0 days from sent",
    "days that run back": "-5 days",
    "days that nobody knows": "5 dayz from sent",
    "a state that there is not": "5 days from nowhere",
    "a field that there is not": "5 days before subject.nothing",
    "a clock that there is not": "clock nobody",
    "everything at once": "5 days from sent, at most 3 days from sent, by exchange.agreed_on, clock x, with part",
    "words": " ".join(["with part"] * 200),
    "a number of another script": "٣ days from sent",
    "a list": "[5 days, 3 days]",
}


def _field(**entries: object) -> str:
    """Return a field that comes before the placeholders of the form."""
    whole = {"label": "Odd", "type": "text", "personal": "no", **entries}
    return f"  odd: {json.dumps(whole)}\nplaceholders:"


def _conditions() -> Iterator[Case]:
    for name, (text, code) in CONDITIONS.items():
        yield changed(f"a condition of {name}", FORM, "placeholders:", _field(show_if=text), code)
        way = f"actions: {{close: {{when: {json.dumps(text)}}}}}\nsubject:"
        yield changed(f"a guard of {name}", REQUEST, "subject:", way)


def _patterns() -> Iterator[Case]:
    for number, text in enumerate(PATTERNS):
        field = _field(pattern=text)
        yield changed(f"pattern {number} {text[:20]!r}", FORM, "placeholders:", field, "F008")


def _deadlines() -> Iterator[Case]:
    for name, text in DEADLINES.items():
        due = text if text.startswith("[") else json.dumps(text)
        yield changed(f"a deadline of {name}", REQUEST, "subject:", f"states: {{sent: {{due: {due}}}}}\nsubject:")
        yield changed(f"a reminder of {name}", REQUEST, "subject:", f"states: {{sent: {{remind: {due}}}}}\nsubject:")
        yield changed(f"a period of {name}", "retention.yaml", "6 months", text.replace("[", "").replace("]", ""))
        bound = _field(type="date", min=text, max=text)
        yield changed(f"a bound of {name}", FORM, "placeholders:", bound)


CASES = (*_conditions(), *_patterns(), *_deadlines())
