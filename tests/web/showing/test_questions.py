from __future__ import annotations

from counterpart.core.definitions.questions import placed_questions
from counterpart.core.texts import speaker_for
from counterpart.core.writing.records import Answer
from counterpart.web.reading import posted, read_answers
from counterpart.web.showing.questions import AskedQuestion, Given, QuestionsShown, Sheet, questions_view
from counterpart.web.showing.wording import Asking, original_of
from tests.web.showing.gallery import PQ, answers_of
from tests.web.showing.stage import ODD, area_at, around, odd, questions_of, render, saying_of

GIVEN = {
    "exists": Given(Answer("yes")),
    "since": Given(Answer("1989-05-03"), comment="Roughly.", language="el"),
    "tell": Given(Answer("Πολλά."), language="el", by="Ministry"),
    "many": Given(Answer(cannot="Nobody counts."), language="en"),
}


def shown(
    *, mine: bool = True, language: str = "en", sent: dict[str, list[str]] | None = None, given: bool = True
) -> QuestionsShown:
    area, said = odd(), saying_of(ODD, language)
    sets = area.definition.questionsets
    asked = [one for name in sets for one in placed_questions(name, sets[name])]
    read = read_answers(questions_of(area).values(), posted((sent or {}).items()), said.writer, around(area))
    answerable = questions_of(area).keys() if mine else ()
    languages = {"en": "English", "pl": "Polish"}
    held = GIVEN if given else {}
    sheet = Sheet(asked, Asking("odd", {"line": "Thing"}), held, answerable, read, languages=languages)
    return questions_view(said, sheet, around(area))


def every(found: QuestionsShown) -> dict[str, AskedQuestion]:
    waiting = [one for _, questions in found.groups for one in questions]
    flat: dict[str, AskedQuestion] = {}
    while waiting:
        one = waiting.pop(0)
        flat[one.code] = one
        waiting += one.follows
    return flat


def drawn(found: QuestionsShown) -> str:
    return render('{% from "parts/question.html" import asked_part with context %}{{ asked_part(shown) }}', shown=found)


def test_questions_stand_under_their_headings_and_are_numbered_through() -> None:
    found = shown()
    assert [title for title, _ in found.groups] == ["In general", "Details", "Deeper", "Second things"]
    assert [one.number for _, questions in found.groups for one in questions] == [str(n) for n in range(1, 10)]


def test_a_question_that_follows_an_answer_stands_below_it_and_says_why() -> None:
    exists = every(shown())["exists"]
    since = exists.follows[0]
    assert (since.code, since.number, since.because) == ("since", "1a", "Yes")
    assert [(one.code, one.number) for one in since.follows] == [("how_long", "1aa")]


def test_answered_and_open_are_counted_and_the_next_open_one_is_named() -> None:
    found = shown()
    assert (found.answered, found.count, found.next_open) == (4, 11, "q-how_long")
    assert 'id="q-how_long"' in drawn(found)
    assert every(found)["known"].open
    assert not every(found)["many"].open


def test_every_kind_of_answer_has_its_control() -> None:
    kinds = {code: one.control.control for code, one in every(shown()).items() if one.control is not None}
    assert kinds == {
        "exists": "buttons", "since": "date", "how_long": "text", "known": "buttons", "colour": "buttons",
        "which": "boxes", "many": "number", "where": "list", "whose": "list", "tell": "text", "trade_asked": "list",
    }  # fmt: skip


def test_what_is_stored_stands_in_the_controls() -> None:
    found = every(shown(language="de"))
    since, tell, many = (found[code].control for code in ("since", "tell", "many"))
    assert since is not None
    assert (since.value, since.echo) == ("3 5 1989", "Mittwoch, 3. Mai 1989")
    assert tell is not None
    assert tell.value == "Πολλά."
    language = found["tell"].text_language
    assert language is not None
    assert [(one.value, one.label) for one in language.options if one.chosen] == [("el", "Griechisch")]
    assert many is not None
    assert many.value == ""
    cannot, comment = found["many"].cannot, found["known"].comment
    assert cannot is not None
    assert cannot.value == "Nobody counts."
    assert comment is not None
    assert found["colour"].comment is None


def test_what_was_typed_wrongly_stands_there_again_with_what_is_wrong() -> None:
    found = shown(sent={"a-since": ["long ago"], "c-since": ["?"], "a-known": ["no"]})
    since = every(found)["since"].control
    assert since is not None
    assert (since.value, since.echo) == ("long ago", "")
    assert dict(found.errors) == {
        "a-since": "Question 1a: Write a day: day, month and year in numbers, for example 31 5 2026.",
        "a-known": "Question 2: Add a comment: this answer needs one.",
    }
    assert "long ago" in drawn(found)


def test_who_reads_sees_answers_and_no_controls() -> None:
    found = every(shown(mine=False))
    assert not any(one.control or one.cannot or one.comment for one in found.values())
    exists, tell, many = (found[code].answer for code in ("exists", "tell", "many"))
    assert exists is not None
    assert [one.text for one in exists.values] == ["Yes"]
    assert tell is not None
    assert (tell.language, tell.language_title, tell.by) == ("el", "Greek", "Ministry")
    assert many is not None
    assert (many.values, many.cannot) == ((), "Nobody counts.")
    markup = drawn(shown(mine=False))
    assert '<span lang="el">Πολλά.</span>' in markup
    assert "<textarea" not in markup
    assert markup.count("Not answered yet") == 7


def test_the_wording_of_the_other_side_is_one_click_away_in_its_language() -> None:
    found = every(answers_of("en", mine=True))["regulated"]
    assert found.original is not None
    assert (found.original.language, found.original.title) == ("pl", "Polish")
    assert 'class="filled"' in str(found.original.text)
    assert "?" in str(found.original.text)


def test_a_wording_that_is_not_translated_is_not_offered_as_one() -> None:
    area, asking = area_at(PQ), Asking("professional", {})
    assert original_of(saying_of(PQ, "pl"), speaker_for(area, "pl"), "regulated", asking) is None
    assert original_of(saying_of(PQ), speaker_for(area, "sv"), "regulated", asking) is None
    assert original_of(saying_of(PQ), None, "regulated", asking) is None
    english = original_of(saying_of(PQ, "pl"), speaker_for(area, "en"), "regulated", asking)
    assert english is not None
    assert english.language == "en"


def test_nothing_that_people_wrote_is_markup() -> None:
    sent = {"a-tell": ["</textarea><script>x()</script>"], "x-many": ['"><b>']}
    markup = drawn(shown(sent=sent)) + drawn(shown(mine=False))
    assert "<script" not in markup
    assert "<b>" not in markup
    assert "<i>" not in markup
