"""What a draft holds, as far as it counts: the subject with its working copy, without what is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterpart.core.workflow.forms import visible
from counterpart.core.writing import SUBJECT, Values
from counterpart.core.writing.records import merged_over
from counterpart.web.showing.exchange.saying import Around, surroundings_of
from counterpart.web.showing.exchange.scene import Scene


def subject_of(scene: Scene) -> Values:
    """Return the subject as the reader has it before them: what counts, with their working copy laid over it."""
    content = scene.page.content
    if content is None:
        return {}
    return merged_over(content.subject, content.copies.get(SUBJECT, {}))


def shown_subject(scene: Scene) -> Values:
    """Return the subject without the fields that are hidden, which do not count."""
    rules = scene.page.pin.rules
    form = rules.procedure.subject
    return dict(visible(rules.forms[form], subject_of(scene), surroundings_of(scene), Around(scene))) if form else {}


def chosen_questions(scene: Scene) -> tuple[str, ...]:
    """Return the questions that were asked or chosen, in the order of their sets."""
    content = scene.page.content
    chosen = {one.code for one in content.questions} if content is not None else set()
    return tuple(code for code in scene.page.pin.rules.questions if code in chosen)


def flat_subject(values: Mapping[str, Any], prefix: str = "") -> Values:
    """Return values by dotted name, as placeholders of questions want them."""
    found: Values = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= flat_subject(value, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = value
    return found
