"""Every component of forms and questions on one page, in a language, as files that a browser can be served."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from counterpart.core.definitions.questions import placed_questions
from counterpart.core.texts import speaker_for
from counterpart.core.workflow.forms import visible
from counterpart.core.writing.records import Answer, flat
from counterpart.web.reading import posted, read_answers, read_form
from counterpart.web.reading.answers import AnswersRead
from counterpart.web.showing.forms import FormState, form_view
from counterpart.web.showing.questions import Given, QuestionsShown, Sheet, questions_view
from counterpart.web.showing.tree import OfSubject, Picking, TreeShown, tree_view
from counterpart.web.showing.wording import Asking
from tests.web.showing.stage import AREAS, ODD, area_at, around, render, rules_of, saying_of, shown

STATIC = AREAS.parent / "src" / "counterpart" / "web" / "static"
PQ, POSTING = AREAS / "pq", AREAS / "posting"

SUBJECT: Mapping[str, Any] = {
    "title": "mr", "given_names": "Nikolaos", "surname": "Papadakis", "birth_date": "1989-05-03",
    "birth_place": "Kavala", "nationality": "GR", "profession": "pharmacist",
    "justification": "other", "justification_text": "The register of the region was closed in 2023.",
    "address": {"country": "GR", "town": "Thessaloniki"},
}  # fmt: skip
EMPLOYER: Mapping[str, Any] = {
    "sector": "construction", "posted_from": "2026-01-12",
    "workers": [
        {"given_names": "Zbigniew", "surname": "Łukasiewicz", "birth_date": "1980-02-29", "nationality": "PL"},
        {"given_names": "Ana", "surname": "Ștefănescu"},
    ],
}  # fmt: skip
STRANGE: Mapping[str, Any] = {
    "line": "“Thing” & <co>", "shape": "other", "sure": True, "fee": {"amount": 1234.5, "currency": "PLN"},
    "moment": "2026-10-25T01:30:00+00:00", "count": 12.5, "countries": ["PL", "IE"], "tongues": ["el", "bg"],
    "members": ["PL", "GR"], "grades": ["low", "ended"], "nicknames": ["Nick"], "day": "1989-05-03",
    "holdings": [{"name": "First", "sold": True, "sold_on": "2020-01-01", "owners": [{"owner": "Ann"}]}],
}  # fmt: skip

PAGE = """<!doctype html>
<html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/theme.css"></head>
<body><main id="main" class="wrap"><h1>{{ title }}</h1><div class="stack">
{% from "parts/errors.html" import errors_part with context %}
{% from "parts/field.html" import form_part with context %}
{% from "parts/tree.html" import tree_part with context %}
{% from "parts/question.html" import asked_part with context %}
{% for form in forms %}
<form class="box stack" method="post" novalidate>{{ errors_part(form.errors, "h-" ~ form.prefix) }}
<h2>{{ form.title }}</h2>{{ form_part(form) }}</form>
{% endfor %}
{% if tree %}<form class="box" method="post"><h2>Tree</h2>{{ tree_part(tree) }}</form>{% endif %}
{% for asked in answering %}
<form class="box stack" method="post">{{ errors_part(asked.errors) }}
<div><h2>{{ asked.answered }}/{{ asked.count }}</h2>{{ asked_part(asked) }}</div></form>
{% endfor %}
</div></main></body></html>"""


def gallery(language: str, name: str) -> str:
    """One page of the gallery: `forms`, `odd`, `wrong`, `tree`, `answering` or `reading`."""
    forms: list[Any] = []
    tree: TreeShown | None = None
    answering: list[QuestionsShown] = []
    if name == "forms":
        forms = [
            shown(SUBJECT, path=PQ, form="professional", language=language),
            _with_prefix(EMPLOYER, POSTING, "employer", language, "g"),
        ]
    elif name == "odd":
        forms = [shown(STRANGE, language=language)]
    elif name == "wrong":
        forms = [_wrong(language)]
    elif name == "tree":
        tree = tree_of(language)
    else:
        answering = [answers_of(language, mine=name == "answering")]
    title = f"{name} {language}"
    return render(PAGE, language, title=title, forms=forms, tree=tree, answering=answering)


def _with_prefix(values: Mapping[str, Any], path: Path, form: str, language: str, prefix: str) -> Any:
    near = around(area_at(path))
    return form_view(saying_of(path, language), rules_of(path, form), FormState(values), near, prefix=prefix)


def _wrong(language: str) -> Any:
    """A form with everything wrong that somebody can type."""
    fields = {
        "f-line": ["x" * 50], "f-shape": ["oval"], "f-sure": ["yes"], "f-day": ["yesterday"], "f-moment": ["soon"],
        "f-count": ["2000"], "f-fee:amount": ["much"], "f-fee:currency": ["EUR"], "f-country": ["XX"], "f-mail": ["me"],
        "f-phone": ["call me"], "f-site": ["ht tp"], "f-number": ["12"], "f-grades": ["", "ended", "nothing"],
        "f-holdings.1.share": ["120"], "f-holdings.1.sold_on": ["?"], "f-holdings.1.sold": ["yes"],
        "f-place.street": ["s"], "f-region": ["nowhere"],
    }  # fmt: skip
    read = read_form(rules_of(ODD, "odd"), posted(fields.items()), saying_of(ODD, language).writer)
    return shown(read.values, read=read, language=language)


def _asking(language: str) -> Asking:
    rules, near = rules_of(PQ, "professional"), around(area_at(PQ))
    return Asking("professional", flat(dict(visible(rules, SUBJECT, near)), ""))


def tree_of(
    language: str, search: str = "", chosen: frozenset[str] = frozenset({"regulated", "level_required"})
) -> TreeShown:
    sets = area_at(PQ).definition.questionsets
    facts = OfSubject(rules_of(PQ, "professional"), SUBJECT, around(area_at(PQ)))
    return tree_view(saying_of(PQ, language), sets, _asking(language), Picking(facts, chosen, search))


def answers_of(language: str, *, mine: bool) -> QuestionsShown:
    area = area_at(PQ)
    sets = area.definition.questionsets
    asked = [one for name in ("profession", "person") for one in placed_questions(name, sets[name])][:10]
    given = {
        "regulated": Given(Answer("yes"), by="Ministry of Health"),
        "regulated_since": Given(Answer("1875-08-11"), comment="By law.", language="en"),
        "activities": Given(Answer("Sie geben Arzneimittel ab\nund beraten."), language="de"),
        "reserved_activities": Given(Answer(cannot="We hold no data on this."), language="en"),
    }  # fmt: skip
    read = AnswersRead()
    if mine:
        fields = {"a-regulated_since": ["long ago"], "c-regulated_since": ["?"], "a-level_required": ["zzz"]}
        read = read_answers(
            [one.question for one in asked], posted(fields.items()), saying_of(PQ, language).writer, around(area)
        )
    other = speaker_for(area, "pl")
    answerable = frozenset(one.question.q for one in asked) if mine else frozenset()
    languages = {"en": "English", "el": "Ελληνικά"}
    sheet = Sheet(asked, _asking(language), given, answerable, read, other, languages=languages)
    return questions_view(saying_of(PQ, language), sheet, around(area))
