"""The key store on PostgreSQL: schema `vault`, which only the role of that name reaches, on a connection of its own.

Each call is one statement that commits by itself (autocommit of the alias `vault`), whatever transaction is open on
the data: a rollback there takes no key back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import connections

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.statements import Row, array, row, rows, run
from counterpart.foundation.vault.naming import DataKeyName, IndexKeyName, KeyClass, KeyName
from counterpart.foundation.vault.refusals import MasterRetired
from counterpart.foundation.vault.wrapping import WrappedKey

ALIAS = Role.VAULT.alias


ADD = """
with living as (select id from vault.master where id = any(%s::smallint[]) and retired_at is null),
allowed as (select (select count(*) from living) = %s as all_live),
data as (
  insert into vault.key(ref, key_class, inside, master, wrapped, created_at)
  select x.* from unnest(%s::uuid[], %s::smallint[], %s::uuid[], %s::smallint[], %s::bytea[], %s::timestamptz[]) as x,
    allowed where all_live
  on conflict do nothing),
index as (
  insert into vault.index_key(module, epoch, master, wrapped, created_at)
  select x.* from unnest(%s::text[], %s::smallint[], %s::smallint[], %s::bytea[], %s::timestamptz[]) as x,
    allowed where all_live
  on conflict do nothing)
select all_live from allowed
"""

FETCH = """
select k.ref, k.key_class, k.inside, null::text, null::smallint, k.master, k.wrapped, k.created_at
from unnest(%s::uuid[], %s::smallint[], %s::uuid[]) as x(ref, key_class, inside)
  join vault.key k on k.ref = x.ref and k.key_class = x.key_class and k.inside is not distinct from x.inside
union all
select null::uuid, null::smallint, null::uuid, i.module, i.epoch, i.master, i.wrapped, i.created_at
from unnest(%s::text[], %s::smallint[]) as x(module, epoch)
  join vault.index_key i on i.module = x.module and i.epoch = x.epoch
"""

DESTROY = "delete from vault.key where ref = %s and (%s::smallint[] is null or key_class = any(%s::smallint[]))"

DESTROY_INDEX = "delete from vault.index_key where module = %s and epoch = %s"

UNDER = """
(select k.ref, k.key_class, k.inside, null::text, null::smallint, k.master, k.wrapped, k.created_at
 from vault.key k where k.master = %s and not exists (
   select from unnest(%s::uuid[], %s::smallint[], %s::uuid[]) as x(ref, key_class, inside)
   where k.ref = x.ref and k.key_class = x.key_class and k.inside is not distinct from x.inside)
 limit %s)
union all
(select null::uuid, null::smallint, null::uuid, i.module, i.epoch, i.master, i.wrapped, i.created_at
 from vault.index_key i where i.master = %s and not exists (
   select from unnest(%s::text[], %s::smallint[]) as x(module, epoch)
   where i.module = x.module and i.epoch = x.epoch)
 limit %s)
limit %s
"""

REPLACE = """
with data as (
  update vault.key k set master = x.master, wrapped = x.wrapped, created_at = x.created_at
  from unnest(%s::uuid[], %s::smallint[], %s::uuid[], %s::smallint[], %s::bytea[], %s::timestamptz[], %s::smallint[],
    %s::bytea[]) as x(ref, key_class, inside, master, wrapped, created_at, old_master, old_wrapped)
  where k.ref = x.ref and k.key_class = x.key_class and k.inside is not distinct from x.inside
    and k.master = x.old_master and k.wrapped = x.old_wrapped
  returning 1),
index as (
  update vault.index_key i set master = x.master, wrapped = x.wrapped, created_at = x.created_at
  from unnest(%s::text[], %s::smallint[], %s::smallint[], %s::bytea[], %s::timestamptz[], %s::smallint[],
    %s::bytea[]) as x(module, epoch, master, wrapped, created_at, old_master, old_wrapped)
  where i.module = x.module and i.epoch = x.epoch and i.master = x.old_master and i.wrapped = x.old_wrapped
  returning 1)
