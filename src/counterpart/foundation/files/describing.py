"""What the sender of files says of them besides their names, once they have arrived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.files.states import FileMeta, FileState, sealed_meta, stored
from counterpart.foundation.vault.at_hand import keyring

ARRIVED = """
select ref, stream, key_class, inside, size, place, state, at, digest, meta_sealed, held
from foundation_file where ref = any(%s) and state = %s
"""
DESCRIBE = "update foundation_file set meta_sealed = %s where ref = %s and state = %s"


def describe_files(actor: Actor, now: dt.datetime, refs: Collection[UUID], *, language: str, personal: bool) -> None:
    """Keep the language of files that arrived and belong to nothing yet, and whether there are personal data in them.

    Outside of transactions. Files that are attached stay as they are. Raises `Invalid` for what is no code of a
    language.
    """
    arrived = int(FileState.ARRIVED)
    with as_actor([] if actor.authority_id is None else [actor.authority_id]):
        files = [stored(found) for found in rows(ARRIVED, [list(refs), arrived])]
        keys = keyring().open({file.place.key_name for file in files}, now)
        for file in files:
            info, key = file.info(keys), keys[file.place.key_name]
            meta = FileMeta(info.name, info.media_type, language, personal)
            run(DESCRIBE, [sealed_meta(key, file.place, meta, info.size), file.ref, arrived])
