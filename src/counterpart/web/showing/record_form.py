"""The record of an authority as a form: what is stored, or what was typed, in fields with what is wrong beside them.

The fields are those by which an authority registers (`showing.registering.fields`), and some that come later: the time
zone, the region and territory as lists, whether the office is shown to the public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from babel.core import get_global

from counterpart.core.errors import CounterpartError, Invalid
from counterpart.directory.queries.record_page import AuthorityPage
from counterpart.directory.records import OFFICIAL, AuthorityRecord, changes, checked
from counterpart.foundation.words import Words
from counterpart.modules.pins import network
from counterpart.web.reading.posted import Posted
from counterpart.web.reading.registering import Fixed, Step, Typed, Wrong, record_typed, where, wrong_in
from counterpart.web.showing.fields import FieldShown
from counterpart.web.showing.options import Option
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.regions import regions_of
from counterpart.web.showing.registering.fields import Sheet, Shown, fields_of, labels

TEXTS = ("names", "titles", "opening", "description", "keywords")
LINES = ("acronym", "street", "postcode", "city", "phone", "email", "website")
YES = "yes"
SHOWN_TO_PUBLIC = "public_contact"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under a heading."""

    id: str
    title: str
    fields: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A record in a form: what stands in the fields, and what is wrong; `free` says that all of it may be changed."""

    words: Words
    page: AuthorityPage
    typed: Typed
    free: bool
    wrong: tuple[Wrong, ...] = ()
    added: frozenset[str] = frozenset()

    @property
    def record(self) -> AuthorityRecord:
        """The record as it was typed; what may not be changed is as it was stored."""
        before, typed = self.page.record, self.typed
        read = record_typed(typed, Fixed(before.member, before.kind))
        more: dict[str, Any] = {
            "time_zone": typed.one("time_zone") or before.time_zone,
            "territory": typed.several("territory"),
            "public_contact": typed.one(SHOWN_TO_PUBLIC) == YES,
            "external_id": (typed.one("external_id") or None) if self.free else before.external_id,
        }
        kept = {} if self.free else {name: getattr(before, name) for name in OFFICIAL}
        return replace(read, **(more | kept))


def stored_form(words: Words, page: AuthorityPage, *, free: bool) -> Form:
    """Return the form with what is stored."""
    return Form(words, page, Typed(sent_of(page.record)), free)


def typed_form(words: Words, page: AuthorityPage, sent: Posted, *, free: bool, add: str = "") -> Form:
    """Return the form with what was typed; `add` is the text that one more row is wanted of."""
    before = sent_of(page.record)
    official = {} if free else {name: before[name] for name in before if name.partition(".")[0] in OFFICIAL}
    kept = {name: value for name, value in sent.items() if free or name.partition(".")[0] not in OFFICIAL}
    typed = Typed({**kept, **official})
    return Form(words, page, typed, free, added=frozenset({add} if add else ()))


def judged(form: Form) -> Form:
    """Return the form with everything that is wrong in it."""
    fixed = Fixed(form.page.record.member, form.page.record.kind)
    wrong = [*wrong_in(Step.NAMES, form.typed, fixed), *wrong_in(Step.CONTACT, form.typed, fixed)]
    if not wrong:
        try:
            checked(form.record)
        except Invalid as problem:
            wrong.append(where(problem, form.typed))
    return replace(form, wrong=tuple(wrong))


def refused_form(form: Form, problem: CounterpartError) -> Form:
    """Return the form with what a room said against it."""
    return replace(form, wrong=(where(problem, form.typed),))


def sent_of(record: AuthorityRecord) -> dict[str, tuple[str, ...]]:
    """Return a record as its form would send it."""
    sent: dict[str, tuple[str, ...]] = {name: (getattr(record, name),) for name in (*LINES, "time_zone")}
    sent |= {"languages": record.languages, "territory": record.territory, "region": (record.region or "",)}
    sent |= {SHOWN_TO_PUBLIC: (YES if record.public_contact else "",), "external_id": (record.external_id or "",)}
    for name in TEXTS:
        texts: Mapping[str, Any] = getattr(record, name)
        for number, (language, text) in enumerate(texts.items()):
            sent[f"{name}.{number}.lang"] = (language,)
            sent[f"{name}.{number}.text"] = (text if isinstance(text, str) else ", ".join(text),)
    return sent


def errors_shown(form: Form) -> list[tuple[str, str]]:
    """Return what is wrong for the head of the page: which control, and a sentence that names the field."""
    named = {**labels(form.words), **_labels(form.words)}
    return [
        (
            one.id,
            form.words.gettext(
                "%(label)s: %(problem)s",
                label=named.get(one.field, one.field),
                problem=reason(form.words, one.code, one.parameters),
            ),
        )
        for one in form.wrong
    ]


def groups_of(form: Form) -> tuple[Group, ...]:
    """Return the fields group by group."""
    words = form.words
    sheet = Sheet(words, form.typed, form.page.record.member, form.wrong, added=form.added)
    names = {one.id: one for one in fields_of(Step.NAMES, sheet)}
    contact = {one.id: one for one in fields_of(Step.CONTACT, sheet)}
    official = ("names",) if form.free else ()
    place = [*(names[name] for name in ("street", "postcode", "city")), *_places(form)]
    return (
        Group("h-names", words.gettext("Names"), tuple(names[name] for name in (*official, "titles", "acronym"))),
        Group("h-place", words.gettext("Where it is"), tuple(place)),
        Group("h-contact", words.gettext("How to reach it"), (
            *(contact[name] for name in ("languages", "email", "phone", "website", "opening")),
            *_more(form),
        )),
        Group("h-found", words.gettext("What it does, and how it is found"), (
            contact["description"], contact["keywords"], *_number(form),
        )),
    )  # fmt: skip


def meanwhile(form: Form, current: AuthorityRecord) -> list[tuple[str, str]]:
    """Return what is stored now, by field, where it is not what was typed: somebody else was faster."""
    named = {**labels(form.words), **_labels(form.words)}
    return [(named.get(name, name), _in_words(getattr(current, name))) for name in changes(form.record, current)]


def _in_words(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{language}: {_in_words(text)}" for language, text in value.items()) or "–"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "–"
    return str(value) if value not in (None, "") else "–"


def _places(form: Form) -> Iterator[FieldShown]:
    """Yield where the authority sits, and for where it is competent: what it was validated with."""
    if not form.free:
        return
    typed, words = form.typed, form.words
    known = regions_of(form.page.record.member, words.language, {typed.one("region"), *typed.several("territory")})
    if not known:
        return
    here = tuple(Option(code, name, chosen=code == typed.one("region")) for code, name in known)
    yield FieldShown("region", "region", labels(words)["region"], "list", options=here, error=_said(form, "region"))
    chosen = frozenset(typed.several("territory"))
    there = tuple(Option(code, name, chosen=code in chosen) for code, name in known)
    hint = words.gettext("Nothing ticked: for the whole country.")
    yield FieldShown("territory", "territory", _labels(words)["territory"], "boxes", options=there, hint=hint)


def _more(form: Form) -> Iterator[FieldShown]:
    words, typed = form.words, form.typed
    chosen = typed.one("time_zone") or form.page.record.time_zone
    zones = tuple(Option(zone, zone.replace("_", " "), chosen=zone == chosen) for zone in zones_of(form.page, chosen))
    said = _said(form, "time_zone")
    yield FieldShown(
        "time_zone", "time_zone", _labels(words)["time_zone"], "list", options=zones, error=said, required=True
    )
    yes = (
        Option(YES, words.gettext("The office may be shown to the public"), chosen=typed.one(SHOWN_TO_PUBLIC) == YES),
    )
    yield FieldShown(
        SHOWN_TO_PUBLIC, SHOWN_TO_PUBLIC, _labels(words)[SHOWN_TO_PUBLIC], "boxes", options=yes, required=True
    )


def _number(form: Form) -> Iterator[FieldShown]:
    if form.free:
        hint = form.words.gettext("An import finds the authority again by it.")
        label, value = _labels(form.words)["external_id"], form.typed.one("external_id")
        said = _said(form, "external_id")
        yield FieldShown("external_id", "external_id", label, "line", value=value, hint=hint, error=said)


def zones_of(page: AuthorityPage, chosen: str) -> list[str]:
    """Return the time zones of the authority's country, and the one that it has."""
    member = network().members.get(page.record.member)
    if member is None:
        return sorted({"UTC", chosen})
    here = (zone for zone, country in get_global("zone_territories").items() if country == member.iso)
    return sorted({member.time_zone, chosen, *here})


def _said(form: Form, name: str) -> str:
    found = next((one for one in form.wrong if one.id == name), None)
    return reason(form.words, found.code, found.parameters) if found is not None else ""


def _labels(words: Words) -> dict[str, str]:
    return {
        "external_id": words.gettext("Number in the list of your country"),
        "public_contact": words.gettext("Shown to the public"),
        "territory": words.gettext("Competent for these regions only"),
        "time_zone": words.gettext("Time zone"),
    }