select (select count(*) from data) + (select count(*) from index)
"""

CREATED_BEFORE = "select distinct ref from vault.key where created_at < %s and ref > %s order by ref limit %s"

_BEFORE_ALL = UUID(int=0)


class InTransaction(RuntimeError):
    """A mistake in the program: a transaction is open on the key store, so nothing would commit by itself."""


class DatabaseKeyStore:
    """The key store of this installation; holds no connection: each thread has its own, from the pool of the alias."""

    __slots__ = ()

    def add(self, keys: Sequence[WrappedKey]) -> None:
        """Store keys; a name that has a key already keeps it. Raises `MasterRetired`, and then stores none."""
        if not keys:
            return
        masters = sorted({key.master for key in keys})
        data, index = _halves(keys)
        found = row(ADD, [masters, len(masters), *_data_columns(data), *_index_columns(index)], using=_alias())
        if found is None or not found[0]:
            raise MasterRetired("master_retired", masters=masters)

    def fetch(self, names: Collection[KeyName]) -> Mapping[KeyName, WrappedKey]:
        """Return the keys of those names that have one, in one statement; none for no names."""
        if not names:
            return {}
        found = rows(FETCH, _name_columns(names), using=_alias())
        return {key.name: key for key in map(_wrapped, found)}

    def destroy(self, ref: UUID, classes: Collection[KeyClass] | None = None) -> int:
        """Delete the data keys of a ref, of all classes or of some; return how many there were."""
        chosen = None if classes is None else [int(one) for one in classes]
        return run(DESTROY, [ref, chosen, chosen], using=_alias())

    def destroy_index(self, name: IndexKeyName) -> int:
        """Delete a key of the blind index; return how many there were."""
        return run(DESTROY_INDEX, [name.module, name.epoch], using=_alias())

    def under(self, master: int, most: int, *, skip: Collection[KeyName] = ()) -> Sequence[WrappedKey]:
        """Return at most so many keys that are wrapped under a master, but for those to skip."""
        skipped = _name_columns(skip)
        values = [master, *skipped[:3], most, master, *skipped[3:], most, most]
        return [_wrapped(one) for one in rows(UNDER, values, using=_alias())]

    def replace(self, exchanged: Sequence[tuple[WrappedKey, WrappedKey]]) -> int:
        """Put the second of each pair in the place of the first, where the first is still there; return how many."""
        if not exchanged:
            return 0
        before = {new.name: old for old, new in exchanged}
        data, index = _halves([new for _, new in exchanged])
        values = [*_data_columns(data), *_earlier_columns(data, before)]
        values += [*_index_columns(index), *_earlier_columns(index, before)]
        [(count,)] = rows(REPLACE, values, using=_alias())
        return int(count)

    def refs_created_before(self, moment: dt.datetime, most: int, *, after: UUID | None = None) -> Sequence[UUID]:
        """Return at most so many refs that have a data key from before a moment, by ref, beginning after one."""
        return [ref for (ref,) in rows(CREATED_BEFORE, [moment, after or _BEFORE_ALL, most], using=_alias())]


def _alias() -> str:
    """Return the alias of the key store. Raises `InTransaction` when a transaction is open there."""
    if connections[ALIAS].in_atomic_block:
        raise InTransaction("the key store commits each call by itself, but a transaction is open on it")
    return ALIAS


def _halves(
    keys: Collection[WrappedKey],
) -> tuple[list[tuple[DataKeyName, WrappedKey]], list[tuple[IndexKeyName, WrappedKey]]]:
    """Return the data keys and the index keys, each with its name."""
    data = [(key.name, key) for key in keys if isinstance(key.name, DataKeyName)]
    index = [(key.name, key) for key in keys if isinstance(key.name, IndexKeyName)]
    return data, index


def _name_columns(names: Collection[KeyName]) -> list[str]:
    data = [name for name in names if isinstance(name, DataKeyName)]
    index = [name for name in names if isinstance(name, IndexKeyName)]
    return [
        array(name.ref for name in data),
        array(name.key_class for name in data),
        array(name.inside for name in data),
        array(name.module for name in index),
        array(name.epoch for name in index),
    ]


def _data_columns(keys: Sequence[tuple[DataKeyName, WrappedKey]]) -> list[str]:
    names = [name for name, _ in keys]
    return [
        array(name.ref for name in names),
        array(name.key_class for name in names),
        array(name.inside for name in names),
        *_wrapping_columns([key for _, key in keys]),
    ]


def _index_columns(keys: Sequence[tuple[IndexKeyName, WrappedKey]]) -> list[str]:
    names = [name for name, _ in keys]
    return [
        array(name.module for name in names),
        array(name.epoch for name in names),
        *_wrapping_columns([key for _, key in keys]),
    ]


def _wrapping_columns(keys: Sequence[WrappedKey]) -> list[str]:
    masters, wrapped = array(key.master for key in keys), array(key.wrapped for key in keys)
    return [masters, wrapped, array(key.created_at for key in keys)]


def _earlier_columns(keys: Sequence[tuple[KeyName, WrappedKey]], before: Mapping[KeyName, WrappedKey]) -> list[str]:
    return [array(before[name].master for name, _ in keys), array(before[name].wrapped for name, _ in keys)]


def _wrapped(found: Row) -> WrappedKey:
    ref, key_class, inside, module, epoch, master, wrapped, created_at = found
    name: KeyName = IndexKeyName(module, epoch) if ref is None else DataKeyName(ref, KeyClass(key_class), inside)
    return WrappedKey(name, master, bytes(wrapped), created_at)
