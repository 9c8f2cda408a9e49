from __future__ import annotations

from typing import Any

import pytest

from tests.core.checking.data_areas import field, found, messages, said

SURNAME = "forms.person.fields.surname"
BOTH = {"asker": "always", "answerer": "always"}
TRACK: dict[str, Any] = {
    "title": "Delivery", "per": "authority", "party": "answerer", "start": "open", "ends_with_main": "shut",
    "states": {"open": {"title": "Open", "owner": "answerer", "due": "7 days"},
               "shut": {"title": "Shut", "final": True, "outcome": "success"}},
    "actions": {"shut": {"title": "Shut", "by": "answerer", "from": "open", "to": "shut"}},
}  # fmt: skip


def refusal(visible_to: dict[str, Any]) -> dict[str, Any]:
    """The form `refusal`, used by one procedure only, with something said of who sees it."""
    return {"forms.refusal.visible_to": visible_to}


def test_every_party_takes_part() -> None:
    assert said(refusal({**BOTH, "answrer": "always"})) == [("V001", "forms.refusal.visible_to.answrer")]
    assert found(refusal({**BOTH, "answrer": "always"}))[0].hint == "did you mean 'answerer'?"
    assert said(refusal(BOTH)) == []


def test_a_party_takes_part_in_every_procedure_that_uses_the_form() -> None:
    changes = {f"{SURNAME}.visible_to": {**BOTH, "keeper": "always"}}
    places = {(code, place) for code, place in said(changes) if code == "V001"}
    assert places == {("V001", f"{SURNAME}.visible_to.{party}") for party in ("asker", "answerer", "keeper")}
    assert "field person.surname: 'keeper' is not a party of 'request'" in messages(changes)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("forms.person.sections.more", "forms.person.sections.more.visible_to.nobody"),
        ("questionsets.work.tree.0.items.0.visible_to", "questionsets.work.tree.0.items.0.visible_to.nobody"),
        ("questionsets.work.visible_to", "questionsets.work.visible_to.nobody"),
        ("procedures.request.visible_to", "procedures.request.visible_to.sensitive.nobody"),
    ],
)
def test_sections_sets_questions_and_procedures_are_asked_too(path: str, place: str) -> None:
    hidden: Any = {"nobody": "always"}
    if path.endswith("more"):
        hidden = {"fields": {"inner": field()}, "visible_to": hidden}
    elif path.startswith("procedures"):
        hidden = {"sensitive": hidden}
    assert ("V001", place) in said({path: hidden})


def test_a_state_exists_in_the_machine_or_in_a_track() -> None:
    states = ["sent", "snt"]
    assert said(refusal({"asker": "always", "answerer": states})) == [("V002", "forms.refusal.visible_to.answerer.1")]
    with_track = {"procedures.request.tracks.delivery": TRACK}
    assert said(with_track, refusal({"asker": ["sent"], "answerer": ["delivery.open"]})) == []
    wrong = refusal({"asker": ["sent"], "answerer": ["delivery.opn"]})
    assert said(with_track, wrong) == [("V002", "forms.refusal.visible_to.answerer.0")]


def test_a_procedure_restricts_kinds_of_data_and_forms() -> None:
    assert said({"procedures.request.visible_to": {"refusal": BOTH, "personal": BOTH}}) == []
    wrong = {"procedures.request.visible_to": {"persnal": BOTH}}
    assert said(wrong) == [("V003", "procedures.request.visible_to.persnal")]
    assert found(wrong)[0].hint == "did you mean 'personal'?"
    assert said({"procedures.request.visible_to": {"log": BOTH}}) == [("V003", "procedures.request.visible_to.log")]


def test_personal_data_have_a_reader() -> None:
    never = {"asker": "never", "answerer": "never", "keeper": "never", "reader": "never"}
    changes = {"procedures.request.visible_to": {"sensitive": {"asker": "never", "answerer": "never"}}}
    assert said(changes) == [("V004", "forms.person.fields.penalty.label")]
    assert ("V004", f"{SURNAME}.visible_to") in said({f"{SURNAME}.visible_to": never})
    changes["procedures.request.visible_to"] = {"sensitive": {"asker": "never", "answerer": "always"}}
    assert said(changes) == []


def test_any_other_field_that_nobody_sees_is_a_doubt() -> None:
    changes = {"forms.refusal.fields.ground.visible_to": {"asker": "never", "answerer": "never"}}
    assert said(changes) == [("V005", "forms.refusal.fields.ground.visible_to")]
    assert [finding.severity.value for finding in found(changes)] == ["warning"]


def test_a_field_is_seen_when_one_party_passes_every_restriction() -> None:
    form, section = {"asker": "always", "answerer": ["sent"]}, {"asker": ["sent"], "answerer": ["closed"]}
    more = {"forms.refusal.visible_to": form, "forms.refusal.sections.more": {
        "visible_to": section, "fields": {"inner": field()}}}  # fmt: skip
    assert said(more) == []
    more["forms.refusal.visible_to"] = {"answerer": ["sent"]}
    assert said(more) == [("V005", "forms.refusal.sections.more.fields.inner.label")]


def test_visible_to_says_something() -> None:
    assert said(refusal({})) == [("V008", "forms.refusal.visible_to")]
    assert said(refusal({**BOTH, "answerer": []})) == [("V008", "forms.refusal.visible_to.answerer")]
    assert said(refusal({**BOTH, "answerer": "never"})) == []


def test_whoever_may_see_may_open_the_exchange_then() -> None:
    wrong = refusal({"asker": "always", "answerer": ["draft", "closed"]})
    assert said(wrong) == [("V009", "forms.refusal.visible_to.answerer.0")]
    assert messages(wrong) == ["form refusal: 'answerer' cannot open 'request' in 'draft'"]
    assert said(refusal({"asker": ["draft"], "answerer": ["sent"]})) == []


def test_what_the_world_reads_is_hidden_from_nobody() -> None:
    public = {"forms.refusal.fields.ground.public": True}
    assert said(public, refusal({"asker": "always"})) == [("V010", "forms.refusal.fields.ground.public")]
    assert said(public, refusal(BOTH)) == []


def test_something_public_is_there_to_be_published() -> None:
    publish = {"procedures.request.states.closed.effects": [{"publish": "public"}]}
    assert said(publish) == [("V011", "procedures.request.states.closed.effects.0.publish")]
    assert said(publish, {"forms.refusal.fields.ground.public": True}) == []
    assert said({"procedures.request.states.closed.effects": [{"publish": "participants"}]}) == []
