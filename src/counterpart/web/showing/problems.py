"""What is wrong with a field, in words: the code of a problem together with the kind of field it stands at."""

from __future__ import annotations

from counterpart.core.definitions.forms import FormField
from counterpart.core.workflow.forms import Problem
from counterpart.foundation.words import Words
from counterpart.web.reading import number_typed
from counterpart.web.showing.saying import Saying
from counterpart.web.showing.values import day_in_words

_LENGTHS = frozenset({"text", "longtext", "identifier"})


def problem_said(saying: Saying, problem: Problem, field: FormField | None) -> str:
    """Return the sentence of a problem: the policy area's own where a rule of it is not kept."""
    if problem.text:
        own = saying.text(problem.text)
        if own:
            return own
    if field is not None:
        said = _of_kind(saying.words, problem.code, field) or _of_bound(saying, problem.code, field)
        if said:
            return said
    return general(saying.words, problem.code)


def general(words: Words, code: str) -> str:
    """Return the sentence of a code whatever the field, for every code of `core.workflow.forms.PROBLEMS`."""
    return {
        "answer_and_reason": words.gettext("Give an answer or the reason why there is none, not both."),
        "attachment_missing": words.gettext("Attach a file: this answer needs one."),
        "code_ended": words.gettext("This may no longer be chosen, or not yet."),
        "comment_missing": words.gettext("Add a comment: this answer needs one."),
        "field_unknown": words.gettext("The form has no such field."),
        "no_such_day": words.gettext("There is no such day. Write the day first, then the month: 31 5 2026."),
        "not_a_member": words.gettext("Choose one of those who take part."),
        "not_in_list": words.gettext("Choose one of the list."),
        "pattern": words.gettext("This is not written in the way that is expected here."),
        "required": words.gettext("Fill this in."),
        "rule": words.gettext("What is filled in here does not fit together."),
        "several_wanted": words.gettext("Several values are expected here."),
        "too_large": words.gettext("This is more than allowed, or too late."),
        "too_long": words.gettext("This is too long."),
        "too_many": words.gettext("There are too many entries."),
        "too_short": words.gettext("This is too short."),
        "too_small": words.gettext("This is less than allowed, or too early."),
        "wrong_kind": words.gettext("This cannot be read as what is asked for."),
    }.get(code, code)


def _of_kind(words: Words, code: str, field: FormField) -> str:
    """Return what is said of a field of a certain kind, nothing where the general sentence will do."""
    if code == "required":
        return _required(words, field)
    if code != "wrong_kind":
        return ""
    return {
        "authority": words.gettext("Choose an authority."),
        "country": words.gettext("Choose one of the list."),
        "countries": words.gettext("Choose one of the list."),
        "date": words.gettext("Write a day: day, month and year in numbers, for example 31 5 2026."),
        "datetime": words.gettext("Write a day and a time, for example 31 5 2026 14:30."),
        "email": words.gettext("Write an e-mail address, for example name@example.org."),
        "language": words.gettext("Choose one of the list."),
        "money": words.gettext("Write an amount in digits and choose the currency."),
        "number": words.gettext("Write a number, in digits."),
        "phone": words.gettext("Write a telephone number: digits, with + and the number of the country first."),
        "region": words.gettext("Write the code of a region, for example PL21."),
        "url": words.gettext("Write a web address, for example https://example.org."),
        "yes_no": words.gettext("Choose yes or no."),
    }.get(field.type, "")


_CHOSEN = frozenset({"code", "codes", "yes_no", "country", "countries", "member", "members", "language"})


def _required(words: Words, field: FormField) -> str:
    if field.type in _CHOSEN:
        return words.gettext("Choose an answer.")
    if field.type in ("file", "files"):
        return words.gettext("Attach a file.")
    if field.type in ("authority", "entry", "exchange"):
        return words.gettext("Choose one.")
    return ""


def _of_bound(saying: Saying, code: str, field: FormField) -> str:
    """Return what says the bound itself, where it is a number or a day that does not hang on others."""
    words = saying.words
    bound = field.min if code in ("too_small", "too_short") else field.max
    if field.type in _LENGTHS and code in ("too_short", "too_long") and isinstance(bound, int | float):
        n = int(bound)
        if code == "too_short":
            return words.ngettext("Write at least %(num)s letter.", "Write at least %(num)s letters.", n)
        return words.ngettext("Write at most %(num)s letter.", "Write at most %(num)s letters.", n)
    if code not in ("too_small", "too_large") or bound is None:
        return ""
    if field.type == "number":
        limit = number_typed(bound, saying.language)
        least, most = (
            words.gettext("At least %(limit)s.", limit=limit),
            words.gettext("At most %(limit)s.", limit=limit),
        )
        return least if code == "too_small" else most
    return _of_day(saying, code, str(bound))


def _of_day(saying: Saying, code: str, bound: str) -> str:
    words = saying.words
    if bound == "today":
        past, future = words.gettext("This day must not be in the past."), words.gettext("This day is still to come.")
        return past if code == "too_small" else future
    day = day_in_words(saying, bound)
    if not day:
        return (
            words.gettext("This day is too early.") if code == "too_small" else words.gettext("This day is too late.")
        )
    if code == "too_small":
        return words.gettext("This day is too early: not before %(day)s.", day=day)
    return words.gettext("This day is too late: not after %(day)s.", day=day)
