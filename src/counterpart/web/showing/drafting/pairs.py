"""The text as they will read it, beside one's own: the same values, said in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from counterpart.core.conditions import parse, reads
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.questions import PlacedQuestion
from counterpart.core.texts import Speaker
from counterpart.core.writing.editing import placed_of
from counterpart.foundation.words import day_words, language_name, words_of
from counterpart.modules.texts import speaker
from counterpart.web.showing.drafting.matter import chosen_questions, flat_subject, shown_subject
from counterpart.web.showing.exchange.facts import subject_title
from counterpart.web.showing.exchange.handing_in import file_refs
from counterpart.web.showing.exchange.questions import filled_in
from counterpart.web.showing.exchange.saying import saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Named, Scene
from counterpart.web.showing.questions import OF_ANSWER
from counterpart.web.showing.values import FREE, FactShown, facts_of_form


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: mine and theirs, and where it is changed.

    `kind` is fields, question, date, mark or file; `facts` are labels with values, `text` a sentence. `follows` are
    the questions that an answer may make necessary. `own_words` says that there is text in it that nobody translates.
    """

    kind: str
    anchor: str
    title: str
    their_title: str
    facts: tuple[FactShown, ...] = ()
    their_facts: tuple[FactShown, ...] = ()
    text: str = ""
    their_text: str = ""
    follows: tuple[str, ...] = ()
    their_follows: tuple[str, ...] = ()
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """In which language they read: `who` of them, the others that they understand too, `same` as the page's.

    `spoken` is false where the policy area does not speak any language of theirs and they read it in English.
    """

    language: str
    title: str
    who: tuple[Named, ...]
    others: tuple[tuple[str, str], ...]
    same: bool
    spoken: bool


def reading_of(scene: Scene, wanted: str = "") -> Reading:
    """Return in which language they will read: one that was asked for, else their first one that the area speaks."""
    page = scene.page
    seats = [
        seat.authority for seat in page.seats
        if seat.authority is not None and not seat.mine and page.pin.rules.parties[seat.party].of is None
    ]  # fmt: skip
    speaks = page.pin.rules.module.languages
    theirs = dict.fromkeys(code for one in seats for code in one.languages if code in speaks)
    source = page.pin.rules.module.source_language
    offered = list(theirs) or [source]
    language = wanted if wanted in offered else offered[0]
    readers = [one for one in seats if language in one.languages] or seats
    return Reading(
        language=language,
        title=language_name(scene.language, language),
        who=tuple(dict.fromkeys(scene.authority_named(one, one.member) for one in readers)),
        others=tuple((code, language_name(scene.language, code)) for code in offered if code != language),
        same=language == scene.language,
        spoken=bool(theirs) or not seats,
    )


def pairs_shown(scene: Scene, reading: Reading) -> tuple[Pair, ...]:
    """Return the whole text, row by row."""
    page = scene.page
    them = replace(
        scene, said=speaker(page.pin.module, page.pin.line, reading.language), words=words_of(reading.language)
    )
    return (*_subject(scene, them), *_questions(scene, them.said), *_cover(scene, them), *_files(scene, them))


def _subject(scene: Scene, them: Scene) -> Iterator[Pair]:
    form = scene.page.pin.rules.procedure.subject
    if not form:
        return
    rules, values, around = scene.page.pin.rules.forms[form], shown_subject(scene), surroundings_of(scene)
    mine = facts_of_form(saying_of(scene), rules, values, around)
    theirs = facts_of_form(saying_of(them), rules, values, around, text_language=scene.language)
    placed = placed_fields(scene.page.pin.rules.module.forms[form])
    free = {one.name for one in placed if one.field.type in FREE}
    for group, their_group in zip(mine, theirs, strict=True):
        yield Pair(
            kind="fields",
            anchor="subject",
            title=group.title or subject_title(scene),
            their_title=their_group.title or subject_title(them),
            facts=group.facts,
            their_facts=their_group.facts,
            own_words=any(_has(fact, free) for fact in group.facts),
        )


def _has(fact: FactShown, free: set[str]) -> bool:
    """Say whether there is any of these fields in a fact; the numbers of rows do not count."""
    inside = (*fact.inside, *(one for row in fact.rows for one in row))
    name = ".".join(part for part in fact.path.split(".") if not part.isdigit())
    return name in free or any(_has(one, free) for one in inside)


def _questions(scene: Scene, them: Speaker) -> Iterator[Pair]:
    rules = scene.page.pin.rules
    form, subject = rules.procedure.subject, flat_subject(shown_subject(scene))
    placed = placed_of(rules)
    chosen = chosen_questions(scene)
    there, follow = frozenset(chosen), _follow_ups(placed)
    said: dict[tuple[str, str], str] = {}
    for number, code in enumerate(chosen, start=1):
        after = [one for one in follow.get(code, ()) if one not in there]
        yield Pair(
            kind="question",
            anchor="questions",
            title=str(number),
            their_title=str(number),
            text=filled_in(scene.said.question(code, form, subject, said)),
            their_text=filled_in(them.question(code, form, subject, said)),
            follows=tuple(filled_in(scene.said.question(one, form, subject, said)) for one in after),
            their_follows=tuple(filled_in(them.question(one, form, subject, said)) for one in after),
        )


def _follow_ups(placed: Mapping[str, PlacedQuestion]) -> dict[str, list[str]]:
    """Return the questions that an answer may make necessary, by the question that it answers."""
    found: dict[str, list[str]] = {}
    for name, one in placed.items():
        facts = reads(parse(one.question.follow_if)) if one.question.follow_if else ()
        for code in dict.fromkeys(fact.name.removeprefix(OF_ANSWER) for fact in facts):
            found.setdefault(code, []).append(name)
    return found


def _cover(scene: Scene, them: Scene) -> Iterator[Pair]:
    wanted = scene.page.wanted_on
    if wanted is not None:
        yield Pair(
            kind="date",
            anchor="wanted_on",
            title=scene.words.gettext("Wanted by"),
            their_title=them.words.gettext("Wanted by"),
            text=scene.day(wanted),
            their_text=day_words(them.language, wanted, scene.today),
        )
    if scene.page.urgent:
        yield Pair("mark", "urgent", scene.words.gettext("Urgent"), them.words.gettext("Urgent"))


def _files(scene: Scene, them: Scene) -> Iterator[Pair]:
    """Yield the files that no field of the subject names."""
    content = scene.page.content
    named = set(file_refs(shown_subject(scene)))
    for one in content.files if content is not None else ():
        if str(one.ref) not in named:
            titles = (scene.words.gettext("Document"), them.words.gettext("Document"))
            yield Pair("file", "subject", *titles, text=one.name, their_text=one.name)
