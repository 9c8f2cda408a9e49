"""What of an exchange may be taken over into a new one: what is filled in, its questions, and whom it asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.definitions.forms import placed_fields
from counterpart.exchanges.actions.copying import FILES, QUESTIONS
from counterpart.exchanges.queries.views import QuestionView
from counterpart.web.showing.areas import asked_party
from counterpart.web.showing.exchange.facts import subject_shown
from counterpart.web.showing.exchange.scene import Named, Scene
from counterpart.web.showing.values import FactShown


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that may be copied: its name, what it is called, what it holds."""

    name: str
    label: str
    values: tuple[str, ...]
    personal: bool


@dataclass(frozen=True, slots=True)
class Copyable:
    """All that may be copied; `asked` is whom the exchange asks, where one is chosen for that."""

    elements: tuple[Element, ...]
    questions: tuple[str, ...]
    party: str
    asked: tuple[Named, ...]

    def chosen(self, names: list[str]) -> list[str]:
        """Return those of the names that stand for something here."""
        known = {one.name for one in self.elements} | ({QUESTIONS} if self.questions else set())
        return [one for one in dict.fromkeys(names) if one in known]


def may_be_copied(scene: Scene) -> bool:
    """Say whether the reader may begin another exchange from this one: they write as the party that starts it."""
    page = scene.page
    return page.content is not None and page.pin.rules.starter in page.may_write and _not_a_child(scene)


def copyable(scene: Scene) -> Copyable:
    """Return what may be copied, as far as the reader sees it."""
    party = asked_party(scene.page.pin)
    seats = [seat for seat in scene.page.seats if seat.party == party and seat.authority is not None]
    return Copyable(
        elements=tuple(_elements(scene)),
        questions=tuple(dict.fromkeys(one.code for one in _asked(scene))),
        party=party,
        asked=tuple(scene.authority_named(seat.authority, seat.member) for seat in seats),
    )


def parties_of(found: Copyable, *, same: bool) -> dict[str, list[UUID]]:
    """Return who plays what in the copy: the same authority is asked, or nobody yet."""
    refs = [one.ref for one in found.asked if one.ref is not None]
    return {found.party: refs} if same and refs else {}


def _not_a_child(scene: Scene) -> bool:
    return not any(one.relation == "parent" for one in scene.page.relatives)


def _asked(scene: Scene) -> list[QuestionView]:
    content = scene.page.content
    return [one for one in content.questions if not one.prepared] if content is not None else []


def _elements(scene: Scene) -> Iterator[Element]:
    """Yield the fields that hold something, but for files: they stay where they are."""
    form = scene.page.pin.rules.procedure.subject
    fields = placed_fields(scene.page.pin.rules.module.forms[form]) if form else []
    files = {one.name for one in fields if one.field.type in FILES}
    for group in subject_shown(scene):
        for fact in group.facts:
            if fact.path not in files:
                yield Element(fact.path, fact.label, tuple(_said(fact)), fact.personal != "no")


def _said(fact: FactShown) -> Iterator[str]:
    yield from (one.text for one in fact.values)
    for inner in (*fact.inside, *(one for row in fact.rows for one in row)):
        yield from _said(inner)
