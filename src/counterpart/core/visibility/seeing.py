"""The rule of need-to-know, executed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterpart.core.definitions.forms import PlacedField, VisibleTo, placed_fields
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.definitions.questions import PlacedQuestion, QuestionSet, placed_questions
from counterpart.core.visibility.viewer import Viewer

ALWAYS = "always"
NEVER = "never"
FILES = ("file", "files")


def may_open(procedure: Procedure, viewer: Viewer) -> bool:
    """Return whether the viewer may open the exchange at all in its present state (`sees`; without it all parties)."""
    if not viewer.parties & procedure.parties.keys():
        return False
    state = procedure.states.get(viewer.state)
    return state is not None and (state.sees is None or bool(viewer.parties & set(state.sees)))


def visible_fields(module: ModuleDefinition, procedure: Procedure, form: str, viewer: Viewer) -> frozenset[str]:
    """Return the dotted names of the fields of a form that the viewer may see. What is not here must not be read."""
    if not may_open(procedure, viewer):
        return frozenset()
    own = form in viewer.wrote or form in viewer.edits
    fields = placed_fields(module.forms[form])
    return frozenset(placed.name for placed in fields if own or sees_field(procedure, form, placed, viewer))


def visible_values(
    module: ModuleDefinition, procedure: Procedure, form: str, viewer: Viewer, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values of a form that the viewer may see; rows of groups lose their hidden fields.

    Values are given nested, as forms are filled in: `{"address": {"town": …}, "workers": [{"name": …}]}`.
    """
    return _pruned(values, visible_fields(module, procedure, form, viewer), "")


def visible_answers(module: ModuleDefinition, procedure: Procedure, viewer: Viewer) -> frozenset[str]:
    """Return the questions whose answers the viewer may see."""
    if not may_open(procedure, viewer):
        return frozenset()
    sets = {name: module.questionsets[name] for name in procedure.questions if name in module.questionsets}
    return frozenset(
        placed.question.q
        for name, question_set in sets.items()
        for placed in placed_questions(name, question_set)
        if placed.question.q in viewer.wrote_answers or sees_answer(procedure, question_set, placed, viewer)
    )


def sees_field(procedure: Procedure, form: str, placed: PlacedField, viewer: Viewer) -> bool:
    """Return whether a viewer that may open the exchange, and did not write the form, sees one field of it.

    Every restriction that applies must let the viewer through: form, section, groups, field, procedure.
    """
    restrictions = [*placed.visible_to, *_of_procedure(procedure, (form, *_kinds_of(placed)))]
    return _let_through(restrictions, viewer)


def sees_answer(procedure: Procedure, question_set: QuestionSet, placed: PlacedQuestion, viewer: Viewer) -> bool:
    """Return whether a viewer that may open the exchange, and did not answer itself, sees the answer to a question."""
    said = [one for one in (question_set.visible_to, placed.question.visible_to) if one is not None]
    kinds = ("answers", *_kinds_of_personal(placed.question.personal))
    return _let_through([*said, *_of_procedure(procedure, kinds)], viewer)


def sees_kinds(procedure: Procedure, kinds: Iterable[str], viewer: Viewer) -> bool:
    """Return whether the viewer may see what is of all these kinds and in no field: an attached file, for one."""
    return may_open(procedure, viewer) and _let_through(_of_procedure(procedure, kinds), viewer)


def _kinds_of_personal(personal: str | None) -> tuple[str, ...]:
    """Return the kinds of data behind a `personal:` mark; what is sensitive is personal as well."""
    return {"yes": ("personal",), "sensitive": ("personal", "sensitive")}.get(personal or "no", ())


def _kinds_of(placed: PlacedField) -> tuple[str, ...]:
    """Return the kinds of data that a field belongs to."""
    files = ("attachments",) if placed.field.type in FILES else ()
    return (*_kinds_of_personal(placed.field.personal), *files)


def _of_procedure(procedure: Procedure, kinds: Iterable[str]) -> list[VisibleTo]:
    return [procedure.visible_to[kind] for kind in kinds if kind in procedure.visible_to]


def _let_through(restrictions: Iterable[VisibleTo], viewer: Viewer) -> bool:
    """Return whether one of the viewer's parties passes every restriction; parties are not mixed to get through."""
    said = list(restrictions)
    return any(all(_passes(one, party, viewer) for one in said) for party in viewer.parties)


def _passes(visible_to: VisibleTo, party: str, viewer: Viewer) -> bool:
    """Read one `visible_to`. A party it does not name does not see, unless it only says who never does."""
    said = visible_to.get(party)
    if said is None:
        return all(other == NEVER for other in visible_to.values())
    if isinstance(said, str):
        return said == ALWAYS
    return any(viewer.is_in(place) for place in said)


def _pruned(values: Mapping[str, Any], visible: frozenset[str], prefix: str) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if prefix + name not in visible:
            continue
        below = f"{prefix}{name}."
        if isinstance(value, Mapping):
            kept[name] = _pruned(value, visible, below)
        elif isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
            kept[name] = [_pruned(item, visible, below) for item in value if isinstance(item, Mapping)]
        else:
            kept[name] = value
    return kept
