"""Network profiles made to do harm: members, days, zones, patterns and words that nobody could work with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.campaign.fuzz.cases import Case
from tests.campaign.fuzz.places import PROFILE, Place

HEAD = "format: 2\nnetwork: small\ntitle: Small\nlanguages: [en, pl]\ncounting: {reference: Rule 1}\n"
WORDS = "words: {member: Member, members: Members, supervisor: Board}\n"
MEMBER = "  PL: {name: Poland, iso: PL, time_zone: Europe/Warsaw, languages: [pl]}\n"
MEMBERS = "members:\n" + MEMBER + "  BE: {name: Belgium, iso: BE, time_zone: Europe/Brussels, languages: [en]}\n"


def _profile(text: str) -> Callable[[Place], None]:
    def write(place: Place) -> None:
        (place.areas / PROFILE).write_text(text, encoding="utf-8")

    return write


def _member(**changes: str) -> Callable[[Place], None]:
    """Return a profile whose second member has other entries."""
    entries = {"name": "Odd", "time_zone": "UTC", "languages": "[en]", **changes}
    said = ", ".join(f"{key}: {value}" for key, value in entries.items())
    return _profile(f"{HEAD}{WORDS}{MEMBERS}  BG: {{{said}}}\n")


OF_MEMBERS = {
    "a zone that there is not": ({"time_zone": "Europe/Nowhere"}, "N001"),
    "a zone called like a path": ({"time_zone": "../../../etc/passwd"}, "N001"),
    "a zone called like a file": ({"time_zone": "/etc/localtime"}, "N001"),
    "a zone that is a folder": ({"time_zone": "Europe"}, "N001"),
    "a zone of nothing": ({"time_zone": '""'}, "N001"),
    "a calendar that there is not": ({"calendar": "XX-YY"}, "N002"),
    "a calendar called like a part of Python": ({"calendar": "__class__"}, "N002"),
    "a week without work": ({"weekend": "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]"}, "N008"),
    "a holiday that there is not": ({"holidays": "[{on: 02-30, name: X}]"}, "N006"),
    "a holiday in another millennium": ({"holidays": "[{on: 0000-01-01, name: X}]"}, "N006"),
    "a holiday on every day": (
        {
            "holidays": "["
            + ", ".join(f"{{on: {m:02}-{d:02}, name: X}}" for m in range(1, 13) for d in range(1, 29))
            + "]"
        },
        "",
    ),
    "a language that there is not": ({"languages": "[xx]"}, "N003"),
    "a language called like a path": ({"languages": '["../../x"]'}, "S011"),
    "a membership that ends before it begins": ({"membership": "{since: 2026-01-01, until: 2020-01-01}"}, "N006"),
    "a membership of all time": ({"membership": "{since: 0001-01-01, until: 9999-12-31}"}, ""),
    "a country that is another member": ({"iso": "PL"}, "N012"),
    "a name of four kilobytes": ({"name": "x" * 4_000}, ""),
}

WHOLE = {
    "nothing": ("", "Y001"),
    "nobody": (HEAD + WORDS + "members: {}\n", ""),
    "a list of members": (HEAD + WORDS + "members: [PL, BE]\n", "S011"),
    "members called like paths": (
        HEAD + WORDS + MEMBERS + "  ../X: {name: X, time_zone: UTC, languages: [en]}\n",
        "S011",
    ),
    "a name like a path": (HEAD.replace("small", "../x") + WORDS + MEMBERS, "S011"),
    "groups in a circle": (HEAD + WORDS + MEMBERS + "groups: {a: [b], b: [a], c: [PL, c]}\n", ""),
    "a group of maps": (HEAD + WORDS + MEMBERS + "groups: {a: {PL: {since: x}, XX: {}}}\n", "S010"),
    "a reference that takes for ever": (HEAD + WORDS + MEMBERS + "legal_references: ['(a+)+$', '(x|x)*y']\n", "N009"),
    "a reference that is none": (HEAD + WORDS + MEMBERS + "legal_references: ['(', '[']\n", "N009"),
    "limits that are none": (HEAD + WORDS + MEMBERS + "limits: {a: {data: x, from: y, erase_after: 1}}\n", "S011"),
    "limits beyond all time": (
        HEAD + WORDS + MEMBERS + "limits: [{data: x, from: closure, erase_after: at most 99999 years, basis: b}]\n",
        "S011",
    ),
    "counting by nothing": (HEAD.replace("{reference: Rule 1}", "{first_day: x, end: y}") + WORDS + MEMBERS, "S011"),
    "words with placeholders": (HEAD + WORDS.replace("Member,", "'{x.__class__}',") + MEMBERS, ""),
    "fields of persons that are none": (HEAD + WORDS + MEMBERS + "person_form: {a: {b: c}, ../x: {}}\n", "S010"),
    "a field of persons with a pattern that takes for ever": (
        HEAD + WORDS + MEMBERS + "person_form: {a: {label: A, type: text, personal: yes, pattern: (a+)+$}}\n",
        "N009",
    ),
    "a bomb": (HEAD + WORDS + "a: &a [x]\nb: &b [*a, *a]\nmembers: *b\n", "Y003"),
}


def _many_members(place: Place) -> None:
    """Write as many members as a file can hold."""
    lines = (
        f"  M{number}: {{name: Member {number}, time_zone: Europe/Warsaw, calendar: PL, languages: [pl]}}\n"
        for number in range(1_500)
    )
    (place.areas / PROFILE).write_text(HEAD + WORDS + MEMBERS + "".join(lines), encoding="utf-8")


def _profiles() -> Iterator[Case]:
    for name, (changes, code) in OF_MEMBERS.items():
        yield Case(f"a member with {name}", _member(**changes), code)
    for name, (text, code) in WHOLE.items():
        yield Case(f"a network with {name}", _profile(text), code)
    yield Case("a network with fifteen hundred members", _many_members, "")
    yield Case("a profile that is a folder", _as_folder, "")
    yield Case("a profile linked to outside", _as_link, "")


def _as_folder(place: Place) -> None:
    (place.areas / PROFILE).unlink()
    (place.areas / PROFILE).mkdir()


def _as_link(place: Place) -> None:
    (place.areas / PROFILE).unlink()
    (place.areas / PROFILE).symlink_to("/etc/passwd")


CASES = tuple(_profiles())
