"""What a test laid down beside the cast is taken away again."""

from __future__ import annotations

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server

TABLES = ("competence", "access", "relation", "posting")


def highest(server: Server) -> int:
    """Return the highest number of an authority."""
    with sign_in(server.parameters(Role.OWNER)) as owner:
        found = owner.execute("select max(id) from directory_authority").fetchone()
    return int(found[0]) if found else 0  # type: ignore[call-overload]


def forgotten_above(server: Server, most: int) -> None:
    """Delete authorities with a higher number, and what belongs to them; nobody works for them."""
    with sign_in(server.parameters(Role.OWNER)) as owner:
        for table in TABLES:
            owner.execute(f"delete from directory_{table} where authority_id > %s".encode(), [most])
        owner.execute("delete from directory_authority where id > %s", [most])
