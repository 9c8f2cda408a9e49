"""What is not for somebody does not exist for them: at every address, asked for or sent to."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.web.guards.policy import BARE, IDLE, POLICY, THIRD, Ways
from tests.web.guards.story import (
    NEVER,
    TYPED,
    Story,
    acting,
    alike,
    body_of,
    headers_of,
    names_in,
    secrets_in,
    state_of_all,
)
from tests.web.visitors import visitor

KEPT_FOR_NOBODY = "/sign-in?next="


def both_ways(client: Client, story: Story, place: str, form: dict[str, Any]) -> dict[str, Any]:
    """Ask for a page, and send it a form with everything in it."""
    return {"get": client.get(place), "post": client.post(place, form)}


def at_all(name: str, ways: Ways, answers: dict[str, Any]) -> list[str]:
    """Return where the status of an answer is not what the policy says."""
    return [
        f"{name} ({way}): {one.status_code}"
        for way, one in answers.items()
        if one.status_code not in getattr(ways, way)
    ]


def all_of(answer: Any, *, asked_for: str) -> str:
    """Everything that is sent to a browser, without the address that it asked for itself."""
    return alike(f"{headers_of(answer)}\n{body_of(answer)}", {asked_for: "HERE"})


@pytest.mark.parametrize("who", THIRD)
def test_a_third_authority_finds_nothing_at_any_address(story: Story, who: str) -> None:
    code = acting(story.people, who)
    for name, entry in POLICY.items():
        client, place = visitor(story.people, who), story.address(name, code)
        answers = both_ways(client, story, place, story.form())
        assert at_all(name, entry.third, answers) == []
        for one in answers.values():
            said = all_of(one, asked_for=place)
            assert secrets_in(said) == [], name
            assert story.request.number not in said, name
            assert not (entry.named and names_in(said)), name


@pytest.mark.parametrize("who", THIRD)
def test_a_number_that_is_not_theirs_is_answered_like_one_that_was_never_given(story: Story, who: str) -> None:
    client, code, before = visitor(story.people, who), acting(story.people, who), state_of_all()
    for name in (name for name, entry in POLICY.items() if entry.named):
        form = story.form()
        real, never = story.address(name, code), story.address(name, code, NEVER)
        for way, answer in both_ways(client, story, real, form).items():
            same = both_ways(client, story, never, form)[way]
            assert all_of(answer, asked_for=real) == all_of(same, asked_for=never), (name, way)
    assert state_of_all() == before


@pytest.mark.parametrize("who", THIRD)
def test_nobody_goes_in_by_the_address_of_a_party(story: Story, who: str) -> None:
    client, before = visitor(story.people, who), state_of_all()
    for party in ("kowalska", "taylor"):
        code = acting(story.people, party)
        for name in (name for name in POLICY if f"/for/{code}/" in story.address(name, code)):
            place = story.address(name, code)
            for one in both_ways(client, story, place, story.form()).values():
                assert one.status_code == 404, name
                said = all_of(one, asked_for=place)
                assert (secrets_in(said), names_in(said), story.request.number in said) == ([], [], False), name
    assert state_of_all() == before


def test_who_has_not_signed_in_is_shown_where_to_and_nothing_else(story: Story) -> None:
    code, before = acting(story.people, "kowalska"), state_of_all()
    for name, entry in POLICY.items():
        client, place = visitor(story.people), story.address(name, code)
        answers = both_ways(client, story, place, story.form())
        assert at_all(name, entry.nobody, answers) == []
        for way, one in answers.items():
            said = all_of(one, asked_for=place)
            if entry.named:
                said = said.replace(one["Location"].removeprefix(KEPT_FOR_NOBODY), "HERE")
                assert (one["Location"][:14], body_of(one)) == (KEPT_FOR_NOBODY, ""), (name, way)
            assert (secrets_in(said), names_in(said), story.request.number in said) == ([], [], False), (name, way)
    assert state_of_all() == before


@pytest.mark.parametrize("who", BARE)
def test_who_sees_the_overview_sees_whose_move_it_is_and_nothing_of_the_matter(story: Story, who: str) -> None:
    code = acting(story.people, who)
    for name, entry in POLICY.items():
        client, place = visitor(story.people, who), story.address(name, code)
        answers = both_ways(client, story, place, story.form())
        assert at_all(name, entry.bare, answers) == []
        for way, one in answers.items():
            said = all_of(one, asked_for=place)
            assert secrets_in(said) == [], (name, way)
            assert "Kowalska" not in said, (name, way)
            assert "Taylor" not in said, (name, way)


@pytest.mark.parametrize("who", BARE + THIRD)
def test_nobody_of_them_changes_anything(story: Story, who: str) -> None:
    client, code = visitor(story.people, who), acting(story.people, who)
    before = contents_and_states()
    for name in (name for name, entry in POLICY.items() if entry.named):
        client.post(story.address(name, code), story.form())
        client.post(story.address(name, code, story.draft.number), story.form() | {"do": "delete"})
    assert contents_and_states() == before


@pytest.mark.parametrize("who", IDLE)
def test_a_coordinator_with_nothing_to_decide_reads_no_data_about_people(story: Story, who: str) -> None:
    client, code = visitor(story.people, who), acting(story.people, who)
    for name in POLICY:
        place = story.address(name, code)
        said = body_of(client.get(place))
        assert secrets_in(said) == [], name


@pytest.mark.parametrize("who", ["taylor", "clarke", "wojcik", "ioannou", "stoyanova"])
def test_a_draft_of_others_does_not_exist(story: Story, who: str) -> None:
    client, code = visitor(story.people, who), acting(story.people, who)
    for name in (name for name, entry in POLICY.items() if entry.named):
        real, never = story.address(name, code, story.draft.number), story.address(name, code, NEVER)
        form = story.form() | {"exchange": str(story.draft.ref)}
        for way, answer in both_ways(client, story, real, form).items():
            assert answer.status_code in (404, 405), (name, way)
            same = both_ways(client, story, never, form)[way]
            assert all_of(answer, asked_for=real) == all_of(same, asked_for=never), (name, way)


def contents_and_states() -> Any:
    """What was written, without what was only read: who may look, leaves a trace of it."""
    [(exchanges, contents, given, entries, _read, drafts, files)] = state_of_all()
    return exchanges, contents, given, entries, drafts, files


def test_the_parties_themselves_find_all_of_it(story: Story) -> None:
    """The other tests would pass on a site that shows nothing to anybody."""
    page = visitor(story.people, "taylor").get(story.address("exchange", acting(story.people, "taylor")))
    assert set(secrets_in(body_of(page))) == {"subject", "given name", "message", "note", "answer", "file"}
    file = visitor(story.people, "kowalska").get(story.address("file", acting(story.people, "kowalska")))
    assert secrets_in(body_of(file)) == ["in the file"]
    assert TYPED not in body_of(page)
    report = visitor(story.people, "taylor").get(story.address("report", acting(story.people, "taylor")))
    assert set(secrets_in(body_of(report))) >= {"subject", "given name", "answer", "file"}
