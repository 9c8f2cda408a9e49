"""Tables of the directory: authorities, what links them, their people, and what they chose.

Users are plain numbers of `accounts`: no foreign key leaves the room. History is kept by ending rows (`until`) or by
adding them (`since`), never by writing over them. Start reading at `authorities.py`.
"""

from __future__ import annotations

from counterpart.directory.models.authorities import Access, Authority, Competence, Relation, Succession
from counterpart.directory.models.importing import Import
from counterpart.directory.models.joining import Invitation
from counterpart.directory.models.people import Absence, GivenRight, Membership
from counterpart.directory.models.search import Posting, Word
from counterpart.directory.models.switches import Switch
from counterpart.directory.models.upkeep import Chase, FormerName, MailFailure

__all__ = [
    "Absence",
    "Access",
    "Authority",
    "Chase",
    "Competence",
    "FormerName",
    "GivenRight",
    "Import",
    "Invitation",
    "MailFailure",
    "Membership",
    "Posting",
    "Relation",
    "Succession",
    "Switch",
    "Word",
]
