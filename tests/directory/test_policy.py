"""The table of domain sheet 2.7, copied here as it stands there, against the one that the program reads.

`x` in full, `C` one's own authority's, `O` the overview, `*` when approval or referral is switched on or it was
referred, `-` not at all; other cells are told in `MEANT`.
"""

from __future__ import annotations

import itertools

import pytest

from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.policy import (
    CODES,
    TABLE,
    Circumstances,
    Deed,
    Extent,
    Post,
    Verdict,
    may,
    posts_of,
    verdict,
)
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.refs import new_ref
from tests.cast import NOW

COLUMNS = (
    *(Post.BASIC, Post.HANDLER, Post.ALLOCATOR, Post.REFERRAL_HANDLER, Post.DATA_ADMINISTRATOR, Post.LINKED),
    *(Post.ALERT_HANDLER, Post.ALERT_DISSEMINATOR, Post.NATIONAL, Post.NETWORK_ADMINISTRATOR),
)
SHEET = """
search       | x | x         | x | x | x     | x | x | x | x           | x
list         | O | C         | C | C | -     | O | - | - | O (country) | stats
open         | - | C, if not | C | * | -     | - | - | - | unless party| -
draft        | - | x         | - | - | -     | - | - | - | as CA       | -
decide       | - | x         | - | x | -     | - | - | - | as CA       | -
forward      | - | x         | x | x | -     | - | - | - | as CA       | -
allocate     | - | -         | x | - | -     | - | - | - | as CA       | -
reply        | - | x         | - | - | -     | - | - | - | as CA       | -
approve      | - | -         | - | * | -     | - | - | - | *           | -
refer        | - | x         | - | - | -     | - | - | - | *           | -
settle       | - | -         | - | * | -     | - | - | - | *           | -
close        | - | requester | - | - | -     | - | - | - | as CA       | -
manage       | - | -         | - | - | x     | - | - | - | x           | -
register     | - | -         | - | - | at co | - | - | - | x           | NIMICs only
warn         | - | -         | - | - | -     | - | x | x | as CA       | -
disseminate  | - | -         | - | - | -     | - | - | x | as CA       | -
edit_entry   | - | by module | - | - | -     | - | - | - | as owner    | -
define       | - | -         | - | - | -     | - | - | - | -           | x
retrieve_blocked | - | -     | - | - | -     | - | - | - | -           | justified
"""
FULL, OVERVIEW, NONE = Extent.FULL, Extent.OVERVIEW, Extent.NONE
MEANT: dict[str, tuple[Extent, str | None, str]] = {
    # what it gives, what has to be so for it (None: nothing makes it so), and the reason when it is not
    "x": (FULL, "", ""),
    "O": (OVERVIEW, "", ""),
    "C": (FULL, "party", "not_your_exchange"),
    "*": (FULL, "involved", "not_involved"),
    "-": (NONE, None, "not_this_right"),
    "O (country)": (OVERVIEW, "own_member", "not_your_member"),
    "stats": (Extent.STATISTICS, "", ""),
    "C, if not": (FULL, "party", "not_your_exchange"),
    "unless party": (FULL, None, "not_a_party"),
    "as CA": (FULL, None, "as_authority"),
    "requester": (FULL, "requester", "not_the_requester"),
    "at co": (FULL, "coordinator", "not_a_coordinator"),
    "NIMICs only": (FULL, "national", "national_coordinators_only"),
    "by module": (FULL, "by_module", "not_in_this_module"),
    "as owner": (FULL, None, "not_the_owner"),
    "justified": (FULL, "justified", "needs_justification"),
}
CELLS = [
    (Deed(name.strip()), post, said.strip())
    for name, *cells in (line.split("|") for line in SHEET.strip().splitlines())
    for post, said in zip(COLUMNS, cells, strict=True)
]
BEYOND = {
    Deed.READ_NOTICE: {Post.HANDLER, Post.ALLOCATOR, Post.NOTIFICATION_HANDLER, Post.NOTIFICATION_BROADCASTER},
    Deed.READ_ENTRY: {Post.HANDLER, Post.ALLOCATOR, Post.REPOSITORY_MANAGER},
    Deed.READ_ALERT: {Post.ALERT_VIEWER, Post.ALERT_HANDLER, Post.ALERT_DISSEMINATOR},
    Deed.NOTIFY: {Post.NOTIFICATION_HANDLER, Post.NOTIFICATION_BROADCASTER},
    Deed.BROADCAST: {Post.NOTIFICATION_BROADCASTER},
}
"""Deeds that the sheet's table does not have; its text on roles (2.6) does."""


def circumstances(name: str | None) -> Circumstances:
    return Circumstances(**{name: True}) if name else Circumstances()


@pytest.mark.parametrize(("deed", "post", "cell"), CELLS, ids=str)
def test_every_cell_is_the_one_of_the_sheet(deed: Deed, post: Post, cell: str) -> None:
    extent, needed, reason = MEANT[cell]
    if needed == "":
        assert verdict(post, deed) == Verdict(extent)
        return
    assert verdict(post, deed) == Verdict(NONE, reason)
    if needed is not None:
        assert verdict(post, deed, circumstances(needed)) == Verdict(extent)


