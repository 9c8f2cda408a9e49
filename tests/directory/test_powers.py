"""What each kind of coordinator may do is told from the tables that decide it, and said in plain words."""

from __future__ import annotations

import pytest

from counterpart.directory.kinds import POWERS, AuthorityKind
from counterpart.directory.powers import Power, powers_in_words
from counterpart.foundation.words import words_of
from counterpart.web.showing.sentences.powers import of_powers, said_powers

SHEET = {
    AuthorityKind.NATIONAL: {
        Power.REGISTERS_COORDINATORS, Power.REGISTERS_AUTHORITIES, Power.IN_WHOLE_MEMBER, Power.EVERY_AREA,
        Power.GIVES_ACCESS, Power.CHANGES_OFFICIAL_NAMES, Power.SETS_SWITCHES, Power.SEES_OVERVIEW, Power.APPROVES,
        Power.ACTS_AS_AUTHORITY,
    },
    AuthorityKind.REGIONAL: {
        Power.REGISTERS_COORDINATORS, Power.REGISTERS_AUTHORITIES, Power.IN_ITS_REGION, Power.EVERY_AREA,
        Power.GIVES_ACCESS, Power.CHANGES_OFFICIAL_NAMES, Power.SEES_OVERVIEW, Power.APPROVES, Power.ACTS_AS_AUTHORITY,
    },
    AuthorityKind.AREA: {
        Power.REGISTERS_COORDINATORS, Power.REGISTERS_AUTHORITIES, Power.IN_ITS_REGION,
        Power.GIVES_ACCESS_IN_ITS_AREAS, Power.CHANGES_OFFICIAL_NAMES, Power.SETS_SWITCHES, Power.SEES_OVERVIEW,
        Power.APPROVES, Power.ACTS_AS_AUTHORITY,
    },
    AuthorityKind.DELEGATED: {
        Power.REGISTERS_AUTHORITIES, Power.IN_ITS_REGION, Power.GIVES_ACCESS_IN_ITS_AREAS,
        Power.CHANGES_OFFICIAL_NAMES, Power.SEES_OVERVIEW, Power.APPROVES, Power.ACTS_AS_AUTHORITY,
    },
    AuthorityKind.AUTHORITY: {Power.ACTS_AS_AUTHORITY},
    AuthorityKind.SUPERVISOR: {Power.REGISTERS_NATIONAL, Power.DEFINES, Power.STATISTICS_ONLY},
}  # fmt: skip
"""Domain sheet 2.1 and 2.2, in the words of this room."""


@pytest.mark.parametrize("kind", SHEET)
def test_a_kind_may_what_the_sheet_says(kind: AuthorityKind) -> None:
    assert set(powers_in_words(kind)) == SHEET[kind]


@pytest.mark.parametrize("kind", AuthorityKind)
def test_who_coordinates_nobody_is_told_of_no_power_over_others(kind: AuthorityKind) -> None:
    if not POWERS[kind].coordinates and kind is not AuthorityKind.SUPERVISOR:
        assert set(powers_in_words(kind)) <= {Power.ACTS_AS_AUTHORITY}


def test_every_power_is_said_in_a_sentence_and_in_the_same_order_each_time() -> None:
    sentences = of_powers(words_of("en"))
    assert set(sentences) == set(Power)
    assert all(sentence.endswith(".") for sentence in sentences.values())
    said = said_powers(words_of("en"), AuthorityKind.NATIONAL)
    assert said == [sentences[power] for power in powers_in_words(AuthorityKind.NATIONAL)]
    assert said[0] == "It registers other coordinators."
