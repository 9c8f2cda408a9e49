"""What the policies of the exchanges stand on (migration 0003), and the two settings that a writer makes.

Who reads, sees the exchanges into which its authorities are let (`exchanges_access`). Who writes, first locks, and
names what it has locked: only these rows may be written, and of these all are seen, because a step legitimately writes
turns, seats and access of *other* authorities. Both settings end with the transaction.
"""

from __future__ import annotations

from counterpart.foundation.database.row_security import ACTING

LOCKED = "app.exchanges"
"""The exchanges that this transaction has locked, as numbers with commas."""

FILE = "app.matter"
"""The file that this transaction has locked: its exchanges may be found, to be locked as well."""

_NUMBERS = "string_to_array(nullif(current_setting('{}', true), ''), ',')::bigint[]"
IS_LOCKED = f"= any({_NUMBERS.format(LOCKED)})"
IN_FILE = f"= nullif(current_setting('{FILE}', true), '')::bigint"

OVERVIEW, CONTENT = 1, 2


def lets_in(column: str, level: int = OVERVIEW) -> str:
    """Return the rule for reading: the exchange is locked by us, or one of our authorities is let in.

    That it is one of ours, the policy of the other table says already; here it makes the key of one row of it, where
    thousands may be let in. It is no `exists`, for which the server may read all that ours are let into, and hash it.
    """
    deep = f" and a.level >= {level}" if level > OVERVIEW else ""
    ours = f"a.exchange_id = {column} and a.authority_id = any({ACTING}){deep}"
    seen = f"(select true from exchanges_access a where {ours} limit 1)"  # noqa: S608  names of ours
    return f"{column} {IS_LOCKED} or {seen}"


ACCESS_SEEN = f"authority_id = any({ACTING}) or exchange_id {IS_LOCKED}"
"""The one policy that stands on its own: policies of two tables that asked each other would go round in circles."""

INSIDE_SEEN = f"inside_authority_id is null or inside_authority_id = any({ACTING})"
"""Notes inside one authority are for nobody else, whoever may read the rest."""
