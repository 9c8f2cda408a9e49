"""Who works for authorities that a list of somebody else names."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from counterpart.foundation.database.statements import rows

FIRST = """
select distinct on (a.id) a.external_id, a.ref, u.ref from directory_authority a
join directory_membership m on m.authority_id = a.id and m.until is null join accounts_user u on u.id = m.user_id
where a.external_id = any(%s::text[]) order by a.id, u.id
"""


def people_by_key(keys: Collection[str]) -> dict[str, tuple[UUID, UUID]]:
    """Return for each external id the ref of the authority and of the first of its people; one statement."""
    return {key: (authority, user) for key, authority, user in rows(FIRST, [list(keys)])}
