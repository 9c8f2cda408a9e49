from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.definitions.lookups import Lookup
from counterpart.core.errors import Invalid, Refused
from counterpart.core.lookups import Answer, RepositoryEntry, Search, search

NOW = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
ASKED = {"surname": "muller", "born_on": "1980-05-01"}
MULLER = {"surname": "Müller", "born_on": dt.date(1980, 5, 1), "profession": "nurse"}
ENTRY = RepositoryEntry("e1", "published", MULLER, {"number": "7F3K-92QM", "keeper.member": "PL"})


def lookup(**more: Any) -> Lookup:
    return Lookup.model_validate({
        "title": "Is one recorded", "by": "authority", "ask": {"surname": "similar", "born_on": "exact"},
        "purpose": "reasons", "in": ["published"], "gives": ["keeper.member", "number"], "at_most": "2 per day", **more,
    })  # fmt: skip


def asked(entries: list[RepositoryEntry], asks: dict[str, Any] | None = None, **more: Any) -> Search:
    keys = {key: more.pop(key) for key in list(more) if key in ("roles", "purpose", "searches")}
    given_keys = {"roles": ["authority"], "purpose": "hiring", **keys}
    return search(lookup(**more), asks or ASKED, entries, purposes=["hiring"], now=NOW, **given_keys)


def test_a_hit_gives_what_the_lookup_gives_and_nothing_else() -> None:
    assert asked([ENTRY]).answer == Answer(hit=True, given=({"keeper.member": "PL", "number": "7F3K-92QM"},))


def test_a_field_may_be_given_with_or_without_its_form() -> None:
    assert asked([ENTRY], gives=["subject.profession", "profession"]).answer.given == (
        {"subject.profession": "nurse", "profession": "nurse"},
    )
    assert asked([ENTRY], gives=[]).answer == Answer(hit=True)


@pytest.mark.parametrize(
    "entry",
    [
        RepositoryEntry("e2", "published", {**MULLER, "surname": "Schmidt"}),
        RepositoryEntry("e2", "draft", MULLER, ENTRY.known),
        RepositoryEntry("e2", "published", MULLER, ENTRY.known, withheld=True),
        RepositoryEntry("e2", "published", {"surname": "Müller"}),
    ],
)
def test_no_hit_and_not_for_you_look_the_same(entry: RepositoryEntry) -> None:
    assert asked([entry]) == asked([]) == Search(Answer(hit=False), "hiring")


def test_every_entry_that_fits_is_a_hit() -> None:
    second = RepositoryEntry("e2", "published", MULLER, {"number": "8A", "keeper.member": "DE"})
    assert [given["keeper.member"] for given in asked([ENTRY, second]).answer.given] == ["PL", "DE"]


def test_an_entry_is_named_only_where_entries_are_given() -> None:
    assert asked([ENTRY]).answer.entries == ()
    assert asked([ENTRY], answer="entry").answer.entries == ("e1",)
    assert asked([], answer="entry").answer.entries == ()


def test_only_a_role_that_is_named_may_search() -> None:
    with pytest.raises(Refused, match="lookup_not_yours"):
        asked([ENTRY], roles=["citizen"])
    assert asked([ENTRY], roles=[], public=True).answer.hit


def test_every_key_has_to_be_given_and_no_other() -> None:
    with pytest.raises(Invalid) as refused:
        asked([ENTRY], {"surname": "muller", "born_on": ""})
    assert (refused.value.code, refused.value.field) == ("lookup_key_missing", "born_on")
    with pytest.raises(Invalid) as refused:
        asked([ENTRY], {**ASKED, "profession": "nurse"})
    assert (refused.value.code, refused.value.field) == ("lookup_key_unknown", "profession")


@pytest.mark.parametrize("purpose", [None, "", "curiosity"])
def test_a_purpose_is_one_of_the_list(purpose: str | None) -> None:
    with pytest.raises(Invalid, match="lookup_purpose"):
        asked([ENTRY], purpose=purpose)


def test_a_lookup_without_a_purpose_asks_for_none() -> None:
    found = search(lookup(purpose=None), ASKED, [ENTRY], roles=["authority"], now=NOW)
    assert found.purpose is None


def test_the_log_learns_why_and_nothing_of_what_was_asked() -> None:
    written = repr(asked([ENTRY]))
    assert "hiring" in written
    assert "muller" not in written
    assert "1980" not in written


def test_a_refusal_says_the_limit_and_never_a_value() -> None:
    earlier = [NOW - dt.timedelta(hours=hours) for hours in (1, 2)]
    with pytest.raises(Refused) as refused:
        asked([ENTRY], searches=earlier)
    assert (refused.value.code, refused.value.parameters) == ("lookup_too_often", {"most": 2, "per": "day"})
    assert asked([ENTRY], searches=earlier[:1]).answer.hit


ENTRIES = st.lists(
    st.builds(
        RepositoryEntry,
        ref=st.text("ab", min_size=1, max_size=2),
        state=st.sampled_from(["published", "draft"]),
        values=st.fixed_dictionaries({"surname": st.sampled_from(["Müller", "MULLER", "Schmidt"]),
                                      "born_on": st.just(dt.date(1980, 5, 1))}),
        known=st.just({"number": "7", "keeper.member": "PL"}),
        withheld=st.booleans(),
    ),
    max_size=5,
)  # fmt: skip


@given(ENTRIES)
def test_what_is_withheld_or_elsewhere_changes_nothing(entries: list[RepositoryEntry]) -> None:
    open_ones = [entry for entry in entries if entry.state == "published" and not entry.withheld]
    assert asked(entries) == asked(open_ones)


@given(ENTRIES, st.randoms())
def test_a_hit_does_not_depend_on_the_order(entries: list[RepositoryEntry], chance: Any) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert asked(shuffled).answer.hit == asked(entries).answer.hit
