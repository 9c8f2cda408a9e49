"""The people one signs in as are those of the story: authorities for its profession, and who coordinates the first."""

from __future__ import annotations

from functools import cache

from counterpart.operations.demonstration.laying import plan_of_demonstration
from counterpart.operations.demonstration.people import sign_ins
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedUser
from counterpart.operations.demonstration.stories import main_authorities, told


@cache
def laid_out() -> tuple[list[PlannedAuthority], list[PlannedUser]]:
    return plan_of_demonstration()


def test_every_authority_of_the_story_is_competent_for_its_profession_and_coordinates_nobody() -> None:
    plan, _ = laid_out()
    chosen = main_authorities(plan)
    assert list(chosen)[:2] == ["PL", "GB"]
    for member, one in chosen.items():
        assert one.member == member
        assert not one.coordinates
        assert any((area, code) == (told()["module"], told()["professions"][0]) for area, _, code in one.competences)
    assert {"Supreme Pharmaceutical Chamber", "General Pharmaceutical Council"} <= {
        one.title for one in chosen.values()
    }


def test_two_people_of_each_are_told_and_then_the_coordinator_of_the_polish_one() -> None:
    plan, users = laid_out()
    found = list(sign_ins(plan, users))
    assert [one.what.rpartition("(")[2] for one in found[:4]] == ["PL)", "PL)", "GB)", "GB)"]
    assert found[-1].what.endswith("coordinator of Supreme Pharmaceutical Chamber")
    assert {one.email for one in found} <= {one.email for one in users}
    assert len({one.email for one in found}) == len(found) == 2 * len(main_authorities(plan)) + 1
