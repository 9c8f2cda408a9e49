"""The pieces that every model is made of: strictness, names, texts, periods."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from counterpart.core.conditions import LONGEST
from counterpart.core.deadlines.periods import parse_period

ID_PATTERN = r"^[a-z][a-z0-9_-]*$"
ADDRESS_PATTERN = r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$"
PERIOD_PATTERN = r"^\d+ (seconds?|minutes?|hours?|days?|working days?|weeks?|months?|years?)$"


class Part(BaseModel):
    """A part of a definition: immutable, and a key that is not known is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, populate_by_name=True)


class Translatable:
    """Marks a text that people read: it has an address, English in the YAML, and translations in PO files."""


def _one_or_many(value: Any) -> Any:
    """Let one name stand for a list of one."""
    return value if isinstance(value, list | tuple) else [] if value is None else [value]


def _period(value: str) -> str:
    """Refuse what `deadlines` cannot read as a period; the period stays as written."""
    parse_period(value)
    return value


Id = Annotated[str, Field(pattern=ID_PATTERN)]
Address = Annotated[str, Field(pattern=ADDRESS_PATTERN)]
LanguageTag = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Text = Annotated[str, Field(min_length=1), Translatable()]
ConditionText = Annotated[str, Field(min_length=1, max_length=LONGEST)]
PeriodText = Annotated[str, AfterValidator(_period), WithJsonSchema({"type": "string", "pattern": PERIOD_PATTERN})]
Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
