"""The scanner in the health report: whether it is there, finds what everything has to find, and is not out of date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row
from counterpart.foundation.health import Level, Line, amount, check, in_words, well
from counterpart.foundation.scanning.clamd import scanned, version_of
from counterpart.foundation.scanning.kinds import kinds_are_told
from counterpart.foundation.scanning.setting import VARIABLE, Clamd, scanner_at_hand
from counterpart.foundation.scanning.trials import LOCKED, NESTED, TEST_FILE
from counterpart.foundation.scanning.verdicts import Doubt, Found

SUBJECT: Final = "scanner"
HOW: Final = "docs/how-to/scan-attachments.md tells how"
PATIENCE: Final = 3.0
"""Seconds: a health report is asked for often, and a scanner that is well answers in milliseconds."""

OLD: Final = dt.timedelta(days=3)
"""Signatures come every day; after this much freshclam is asleep."""

LONG: Final = dt.timedelta(hours=1)
"""A file that is held back so long needs somebody."""

_DATED = re.compile(r"ClamAV [^/]+/[0-9]+/(\w{3} \w{3} +[0-9]{1,2} [0-9:]{8} [0-9]{4})")
_DATE = "%a %b %d %H:%M:%S %Y"

HELD = """
select count(*), min(at) from (
  select at from foundation_file where state = 4 and held is not null order by scanned_at limit 1000) found
"""


@check("scanner")
def look_at_scanner(now: dt.datetime) -> Sequence[Line]:
    """Look at the scanner, and at the files that wait for it."""
    clamd = scanner_at_hand()
    lines = [*_kinds(), *(_unset() if clamd is None else _answers(replace(clamd, patience=PATIENCE), now))]
    return [*lines, _held(now)]


def _kinds() -> Iterator[Line]:
    if not kinds_are_told():
        yield Line(Level.WRONG, SUBJECT, "libmagic is not there: no file is taken", "Debian: apt install libmagic1")


def _unset() -> Iterator[Line]:
    yield Line(Level.SOON, SUBJECT, "none is set: attached files are not scanned for viruses", f"set {VARIABLE}; {HOW}")


def _answers(clamd: Clamd, now: dt.datetime) -> Iterator[Line]:
    try:
        said = version_of(clamd)
    except (OSError, ValueError):
        words = f"does not answer at {clamd.place}: files are held back until it does"
        yield Line(Level.WRONG, SUBJECT, words, "is clamd running? COUNTERPART_CLAMD says where it is looked for")
        return
    wrong = [*_trials(clamd), *_age(said, now)]
    yield from wrong or [well(SUBJECT, "answers, and finds what it has to find")]


def _trials(clamd: Clamd) -> Iterator[Line]:
    """Have it look at what every scanner knows, and at two files that cannot be looked into."""
    if not isinstance(found := scanned(clamd, TEST_FILE), Found):
        words = "does not find the test file of all scanners (EICAR)"
        said = f": it was {found}" if isinstance(found, Doubt) else ""
        yield Line(Level.WRONG, SUBJECT, words + said, "has freshclam loaded its signatures?")
    for trial, words, option in (
        (NESTED, "lets through what is packed too deep to be looked into", "AlertExceedsMax yes"),
        (LOCKED, "lets through what is locked by a password", "AlertEncrypted yes"),
    ):
        if not isinstance(scanned(clamd, trial), Found):
            yield Line(Level.SOON, SUBJECT, words, f"set `{option}` in clamd.conf; {HOW}")


def _age(said: str, now: dt.datetime) -> Iterator[Line]:
    match = _DATED.fullmatch(said)
    if match is None:
        return  # signatures of one's own have no date
    age = now - dt.datetime.strptime(match[1], _DATE).replace(tzinfo=dt.UTC)
    if age > OLD:
        yield Line(Level.SOON, SUBJECT, f"its signatures are {in_words(age)} old", "is freshclam running?")


def _held(now: dt.datetime) -> Line:
    with as_actor([], read_only=True):
        found = row(HELD)
    number, since = found or (0, None)
    if since is None:
        return well(SUBJECT, "no file is held back")
    words = f"{amount(number, 'file')} held back, the first {in_words(now - since)} ago"
    level = Level.WRONG if now - since > LONG else Level.SOON
    return Line(level, SUBJECT, words, "the worker scans them again every minute; is it, and is clamd, running?")
