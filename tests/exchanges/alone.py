"""The directory as if only the authorities of one scenario were there, until it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.database.servers import Server, as_owner

CLEARED = (("right", "membership_id in (select id from directory_membership where authority_id > %(most)s)"),
           ("membership", "authority_id > %(most)s"), ("access", "authority_id > %(most)s"),
           ("relation", "authority_id > %(most)s"), ("authority", "id > %(most)s"))  # fmt: skip


@contextmanager
def alone_in(server: Server) -> Iterator[Server]:
    """Let nobody else have access to any area; in the end authorities and people that came meanwhile are gone."""
    with as_owner(server) as owner:
        [most] = owner.execute("select coalesce(max(id), 0) from directory_authority").fetchone() or (0,)
        [last] = owner.execute("select coalesce(max(id), 0) from accounts_user").fetchone() or (0,)
        owner.execute("update directory_access set state = state + 100")
    try:
        yield server
    finally:
        with as_owner(server) as owner:
            owner.execute("delete from directory_switch")
            owner.execute("delete from directory_chase")  # a clock moved by years asks whether records are right
            for table, which in CLEARED:
                owner.execute(f"delete from directory_{table} where {which}", {"most": most})
            owner.execute("delete from accounts_user where id > %s", [last])
            owner.execute("update directory_access set state = state - 100")
