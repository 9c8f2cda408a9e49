"""What the tables of this room tell about people, and how it ends.

An entry holds in clear what is nobody's; what is somebody's lies sealed under a key of its exchange, and the row goes
when the exchange is blocked, erased or taken down.
"""

from __future__ import annotations

from counterpart.foundation.personal import Tables, columns

TAKEN_DOWN = "the row is deleted when the entry is taken down, blocked or erased (keeping.py)"

PERSONAL: Tables = {
    "repositories_entry": columns(
        no=(
            "id module procedure procedure_id number participants public published_at made_at changed_at confirmed_at"
            " state keeper_id member language shown"
        ),
        ref="exchange_ref",
        sealed="sealed",
    ),
    "repositories_found_by": columns(
        no="entry_id module procedure state terms facets", ref="exchange_ref", keyed={"tokens": TAKEN_DOWN}
    ),
    "repositories_import": columns(
        no=(
            "id ref request module procedure authority_id file_ref publish total done refused problem begun_at ended_at"
        ),
        ref="user_ref",
    ),
    "repositories_link": columns(no="id field url fails said checked_at next_at", ref="exchange_ref"),
    "repositories_lookup": columns(
        no="id module procedure lookup authority_id at purpose hit",
        ref="user_ref",
    ),
    "repositories_word": columns(no="id module procedure word"),
}
