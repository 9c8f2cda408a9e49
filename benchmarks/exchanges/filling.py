"""Lays very many exchanges into the tables: cast from some that were told by the real actions, sealed under own keys.

Each has a ref, a number, keys and parties of its own; its content is sealed for it, under somebody else's name, and is
found by the blind tokens of that name. Only hashes of the log are those of the cast. Rows go in by COPY.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from psycopg.sql import SQL, Identifier

from benchmarks.exchanges.moulds import Cast, Owner, Piece, cast_of, tables_of
from benchmarks.exchanges.network import FIRST, MODULE, PROCEDURE, Place
from benchmarks.exchanges.stories import DAY, NAMES, SUBJECT, Ending, tell
from benchmarks.moment import NOW
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.storage.finding import found_by, label_place
from counterpart.exchanges.storage.layout import Layout, layout_of
from counterpart.exchanges.storage.newcomers import keys_for
from counterpart.exchanges.storage.pieces import Kind, sealed_place
from counterpart.foundation.refs import new_ref
from counterpart.foundation.secrets import numbers
from counterpart.foundation.vault import DataKeyName, IndexKeyName, KeyClass, SecretKey, epoch_of, seal_value
from counterpart.foundation.vault.at_hand import keyring
from counterpart.foundation.vault.masters_at_hand import load_masters
from counterpart.foundation.vault.wrapping import KEY_BYTES, Masters
from counterpart.modules.pins import newest

SHARES = {Ending.CLOSED: 0.76, Ending.ACCEPTED: 0.06, Ending.SENT: 0.17, Ending.DRAFT: 0.01}
FIRST_CAST = 8_000_000_000
"""Numbers of told exchanges begin here, far from those cast from them; files a thousand million further."""
BATCH = 1_000
ALL = slice(None)
GIVEN = ("Anna", "Björn", "Chloé", "Dimitra", "Eoin", "Françoise", "Grzegorz", "Hélène", "Iva", "Jürgen", "Käthe")
FAMILY = ("Abela", "Borg", "Čech", "Dvořák", "Eriksen", "Ferrari", "García", "Horvat", "Ioannou", "Jansen", "Kowalska")


@dataclass(slots=True)
class Wrapped:
    """Text that goes into the tables of one batch."""

    lines: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    keys: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Foundry:
    """What casting needs: who may take part, the masters, the classes of keys, and the tokens that were made before."""

    places: Sequence[Place]
    masters: Masters
    layout: Layout
    classes: Sequence[KeyClass]
    chance: random.Random
    weights: Sequence[float] = ()
    epochs: set[int] = field(default_factory=set)
    found: dict[tuple[int, int], tuple[list[tuple[str, int]], bytes]] = field(default_factory=dict)


def told(owner: Owner, places: Sequence[Place], closed_on: int = 24, open_on: int = 6) -> list[Cast]:
    """Tell the stories, take their moulds, and take them out of the tables again; the first to begin comes first.

    `closed_on`, `open_on`: on so many different days those begin that have ended, and those that have not.
    """
    ours = [place for place in places if place.coordinator > FIRST]
    requester = ours[0]
    responder = next(place for place in ours if place.member != requester.member)
    owner.execute("select setval('exchanges_exchange_id_seq', %s)", [FIRST_CAST])
    owner.execute("select setval('exchanges_matter_id_seq', %s)", [FIRST_CAST + 1_000_000_000])
    casts = [cast_of(owner, tell(requester, responder, at, ending)) for ending, at in _moments(closed_on, open_on)]
    removed(owner, [cast.story.written for cast in casts])
    return casts


def _moments(closed_on: int, open_on: int) -> Iterator[tuple[Ending, dt.datetime]]:
    for number in range(closed_on):
        yield Ending.CLOSED, NOW - (closed_on - number) * 28 * DAY
    for number, ending in itertools.product(range(open_on), (Ending.ACCEPTED, Ending.SENT, Ending.DRAFT)):
        yield ending, NOW - (open_on - number) * 2 * DAY


def removed(owner: Owner, exchanges: Sequence[Written]) -> None:
    """Take exchanges out of the tables again, with their keys."""
    refs = [one.ref for one in exchanges]
    rows = owner.execute("select id, matter_id from exchanges_exchange where ref = any(%s)", [refs]).fetchall()
    where: Mapping[str, Any] = {
        "exchange": [id_ for id_, _ in rows],
        "matter": [matter for _, matter in rows],
        "ref": refs,
    }
    tables = tables_of(owner)
    last = ("foundation_log_entry", "exchanges_exchange", "exchanges_matter")
    owner.execute("set session_replication_role = replica")
    for table in (*(one for one in tables if one not in last), *last):
        condition = tables[table]
        for name in ("exchange", "matter", "ref"):
            condition = condition.replace(f"= %({name})s", f"= any(%({name})s)")
        owner.execute(SQL("delete from {} where ").format(Identifier(table)) + SQL(condition), where)
    owner.execute("delete from vault.key where ref = any(%s)", [refs])
    owner.execute("set session_replication_role = origin")


def fill(owner: Owner, places: Sequence[Place], casts: Sequence[Cast], laid: range, share: slice = ALL) -> None:
    """Lay exchanges of these numbers, or of a share of them when several processes lay them together.

    `owner` is a superuser: triggers of foreign keys rest, rows are right by making. Those that began first get the
    lowest numbers. Call `finished` after the last one.
    """
    layout = layout_of(newest(MODULE, PROCEDURE))
    classes = [name.key_class for name in keys_for(new_ref(NOW), layout, NOW) if isinstance(name, DataKeyName)]
    chance = random.Random(laid.start)
    order = _order(casts, laid, chance)[share]
    chance.seed(order[0][1])
    foundry = Foundry(places, load_masters(NOW), layout, classes, chance)
    foundry.weights = list(itertools.accumulate(1 / (1 + rank % 997) for rank in range(len(places))))
    columns = {table: names for cast in casts for table, names in cast.columns.items()}
    columns["exchanges_blind"] = ["token", "exchange_id", "module", "epoch", "field"]
    owner.execute("set session_replication_role = replica")
    owner.execute("set synchronous_commit = off")
    for begin in range(0, len(order), BATCH):
        wrapped = Wrapped()
        for cast, number in order[begin : begin + BATCH]:
            _cast_one(foundry, cast, number, wrapped)
        with owner.transaction():
            _copy(owner, "vault.key", ["ref", "key_class", "inside", "master", "wrapped", "created_at"], wrapped.keys)
            for table, lines in wrapped.lines.items():
                _copy(owner, table, columns[table], lines)
    owner.execute("set session_replication_role = origin")


def finished(owner: Owner) -> None:
    """Have sequences go on behind what was laid, and the server know what lies there."""
    for table in ("exchanges_exchange", "exchanges_matter"):
        last = SQL("select setval('{}_id_seq', (select max(id) from {}))")
        owner.execute(last.format(SQL(table), Identifier(table)))
    owner.execute("vacuum (analyze, parallel 0)")  # workers would take the cores from whatever else is being laid
    owner.execute("checkpoint")


def _order(casts: Sequence[Cast], wanted: range, chance: random.Random) -> list[tuple[Cast, int]]:
    """Return which cast each number is of: as many of each ending as its share, in the order of time."""
    counts = {ending: sum(cast.story.ending is ending for cast in casts) for ending in Ending}
    weights = [SHARES[cast.story.ending] / counts[cast.story.ending] for cast in casts]
    chosen = sorted(chance.choices(range(len(casts)), weights, k=len(wanted)))
    return [(casts[place], number) for place, number in zip(chosen, wanted, strict=True)]


def _cast_one(foundry: Foundry, cast: Cast, number: int, into: Wrapped) -> None:
    """Cast one exchange: its keys, what is sealed, and its rows."""
    story, chance = cast.story, foundry.chance
    ref = new_ref(story.at)
    keys = _new_keys(foundry, ref, story.at, into)
    person = chance.randrange(len(GIVEN) * len(FAMILY) * 4)
    tokens, label = _found(foundry, story.at, person)
    holes = _parties(foundry) | {
        "exchange": str(number),
        "matter": str(number),
        "number": str(numbers().number_of(number)),
        "ref": str(ref),
        "label": _bytea(_sealed_label(keys, ref, label)),
    }
    holes |= {f"request{place}": str(new_ref(story.at)) for place in range(cast.requests)}
    holes |= {f"seq{place}": str(number * 20 + place) for place in range(cast.facts)}
    names = _names(person)
    for place, piece in enumerate(cast.pieces):
        holes[f"sealed{place}"] = _bytea(_sealed(keys, ref, piece, names))
    for mould in cast.moulds:
        into.lines[mould.table].append(mould.filled(holes))
    epoch = epoch_of(story.at)
    into.lines["exchanges_blind"] += [f"{token}\t{number}\t{MODULE}\t{epoch}\t{field}\n" for field, token in tokens]


def _new_keys(foundry: Foundry, ref: UUID, at: dt.datetime, into: Wrapped) -> dict[DataKeyName, SecretKey]:
    found = {}
    for key_class in foundry.classes:
        name = DataKeyName(ref, key_class)
        found[name] = SecretKey(name, secrets.token_bytes(KEY_BYTES))
        one = foundry.masters.current.wrap(found[name], at)
        into.keys.append(f"{ref}\t{int(key_class)}\t\\N\t{one.master}\t{_bytea(one.wrapped)}\t{at.isoformat()}\n")
    return found


def _found(foundry: Foundry, at: dt.datetime, person: int) -> tuple[list[tuple[str, int]], bytes]:
    """Return the blind tokens of a person in a quarter, and the label of an exchange about them."""
    epoch = epoch_of(at)
    if (person, epoch) not in foundry.found:
        if epoch not in foundry.epochs:
            keyring().create([IndexKeyName(MODULE, epoch)], at)
            foundry.epochs.add(epoch)
        found = found_by(foundry.layout, {**SUBJECT, **_names(person)}, at, at)
        foundry.found[person, epoch] = (sorted(found.tokens), found.label.encode())
    return foundry.found[person, epoch]


def _parties(foundry: Foundry) -> dict[str, str]:
    """Return who takes part: authorities of two members; some have very much to do, most have little."""
    while True:
        requester, responder = foundry.chance.choices(foundry.places, cum_weights=foundry.weights, k=2)
        if requester.member != responder.member:
            break
    found: dict[str, str] = {}
    for name, place in (("requester", requester), ("responder", responder)):
        found |= {
            f"{name}.id": str(place.id),
            f"{name}.ref": str(place.ref),
            f"{name}.member": place.member,
            f"{name}.person": str(place.actor().ref),
            f"{name}.coordinator": str(place.coordinator),
            f"{name}.coordinator_ref": str(place.coordinator_ref),
        }
    return found


def _names(person: int) -> dict[str, str]:
    given, family = GIVEN[person % len(GIVEN)], FAMILY[person // len(GIVEN) % len(FAMILY)]
    return {"given_names": given, "surname": f"{family} {person // (len(GIVEN) * len(FAMILY)) + 1}"}


def _sealed(keys: Mapping[DataKeyName, SecretKey], ref: UUID, piece: Piece, names: Mapping[str, str]) -> bytes:
    value = piece.value
    if piece.key.kind is Kind.SUBJECT:
        value = {**value, **{name: names[name] for name in NAMES if name in value}}
    place = sealed_place(ref, piece.key, piece.version, piece.key_class)
    return seal_value(keys[place.key_name], place, orjson.dumps(value, option=orjson.OPT_SORT_KEYS))


def _sealed_label(keys: Mapping[DataKeyName, SecretKey], ref: UUID, label: bytes) -> bytes:
    place = label_place(ref)
    return seal_value(keys[place.key_name], place, label)


def _bytea(value: bytes) -> str:
    return f"\\\\x{value.hex()}"


def _copy(owner: Owner, table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
    names = SQL(", ").join(map(Identifier, columns))
    with (
        owner.cursor() as cursor,
        cursor.copy(SQL("copy {} ({}) from stdin").format(Identifier(*table.split(".")), names)) as copy,
    ):
        copy.write("".join(lines))
