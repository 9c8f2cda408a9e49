"""By what a field is filled in: a line, buttons, a list, boxes …, with the value as it stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from counterpart.core.definitions.forms import FormField
from counterpart.core.workflow.forms.kinds import SEVERAL, Surroundings
from counterpart.web.reading import day_typed, moment_typed, number_typed
from counterpart.web.reading.names import CHOOSE, UPLOAD, Command
from counterpart.web.showing.options import MOST_BOXES, Option, are_buttons, currencies, options_of, with_chosen
from counterpart.web.showing.saying import Saying
from counterpart.web.showing.values import FREE, day_in_words, value_shown

SHORT_TEXT = 100
"""Texts of at most so many letters have a short line."""

_KEYBOARDS = {"email": "email", "phone": "tel", "url": "url", "number": "decimal", "money": "decimal"}
_REFERENCES = frozenset({"authority", "entry", "exchange"})


def text_of(saying: Saying, field: FormField, value: Any) -> str:
    """Return a stored value as the text that stands in its field; what cannot be written so stands as it is."""
    if value is None:
        return ""
    try:
        return _written(saying, field.type, value)
    except (ValueError, OverflowError):  # no date any more, or one at the edge of the calendar
        return str(value)


def texts_of(saying: Saying, field: FormField, value: Any) -> tuple[str, ...]:
    """Return all texts of a field, one for each of several values; of money amount and currency."""
    if field.type == "money":
        amount = value.get("amount") if isinstance(value, Mapping) else None
        currency = str(value.get("currency", "")) if isinstance(value, Mapping) else ""
        return ("" if amount is None else number_typed(amount, saying.language), currency)
    several = value if isinstance(value, list | tuple) else [value]
    return tuple(text for one in several if (text := text_of(saying, field, one)))


def drawn_by(
    saying: Saying, field: FormField, texts: Sequence[str], around: Surroundings, where: Command
) -> dict[str, Any]:
    """Return how a field is drawn: the parts of a `FieldShown` that hang on its type. `where` is its place on the page.

    Texts are those that stand in it: what is stored, or what was typed and cannot be read.
    """
    options = options_of(saying, field, around)
    if options is not None:
        return _chosen(saying, field, options, texts, where)
    text = texts[0] if texts else ""
    if field.type in _REFERENCES:
        named = value_shown(saying, field, text).text if text else ""
        choose = Command(CHOOSE, where.prefix, where.path).value
        return {"control": "reference", "value": text, "echo": named, "choose": choose}
    if field.type in ("file", "files"):
        kept = tuple(Option(one, value_shown(saying, field, one).text, chosen=True) for one in texts)
        return {"control": field.type, "options": kept, "upload": f"{where.prefix}-{where.path}{UPLOAD}"}
    return _typed(saying, field, texts, text)


def needs_rows(saying: Saying, field: FormField, around: Surroundings) -> bool:
    """Say whether several values are given one after the other, because there are too many possibilities for boxes."""
    if field.many and field.type not in SEVERAL:
        return True
    options = options_of(saying, field, around) if field.type in SEVERAL and field.type != "files" else ()
    return options is not None and len(options) > MOST_BOXES


def _written(saying: Saying, kind: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind == "date":
        return day_typed(dt.date.fromisoformat(str(value)))
    if kind == "datetime":
        return moment_typed(dt.datetime.fromisoformat(str(value)), saying.zone)
    return number_typed(value, saying.language) if kind == "number" else str(value)


def _chosen(
    saying: Saying, field: FormField, options: tuple[Option, ...], texts: Sequence[str], where: Command
) -> dict[str, Any]:
    marked = tuple(with_chosen(options, texts, saying, field))
    upload = f"{where.prefix}-{where.path}{UPLOAD}" if field.type in ("file", "files") else ""
    if field.type in SEVERAL:
        return {"control": "boxes", "options": marked, "upload": upload}
    if are_buttons(marked):
        return {"control": "buttons", "options": marked, "upload": upload}
    return {"control": "list", "options": marked, "short": True, "upload": upload}


def _typed(saying: Saying, field: FormField, texts: Sequence[str], text: str) -> dict[str, Any]:
    kind = field.type
    keyboard = _KEYBOARDS.get(kind, "")
    if kind == "money":
        chosen = texts[1] if len(texts) > 1 else ""
        return {"control": "money", "value": text, "currency": currencies(saying, chosen), "keyboard": keyboard}
    if kind == "date":
        return {"control": "date", "value": text, "short": True}
    if kind == "datetime":
        return {"control": "moment", "value": text, "short": True}
    if kind == "number":
        return {"control": "number", "value": text, "short": True, "keyboard": keyboard}
    if kind == "longtext":
        return {"control": "text", "value": text}
    most = field.max if isinstance(field.max, int) else SHORT_TEXT + 1
    return {"control": "line", "value": text, "keyboard": keyboard, "short": most <= SHORT_TEXT or kind == "region"}


def language_of(saying: Saying, field: FormField, text_language: str) -> str:
    """Return the language of a field's text where it is people's own and not the page's."""
    return text_language if field.type in FREE and text_language != saying.language else ""


def echo_of(saying: Saying, field: FormField, value: Any) -> str:
    """Return how a value was understood, where it is written otherwise than it is read."""
    return day_in_words(saying, value) if field.type == "date" and value else ""
