"""Is the database sound: what a look from outside can tell, whether the server runs or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterpart.foundation.database.addresses import Addresses, Role
from counterpart.foundation.database.backups import read_everything
from counterpart.foundation.database.cluster import last_line
from counterpart.foundation.database.embedded import supervisor_of
from counterpart.foundation.database.loading import place_words
from counterpart.foundation.database.place import server_user
from counterpart.foundation.database.programs import our_programs, programs_for, run
from counterpart.foundation.database.roles import check_roles, sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble

SIZE = "select pg_database_size(current_database())"
FAILURES = "select coalesce(sum(checksum_failures), 0)::int from pg_stat_database"
INVALID = "select indexrelid::regclass::text from pg_index where not indisvalid or not indisready order by 1"
UNGUARDED = """
select c.oid::regclass::text from pg_class c
where c.relkind in ('r', 'p') and not c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)
order by 1
"""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, under a stable name; `wrong` is what was found, and empty when all is well."""

    name: str
    wrong: str
    trouble: DatabaseTrouble | None = None


def verify(addresses: Addresses) -> tuple[Check, ...]:
    """Look at everything that can be looked at now. Raises DatabaseTrouble when nothing can."""
    if addresses.embedded and supervisor_of(addresses.data) is None:
        return (_checksums_at_rest(addresses),)
    checks = [_tried("roles", addresses, check_roles), _tried("rows", addresses, read_everything)]
    if addresses.embedded:
        checks.append(_tried("checksums", addresses, _checksums_at_work))
    with sign_in(addresses.parameters(Role.OWNER)) as connection:
        for name, statement in (("indexes", INVALID), ("policies", UNGUARDED)):
            rows = connection.execute(statement).fetchall()
            checks.append(Check(name, ", ".join(str(row[0]) for row in rows)))
        [failures] = connection.execute(FAILURES).fetchone() or (0,)
        checks.append(Check("failures", f"{failures}" if failures else ""))
    return tuple(checks)


def size_of(addresses: Addresses) -> int:
    """Return how many bytes the database takes. Raises DatabaseTrouble when the server does not answer."""
    with sign_in(addresses.parameters(Role.APP)) as connection:
        row = connection.execute(SIZE).fetchone()
    return int(str(row[0])) if row else 0


def _tried(name: str, addresses: Addresses, look: Callable[[Addresses], object]) -> Check:
    try:
        look(addresses)
    except DatabaseTrouble as trouble:
        return Check(name, str(trouble), trouble)
    return Check(name, "")


def _checksums_at_work(addresses: Addresses) -> None:
    """Have a running server read every page for a backup that goes nowhere; it verifies their checksums on the way."""
    superuser = place_words(addresses.superuser())
    options = ["--target=blackhole", "--wal-method=none", "--checkpoint=fast", "--no-password", f"--dbname={superuser}"]
    done = run([our_programs().path("pg_basebackup"), *options])
    if done.returncode:
        raise DatabaseTrouble("database.tool_failed", program="pg_basebackup", said=last_line(done.stderr))


def _checksums_at_rest(addresses: Addresses) -> Check:
    """Verify the checksums of a server that does not run."""
    place, user = addresses.place, server_user()
    if not place.cluster.exists():
        raise DatabaseTrouble("database.not_running", folder=place.data)
    program = programs_for(place, user).path("pg_checksums")
    done = run([program, "--check", "-D", place.cluster], user=user)
    return Check("checksums", last_line(done.stderr) if done.returncode else "")
