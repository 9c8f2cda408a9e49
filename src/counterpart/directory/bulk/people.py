"""The first person of an authority, who administers its data: taken from a list for authorities that have nobody."""

from __future__ import annotations

from collections.abc import Collection

from counterpart.accounts.addresses import address, folded
from counterpart.accounts.users import NewUser, must_be_spoken_to, name_of
from counterpart.core.errors import Invalid
from counterpart.directory.areas import profile
from counterpart.directory.bulk.found import BulkFindings
from counterpart.directory.bulk.knowing import Known
from counterpart.directory.bulk.sheet import Line
from counterpart.directory.records import AuthorityRecord

ENGLISH = "en"
_HEADINGS = {"email": "user_email", "name": "user_name", "language": "user_language"}


def first_user(
    record: AuthorityRecord,
    known: Known | None,
    line: Line,
    taken: Collection[str],
    seen: dict[object, int],
    found: BulkFindings,
) -> NewUser | None:
    """Return the person to be entered, None where none is named, or where the authority has people already.

    `taken` are addresses, folded, of people of the network; `seen` remembers those of the list.
    """
    email, name = line.texts.get("user_email", ""), line.texts.get("user_name", "")
    if not email and not name:
        return None
    if known is not None and known.people:
        if folded(email) not in known.people:
            found.add("user_not_entered", line.row, "user_email", note=True)
        return None
    try:
        person = _person(record, email, name, line.texts.get("user_language", ""))
    except Invalid as problem:
        found.add(problem.code, line.row, _HEADINGS.get(problem.field, "user_name"))
        return None
    first = seen.setdefault(("user", folded(email)), line.row)
    if first != line.row:
        found.add("user_twice", line.row, "user_email", first=first)
    elif folded(email) in taken:
        found.add("email_taken", line.row, "user_email")
    return person


def _person(record: AuthorityRecord, email: str, name: str, language: str) -> NewUser:
    spoken = profile().languages
    said = language or next((one for one in record.languages if one in spoken), ENGLISH)
    must_be_spoken_to(said, record.time_zone, spoken)
    return NewUser(address(email), name_of(name), said, record.time_zone)
