"""The table of rights of domain sheet 2.7 at the real doors: what people with one post each are really let do.

`x` in full, `O` an overview without anything personal; else the reason, by the first letter of `REASONS`. Everybody has
the basic right of who belongs to an authority, so a data administrator has the overview of its requests, too. Who works
for a coordinator is tried as that coordinator takes part: asks, or is asked, like any other authority.
"""

from __future__ import annotations

import pytest

from counterpart.core.errors import Refused
from counterpart.directory.actions.giving_access import relate
from counterpart.directory.kinds import RelationKind
from counterpart.directory.policy import Post
from counterpart.exchanges import permissions
from counterpart.foundation.actor import Right
from counterpart.foundation.words import words_of
from counterpart.web.showing.reasons import sentence_of
from tests.database.servers import Server
from tests.directory.matrix import stage as stages
from tests.directory.matrix.doors import DOORS, FULL, OVERVIEW, coordinating, registering, tried
from tests.directory.matrix.stage import ANSWERING, ASKING, WAITING, Stage, built
from tests.directory.test_policy import COLUMNS
from tests.network import Network, asked

pytestmark = pytest.mark.slow

SHEET = """
                   | basic | handler | allocator | referral h. | LDA | linked | alert h. | dissem. | NIMIC | Commission
search             | x     | x       | x         | x           | x   | x      | x        | x       | x     | x
list               | O     | x       | x         | O           | O   | O      | O        | O       | O     | u
open               | r     | x       | x         | O           | r   | r      | r        | r       | r     | u
open when referred | r     | x       | x         | x           | r   | r      | r        | r       | r     | u
draft              | r     | x       | r         | r           | r   | r      | r        | r       | r     | r
decide             | r     | x       | r         | x           | r   | s      | r        | r       | r     | u
forward            | r     | x       | x         | x           | r   | s      | r        | r       | r     | u
allocate           | r     | r       | x         | r           | r   | s      | r        | r       | r     | u
reply              | r     | x       | r         | r           | r   | s      | r        | r       | r     | u
approve            | s     | s       | s         | x           | s   | s      | s        | r       | s     | u
refer              | r     | x       | r         | r           | r   | s      | r        | r       | r     | u
settle             | s     | s       | s         | x           | s   | s      | s        | r       | s     | u
close              | r     | x       | r         | r           | r   | s      | r        | r       | r     | u
manage             | a     | a       | a         | a           | x   | a      | a        | a       | x     | a
register           | a     | a       | a         | a           | c   | a      | a        | a       | x     | n
warn               | r     | r       | r         | r           | r   | r      | x        | x       | r     | r
disseminate        | s     | s       | s         | r           | s   | s      | s        | x       | s     | u
"""
REASONS = {
    "x": FULL,
    "O": OVERVIEW,
    "r": "not_this_right",
    "s": "not_seated",
    "u": "exchange_unknown",
    "a": "needs_right",
    "c": "not_a_coordinator",
    "n": "national_coordinators_only",
}
"""`r`: the right for it is missing; `s`: it is not the move of their authority; `u`: there is none such for them;
`a`: administrators only; `c`: coordinators only; `n`: national coordinators only."""
ROWS = {
    name.strip(): [REASONS[cell.strip()] for cell in cells]
    for name, *cells in (line.split("|") for line in SHEET.strip("\n").splitlines()[1:])
}


@pytest.fixture(scope="module")
def stage(network: Network) -> Stage:
    return built(network)


def test_every_row_has_a_door_and_every_door_a_row() -> None:
    assert [*map(str, DOORS)] == [*ROWS]
    assert {len(cells) for cells in ROWS.values()} == {len(COLUMNS)}


@pytest.mark.parametrize("row", ROWS)
def test_everybody_is_let_do_what_the_table_says_and_nothing_else(database: Server, stage: Stage, row: str) -> None:
    side, door = next(one for name, one in DOORS.items() if str(name) == row)
    found = {post: tried(door, stage, stage.people[side, post]) for post in COLUMNS}
    assert found == dict(zip(COLUMNS, ROWS[row], strict=True))


def test_every_reason_is_one_that_the_page_says_in_a_sentence() -> None:
    english = words_of("en")
    for reason in {*REASONS.values()} - {FULL, OVERVIEW}:
        assert sentence_of(english, reason)


def test_an_administrator_of_a_coordinator_registers_and_gives_access(database: Server, stage: Stage) -> None:
    area = stage.people[ASKING, Post.REFERRAL_HANDLER].authority_ref
    assert area is not None
    assert registering(stage, stage.officials[area]) == FULL


def test_a_national_coordinator_approves_where_it_is_the_coordinator_and_by_who_has_the_right(
    database: Server, stage: Stage, network: Network
) -> None:
    approve, national = coordinating("send_approval", "release"), network.authorities["lt_national"]
    by = network.administrator_of("lt_national")
    right = (Right("pq", "referral_handler"),)
    referrals = stages.person(by, national, "referrals", right)
    assert tried(approve, stage, referrals) == "not_seated"
    relate(by, asked(), stage.places[WAITING], national, RelationKind.REQUEST, "pq", chosen=True)
    assert tried(approve, stage, referrals) == FULL
    assert tried(approve, stage, stage.people[WAITING, Post.NATIONAL]) == "not_this_right"


@pytest.mark.parametrize("row", ["decide", "reply", "draft", "allocate"])
def test_without_the_table_anybody_of_the_authority_would_be_let_do_it(
    database: Server, stage: Stage, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    side, door = next(one for name, one in DOORS.items() if str(name) == row)
    basic = stage.people[side, Post.BASIC]
    assert tried(door, stage, basic) == "not_this_right"
    monkeypatch.setattr(permissions, "must_do", lambda *_: None)
    monkeypatch.setattr("counterpart.exchanges.actions.arranging.must_do", lambda *_: None)
    assert tried(door, stage, basic) == FULL


def test_a_refusal_says_which_deed_was_refused(database: Server, stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        DOORS["decide"][1](stage, stage.people[ANSWERING, Post.BASIC])
    assert refused.value.parameters == {"deed": "decide", "module": "pq"}
