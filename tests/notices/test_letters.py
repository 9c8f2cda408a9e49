"""What a mail says: in the reader's language, complete, escaped, and the same in both of its parts."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.foundation.words import SPOKEN, words_of
from counterpart.foundation.words.catalogues import FOLDER, SOURCE
from counterpart.notices.about import About, about_from
from counterpart.notices.kinds import OF_NETWORK, NoticeKind
from counterpart.notices.letters import Letter, MailedNotice, Said, Writing, letter_about, summary_of
from counterpart.notices.rendering import linked, mail_of, text_of
from tests.architecture.guards.files import ROOT
from tests.notices.people import ABOUT, ANNA, NOW, other

LETTERS = ROOT / "src" / "counterpart" / "notices" / "letters.py"
HOLE = re.compile(r"%\(\w+\)s")
TRANSLATED = [language for language in SPOKEN if language != SOURCE]


def say(about: About, language: str, values: Mapping[str, str]) -> Said:
    body = f"See {values['link']} & act <now>." if about.message else ""
    return Said(
        "Area", "Pro<cedure>", "Open", ("Accept", "Refuse"), "Poland", "Greece", "Sub & ject" * bool(body), body
    )


def written(kind: NoticeKind = NoticeKind.MESSAGE, about: About = ABOUT, language: str = "en") -> Letter:
    notice = MailedNotice(kind, "7F3K-92QM", about, 4)
    return letter_about(Writing(language, say, "https://c.example", ANNA), notice, may_stop=True)


def html(letter: Letter) -> str:
    mail = mail_of(letter, sender="c@c.example", to="a@a.example", message_id="<1@c.example>", now=NOW)
    return str(mail.alternatives[0][0])


def sentences() -> Iterator[tuple[str, ...]]:
    for node in ast.walk(ast.parse(LETTERS.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="gettext" | "ngettext"), args=args):
                yield tuple(one.value for one in args if isinstance(one, ast.Constant) and isinstance(one.value, str))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_with_all_that_is_filled_in(language: str) -> None:
    found = {entry.msgid: entry for entry in polib.pofile(str(FOLDER / f"{language}.po")) if not entry.msgctxt}
    said = list(sentences())
    assert len(said) > 20
    for one, *_ in said:
        entry = found[one]
        assert entry.translated(), one
        for form in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert sorted(HOLE.findall(form)) == sorted(HOLE.findall(one)), form


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", sorted({*NoticeKind} - OF_NETWORK))
def test_every_kind_can_be_said_in_every_language(kind: NoticeKind, language: str) -> None:
    letter = written(kind, language=language)
    assert letter.subject.startswith("7F3K-92QM")
    assert all(label and value for item in letter.items for label, value in item.facts)
    assert letter.items[0].sentences
    assert f'<html lang="{language}">' in html(letter)
    english = written(kind)
    assert (language == SOURCE) == (letter.items[0].sentences == english.items[0].sentences)


def test_a_message_of_the_policy_area_is_said_in_its_words_and_beside_new_work() -> None:
    changed = written(about=other(message="changed"))
    assert (changed.subject, changed.items[0].sentences) == (
        "Sub & ject",
        ("See https://c.example/for/4/exchanges/7F3K-92QM & act <now>.",),
    )
    assert len(written(NoticeKind.NEW_WORK, other(message="changed")).items[0].sentences) == 2


def test_whose_move_it_is_stands_in_it_with_what_can_be_done() -> None:
    theirs = dict(written().items[0].facts)
    assert theirs["Whose move"] == "Greece"
    assert "What you can do" not in theirs
    ours = dict(written(about=About("pq", "1.0", "request", 9, mine=True)).items[0].facts)
    assert (ours["Whose move"], ours["What you can do"]) == ("Your authority's", "Accept · Refuse")
    assert "By when" not in ours


def test_nothing_in_the_html_is_markup_of_others_or_fetched_from_anywhere() -> None:
    letter = written(about=other(message="changed"))
    page = html(letter)
    assert "Pro&lt;cedure&gt;" in page
    assert "&lt;now&gt;" in page
    assert '<a href="https://c.example/for/4/exchanges/7F3K-92QM">https://c.example/' in page
    fetched = {"img", "script", "link", "iframe", "object", "source", "form"}
    assert not fetched & set(tags_of(page))
    assert "url(" not in page


def test_both_parts_hold_the_same_facts_and_addresses() -> None:
    letter = summary_of(
        Writing("en", say, "https://c.example", ANNA),
        [MailedNotice(NoticeKind.MESSAGE, f"7F3K-92Q{last}", ABOUT, 4) for last in "ABC"],
        dt.date(2026, 3, 3),
    )
    page, text = html(letter), text_of(letter)
    for item in letter.items:
        assert item.link in text
        assert item.link in page
    assert text.count("Whose move: Greece") == page.count("Greece") == 3
    assert letter.stop in text
    assert letter.stop in page


def test_lines_of_the_text_fit_but_for_addresses() -> None:
    for language in SPOKEN:
        lines = text_of(written(NoticeKind.ESCALATION, language=language)).splitlines()
        assert all(len(line) <= 72 or line.startswith("https://") for line in lines)


@given(st.text(max_size=80), st.sampled_from(["", "https://c.example/1", "a&b"]))
def test_a_sentence_as_markup_says_what_it_said(sentence: str, link: str) -> None:
    class Reader(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data

    reader = Reader()
    reader.feed(str(linked(sentence, link)))
    reader.close()
    assert reader.said == sentence


@given(
    st.builds(About, st.text(), st.text(), st.text(), st.integers(0, 9), message=st.text(), mine=st.booleans(),
              due=st.dates().map(dt.date.isoformat))
)  # fmt: skip
def test_what_a_notice_is_about_is_read_as_it_was_stored(about: About) -> None:
    stored: dict[str, Any] = about.stored() | {"of_a_later_release": 1}
    stored.setdefault("procedure_id", 0)
    for name in ("module", "line", "procedure"):
        stored.setdefault(name, "")
    assert about_from(json.dumps(stored)) == about


def tags_of(page: str) -> list[str]:
    return re.findall(r"<(\w+)", page)


def test_every_plural_form_is_there() -> None:
    for language in SPOKEN:
        words = words_of(language)
        said = {
            words.ngettext("%(num)s notice, %(day)s", "%(num)s notices, %(day)s", n, day="x") for n in (1, 2, 5, 22)
        }
        assert len(said) == 4