def test_the_sheet_and_the_table_have_the_same_rows_and_columns() -> None:
    assert {deed for deed, _, _ in CELLS} | set(BEYOND) == set(Deed) == set(TABLE)
    more = {Post.ALERT_VIEWER, Post.NOTIFICATION_HANDLER, Post.NOTIFICATION_BROADCASTER, Post.REPOSITORY_MANAGER}
    assert set(COLUMNS) | more == set(Post)


@pytest.mark.parametrize(("deed", "post"), [*itertools.product(BEYOND, Post)])
def test_what_the_sheet_only_tells_of_is_allowed_to_those_it_names(deed: Deed, post: Post) -> None:
    assert bool(verdict(post, deed, Circumstances(party=True))) == (post in BEYOND[deed])


@pytest.mark.parametrize("post", [Post.ALERT_VIEWER, Post.NOTIFICATION_HANDLER, Post.REPOSITORY_MANAGER])
def test_rights_beyond_the_sheet_open_no_request(post: Post) -> None:
    everything = Circumstances(**dict.fromkeys(Circumstances.__slots__, True))
    for deed in (Deed.LIST, Deed.OPEN, Deed.DRAFT, Deed.REPLY, Deed.APPROVE, Deed.MANAGE):
        assert verdict(post, deed, everything) == Verdict(NONE, "not_this_right")


def test_an_allocated_request_is_closed_to_other_handlers_but_not_to_the_allocator() -> None:
    elsewhere = Circumstances(party=True, allocated_elsewhere=True)
    assert verdict(Post.HANDLER, Deed.OPEN, elsewhere) == Verdict(NONE, "allocated_elsewhere")
    assert verdict(Post.ALLOCATOR, Deed.OPEN, elsewhere)
    assert verdict(Post.HANDLER, Deed.OPEN, Circumstances(allocated_elsewhere=True)).reason == "not_your_exchange"


def test_a_national_coordinator_that_takes_part_needs_the_right_like_anybody_else() -> None:
    party = Circumstances(party=True)
    assert may({Post.NATIONAL, Post.BASIC}, Deed.OPEN, party) == Verdict(NONE, "as_authority")
    assert may({Post.NATIONAL, Post.HANDLER}, Deed.OPEN, party)
    assert not may({Post.NATIONAL}, Deed.DRAFT)
    assert may({Post.NATIONAL, Post.HANDLER}, Deed.DRAFT)


def test_of_several_posts_the_best_counts_and_the_nearest_reason_is_told() -> None:
    assert may({Post.BASIC, Post.HANDLER}, Deed.LIST) == Verdict(OVERVIEW)
    assert may({Post.BASIC, Post.HANDLER}, Deed.LIST, Circumstances(party=True)) == Verdict(FULL)
    assert may({Post.BASIC, Post.REFERRAL_HANDLER}, Deed.APPROVE) == Verdict(NONE, "not_involved")
    assert may(set(), Deed.SEARCH) == Verdict(NONE, "not_this_right")


@pytest.mark.parametrize(("post", "deed"), [*itertools.product(Post, Deed)])
def test_no_more_is_ever_allowed_by_knowing_less_and_every_refusal_has_a_reason(post: Post, deed: Deed) -> None:
    assert verdict(post, deed).extent <= max(
        verdict(post, deed, circumstances(name)).extent
        for name in Circumstances.__slots__
        if name != "allocated_elsewhere"
    )
    for name in (None, *Circumstances.__slots__):
        found = verdict(post, deed, circumstances(name))
        assert (found.extent is NONE) == (found.reason in CODES)


def person(*rights: Right) -> Actor:
    return Actor(ActorKind.PERSON, new_ref(NOW), rights=frozenset(rights))


def test_rights_in_one_policy_area_give_no_post_in_another() -> None:
    kowalska = person(Right("", "basic"), Right("pq", "handler"), Right("", "data_administrator"))
    assert posts_of(kowalska, "pq") == {Post.BASIC, Post.HANDLER, Post.DATA_ADMINISTRATOR}
    assert posts_of(kowalska, "services") == {Post.BASIC, Post.DATA_ADMINISTRATOR}


def test_a_coordinator_of_all_areas_is_one_only_for_those_who_hold_a_right_there() -> None:
    referrals = person(Right("pq", "referral_handler"))
    assert Post.NATIONAL in posts_of(referrals, "pq", AuthorityKind.NATIONAL)
    assert Post.NATIONAL in posts_of(referrals, "pq", AuthorityKind.REGIONAL)
    assert Post.NATIONAL not in posts_of(referrals, "pq", AuthorityKind.AREA)
    assert Post.NATIONAL not in posts_of(referrals, "services", AuthorityKind.NATIONAL)
    assert Post.NATIONAL not in posts_of(person(), "pq", AuthorityKind.NATIONAL)


def test_a_linked_authority_sees_the_overview_and_a_right_that_nobody_knows_gives_nothing() -> None:
    assert posts_of(person(Right("pq", "emperor")), "pq", linked=True) == {Post.BASIC, Post.LINKED}
