from __future__ import annotations

from typing import Any

from tests.core.checking.areas import PART, WITH_PART, action, found, messages, said
from tests.core.checking.families import FAMILY


def setting(target: str, *sources: str) -> dict[str, Any]:
    return {"actions.reply.effects": [{"set": {target: list(sources)}}]}


def opening(for_: str | None, per: str = "authority", **more: Any) -> dict[str, Any]:
    opened = {"track": "part", **({"for": for_} if for_ else {})}
    split = action("responder", "sent", effects=[{"open": opened}])
    return {"tracks.part": {**PART, "per": per}, "actions.split": split, **more}


def test_a_date_is_set_from_dates() -> None:
    assert said(setting("exchange.agreed_on", "form.reply.next_on", "exchange.wanted_on", "today")) == []


def test_only_values_of_the_exchange_are_set() -> None:
    changes = setting("exchange.agreed", "exchange.wanted_on")
    assert said(changes) == [("A003", "actions.reply.effects.0.set.exchange.agreed")]
    assert found(changes)[0].hint == "did you mean 'exchange.agreed_on'?"


def test_a_source_that_does_not_exist_is_found_in_its_list() -> None:
    changes = setting("exchange.agreed_on", "exchange.wanted_on", "form.reply.nxt_on")
    assert said(changes) == [("A003", "actions.reply.effects.0.set.exchange.agreed_on.1")]
    assert found(changes)[0].hint == "did you mean 'form.reply.next_on'?"


def test_a_source_of_another_type_is_found() -> None:
    changes = setting("exchange.agreed_on", "subject.surname")
    assert messages(changes) == ["request.reply: set from 'subject.surname', which is a text; a date is needed"]


def test_a_yes_or_no_is_set_from_one() -> None:
    assert said(setting("exchange.urgent", "subject.urgent")) == []
    assert said(setting("exchange.urgent", "today")) == [("A003", "actions.reply.effects.0.set.exchange.urgent.0")]


def test_a_party_is_assigned_from_a_field_that_names_an_authority() -> None:
    def from_(source: str) -> dict[str, Any]:
        return {"actions.reply.effects": [{"assign": {"party": "responder", "from": source}}]}

    assert said(from_("form.reply.expert")) == []
    assert said(from_("form.reply.text")) == [("A004", "actions.reply.effects.0.assign.from")]
    assert found(from_("form.reply.exprt"))[0].hint == "did you mean 'form.reply.expert'?"


def test_several_authorities_do_not_become_one_party() -> None:
    experts = {"label": "Experts", "type": "authority", "personal": "no", "many": True}
    changes = {
        "/forms.reply.fields.experts": experts,
        "actions.reply.effects": [{"assign": {"party": "responder", "from": "form.reply.experts"}}],
    }
    assert said(changes) == [("A004", "actions.reply.effects.0.assign.from")]
    assert said(changes, {"parties.responder.many": True}) == []


def test_a_track_per_authority_is_opened_for_authorities() -> None:
    assert said(opening("choice")) == []
    assert said(opening("all")) == []
    assert said(opening("form.reply.expert")) == []
    assert said(opening("subject.hosts")) == [("R003", "actions.split.effects.0.open.for")]


def test_a_track_per_country_is_opened_for_members() -> None:
    assert said(opening("subject.hosts", "country")) == []
    assert said(opening("all", "country")) == []
    assert said(opening("form.reply.expert", "country")) == [("R003", "actions.split.effects.0.open.for")]


def test_a_track_is_opened_for_somebody() -> None:
    changes = opening(None)
    assert said(changes) == [("R003", "actions.split.effects.0.open")]
    assert messages(changes) == ["request.split: does not say for whom 'part' is opened"]


def test_each_opening_is_a_row_of_its_own() -> None:
    assert said(opening(None, "opening")) == []
    assert said(opening("all", "opening")) == [("R003", "actions.split.effects.0.open.for")]


def test_a_track_is_opened_for_a_party_of_many() -> None:
    many = {"title": "Readers", "role": "authority", "country": "other", "many": True}
    assert said(opening("readers"), {"parties.readers": many}) == []
    assert said(opening("coordinator")) == [("R003", "actions.split.effects.0.open.for")]


def test_a_track_is_opened_for_rows_of_another() -> None:
    assert said(opening("part.done")) == []
    changes = opening("part.dne")
    assert said(changes) == [("R003", "actions.split.effects.0.open.for")]
    assert "track 'part' has no state 'dne'" in messages(changes)[0]


def test_a_misspelt_choice_is_found() -> None:
    assert messages(opening("choise")) == ["request.split: open for 'choise'"]


def test_a_misspelt_track_is_reported_once() -> None:
    changes = {"actions.split.effects": [{"open": {"track": "prt", "for": "choise"}}]}
    assert said(WITH_PART, changes) == [("R001", "actions.split.effects.0.open.track")]


def test_of_a_form_that_is_missing_nothing_more_is_said() -> None:
    missing = {"subject": "persn", "parties.responder.country": "subject.host"}
    set_ = {"actions.reply.effects": [{"set": {"exchange.agreed_on": ["subject.when"]}}]}
    assert said(missing, set_) == [("R001", "subject")]
    assign = {"actions.reply.effects": [{"assign": {"party": "responder", "from": "subject.who"}}]}
    assert said(missing, assign) == [("R001", "subject")]
    assert said(missing, opening("subject.who")) == [("R001", "subject")]


def test_many_of_a_child_do_not_become_one_party() -> None:
    assign = {"actions.reply.effects": [{"assign": {"party": "responder", "from": "transfer.goal"}}]}
    several = {"/procedures.transfer.parties.goal.many": True}
    assert said(FAMILY, several, assign) == [("A004", "actions.reply.effects.0.assign.from")]
    assert said(FAMILY, {"children.transfer.procedure": "transfr"}, assign) == [("R001", "children.transfer.procedure")]
