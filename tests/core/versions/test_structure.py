from __future__ import annotations

import pytest

from counterpart.core.reading.tree import value_at
from counterpart.core.versions.structure import structure_of
from tests.core.versions.sample import SAMPLE, changed, definition

BEFORE = structure_of(definition())


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("title", "Trading"),
        ("summary", "Anything."),
        ("version", "1.2.4"),
        ("status", "live"),
        ("languages", ["en"]),
        ("legal_basis.0.articles", "3, 4"),
        ("uses", {"std": "^1.0"}),
        ("forms.trader.fields.name.label", "Full name"),
        ("forms.trader.fields.name.help", "As in the register."),
        ("forms.trader.fields.name.hint", "Surname first"),
        ("forms.trader.fields.name.core", "foaf:name"),
        ("forms.trader.sections.work.title", "Trade"),
        ("forms.trader.placeholders.trader", "[{name}]"),
        ("forms.trader.rules.named.message", "A name is needed."),
        ("questionsets.basics.tree.0.title", "To begin with"),
        ("questionsets.basics.tree.1.text", "From when on?"),
        ("questionsets.basics.tree.1.legal", "Art. 3"),
        ("codelists.sectors.food.label", "Food and feed"),
        ("codelists.sectors.food.isco", "76"),
        ("messages.changed.body", "Something has changed."),
        ("procedures.request.states.sent.title", "Request sent"),
        ("procedures.request.states.sent.help", "It is on its way."),
        ("procedures.request.actions.close.needs.answered.message", "Please answer."),
        ("retention.0.basis", "Trade Act, Art. 10"),
    ],
)
def test_what_people_only_read_is_no_part_of_the_structure(address: str, value: object) -> None:
    assert structure_of(definition(changed(address, value))).tree == BEFORE.tree


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("procedures.request.states.sent.quiet", False),
        ("procedures.request.actions.close.reason", "no"),
        ("procedures.request.actions.close.by", ["asker", "answerer"]),
        ("procedures.request.states.sent.owner", ["answerer"]),
        ("procedures.request.states.sent.remind", ["1 days after", "2 days before"]),
        ("procedures.request.features", {"more": ["states.sent"]}),
        ("countries", ["SOUTH", "NORTH"]),
    ],
)
def test_another_way_to_say_the_same_is_the_same_structure(address: str, value: object) -> None:
    assert structure_of(definition(changed(address, value))).tree == BEFORE.tree


def test_where_the_first_of_a_list_counts_its_order_matters() -> None:
    other = changed("procedures.request.states.sent.escalate.to", ["asker", "answerer"])
    assert structure_of(definition(other)).tree != BEFORE.tree


def test_the_features_of_a_template_are_part_of_a_librarys_structure() -> None:
    library = SAMPLE | {"library": True}
    data = changed("procedures.request.features", {"more": ["states.sent"]}) | {"library": True}
    assert structure_of(definition(data)).tree != structure_of(definition(library)).tree


def test_a_question_may_move_under_another_heading_with_the_same_condition() -> None:
    tree = SAMPLE["questionsets"]["basics"]["tree"]
    moved = [tree[1], {**tree[0], "group": "second", "title": "Second"}]
    assert structure_of(definition(changed("questionsets.basics.tree", moved))).tree == BEFORE.tree


def test_a_question_keeps_the_condition_of_its_heading() -> None:
    tree = SAMPLE["questionsets"]["basics"]["tree"]
    moved = [*tree[0]["items"], tree[1]]
    assert structure_of(definition(changed("questionsets.basics.tree", moved))).tree != BEFORE.tree
    known = BEFORE.tree["questionsets"]["basics"]["questions"]["known"]
    assert known["offer_if"] == ["has(subject.name)"]


def test_a_field_keeps_the_condition_of_its_section() -> None:
    assert BEFORE.tree["forms"]["trader"]["fields"]["sector"]["show_if"] == ["has(name)"]
    other = changed("forms.trader.sections.work.show_if", "has(sector)")
    assert structure_of(definition(other)).tree != BEFORE.tree


def test_who_sees_a_form_is_said_at_the_form_only() -> None:
    data = changed("forms.trader.visible_to", {"asker": "always"})
    form = structure_of(definition(data)).tree["forms"]["trader"]
    assert form["visible_to"] == {"asker": "always"}
    assert "visible_to" not in form["fields"]["name"]


def test_a_text_is_replaced_by_its_address() -> None:
    assert BEFORE.tree["title"] == "text title"
    assert BEFORE.tree["codelists"]["sectors"]["food"] == {"label": "text codelists.sectors.food.label"}
    assert BEFORE.texts["forms", "trader", "fields", "name", "label"] == "Name"


def test_every_path_leads_to_an_address_of_the_definition() -> None:
    for path in (*BEFORE.texts, *BEFORE.notes):
        address = BEFORE.address(path)
        if address[-1] != "columns":
            assert value_at(SAMPLE, address) is not None, path


def test_two_retention_rules_about_the_same_stay_two() -> None:
    data = changed("retention.2", SAMPLE["retention"][0])
    assert len(structure_of(definition(data)).tree["retention"]) == 3
