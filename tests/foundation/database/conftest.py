from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import Addresses, Role
from counterpart.foundation.database.place import REMOTE, place_of
from counterpart.foundation.database.roles import prepare, sign_in
from counterpart.foundation.database.row_security import ACTING
from tests.database.servers import Server, empty_database
from tests.django_settings import PLACE

TABLES = f"""
create table trial_access(exchange_id bigint, authority_id int, level smallint, primary key(exchange_id, authority_id));
create table trial_content(id bigint generated always as identity, exchange_id bigint not null, words text not null);
alter table trial_access enable row level security;
alter table trial_content enable row level security;
create policy sees on trial_access for select using (authority_id = any({ACTING}));
create policy writes on trial_access for insert with check (true);
create policy sees on trial_content for select
  using (exists(select from trial_access a where a.exchange_id = trial_content.exchange_id and a.level = 2));
create policy writes on trial_content for insert
  with check (exists(select from trial_access a where a.exchange_id = trial_content.exchange_id and a.level = 2));
grant select, insert on trial_access, trial_content to counterpart_app;
insert into trial_access values (1, 10, 2), (1, 20, 1), (2, 20, 2), (2, 30, 2);
insert into trial_content(exchange_id, words) values (1, 'ours'), (2, 'theirs');
"""


@pytest.fixture
def trial(server: Server) -> Iterator[Server]:
    """Two exchanges: authority 10 has content of the first, 20 an overview of it and the second, 30 the second."""
    with sign_in(server.parameters(Role.OWNER)) as owner:
        owner.execute(TABLES)
        yield server
        owner.execute("drop table trial_access, trial_content cascade")


@pytest.fixture
def bare(server: Server) -> Iterator[Server]:
    """A database of its own on the same server, with these two tables and nothing else."""
    with empty_database(server, "bare") as addresses:
        prepare_as_superuser(server, addresses)
        with sign_in(addresses.parameters(Role.OWNER)) as owner:
            owner.execute(TABLES)
        yield replace(server, addresses=addresses)


def prepare_as_superuser(server: Server, addresses: Addresses) -> None:
    """Prepare another database of the same server: its roles are there, their passwords stay."""
    given = {**addresses.given, Role.OWNER: server.superuser | {"dbname": addresses.given[Role.APP]["dbname"]}}
    prepare(Addresses(addresses.data, given))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may pass through, on a short path; servers in it are stopped."""
    made = Path(tempfile.mkdtemp(prefix="cp-", dir=PLACE))
    made.chmod(0o711)
    yield made
    for lock in made.rglob("secrets"):
        embedded.stop(lock.parent)
        if (place := place_of(lock.parent)).server.is_relative_to(REMOTE):
            shutil.rmtree(place.server)
    shutil.rmtree(made)
