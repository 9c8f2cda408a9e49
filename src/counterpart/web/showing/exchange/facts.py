"""What was filled in, as facts: the subject, and forms that were handed in with actions."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.exchanges.queries.views import FormView
from counterpart.foundation.words import language_name
from counterpart.web.showing.exchange.saying import saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.values import FactsShown, facts_of_form


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A form of an action as it was handed in: by whom, when; `language` where people's own words are in another."""

    title: str
    groups: tuple[FactsShown, ...]
    who: str
    at: str
    language_title: str


def subject_shown(scene: Scene) -> tuple[FactsShown, ...]:
    """Return what the exchange is about, as far as the reader sees it."""
    content, form = scene.page.content, scene.page.pin.rules.procedure.subject
    if content is None or not form:
        return ()
    rules = scene.page.pin.rules.forms[form]
    return facts_of_form(saying_of(scene), rules, content.subject, surroundings_of(scene), seen=content.subject_fields)


def subject_title(scene: Scene) -> str:
    """Return what the form of the subject is called."""
    form = scene.page.pin.rules.procedure.subject
    return scene.said.text(f"form.{form}.title") if form else ""


def forms_shown(scene: Scene) -> tuple[HandedIn, ...]:
    """Return the forms that were handed in with actions and have anything in them, the newest first."""
    forms = scene.page.content.forms if scene.page.content is not None else ()
    known = (one for one in forms if one.form in scene.page.pin.rules.forms)
    found = (_handed_in(scene, one) for one in sorted(known, key=lambda one: one.written.at, reverse=True))
    return tuple(one for one in found if one.groups)


def _handed_in(scene: Scene, one: FormView) -> HandedIn:
    written = one.written
    foreign = written.language if written.language not in ("", scene.language) else ""
    rules = scene.page.pin.rules.forms[one.form]
    groups = facts_of_form(saying_of(scene), rules, one.values, surroundings_of(scene), text_language=foreign)
    own_words = any(value.language for group in groups for fact in group.facts for value in fact.values)
    return HandedIn(
        title=scene.said.text(f"form.{one.form}.title"),
        groups=groups,
        who=scene.who(written.authority, written.authority.member if written.authority else ""),
        at=scene.moment(written.at),
        language_title=language_name(scene.language, foreign) if foreign and own_words else "",
    )
