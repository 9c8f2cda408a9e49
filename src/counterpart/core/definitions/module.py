"""A policy-area module, complete: what is checked, simulated, installed and pinned."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from pydantic import ConfigDict, Field

from counterpart.core.definitions.forms import Form
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.definitions.questions import QuestionSet
from counterpart.core.definitions.records import Interface, Message, Policy, Retention, Role, Statistic
from counterpart.core.definitions.shape import Id, LanguageTag, Part, Text

FORMAT: Final = 2


class LegalAct(Part):
    """An act that the module rests on."""

    act: str
    articles: str | None = None
    celex: str | None = None


class CodeEntry(Part):
    """One code of a list. Codes are never removed or reused, only ended (`valid_to`); extra columns are free."""

    model_config = ConfigDict(frozen=True, extra="allow")

    label: Text
    valid_from: str | None = None
    valid_to: str | None = None


class ModuleDefinition(Part):
    """Everything one module says, with what its templates and libraries gave it already merged in.

    `STAND_INS` let the rest be checked when one of these is missing or wrong, which is reported all the same.
    """

    STAND_INS: ClassVar[dict[str, str]] = {"version": "0.0.0", "title": "…"}

    format: Literal[1, 2] = FORMAT
    module: Id
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    title: Text
    library: bool = False
    summary: Text | None = None
    status: Literal["draft", "pilot", "live", "retired"] = "draft"
    legal_basis: tuple[LegalAct, ...] = ()
    source_language: LanguageTag = "en"
    languages: tuple[LanguageTag, ...] = ()
    countries: tuple[str, ...] = ()
    uses: dict[Id, str] = Field(default_factory=dict)
    roles: dict[Id, Role] = Field(default_factory=dict)
    policies: dict[Id, Policy] = Field(default_factory=dict)
    forms: dict[Id, Form] = Field(default_factory=dict)
    questionsets: dict[Id, QuestionSet] = Field(default_factory=dict)
    codelists: dict[Id, dict[str, CodeEntry]] = Field(default_factory=dict)
    procedures: dict[Id, Procedure] = Field(default_factory=dict)
    interfaces: dict[Id, Interface] = Field(default_factory=dict)
    messages: dict[Id, Message] = Field(default_factory=dict)
    retention: tuple[Retention, ...] = ()
    statistics: dict[Id, Statistic] = Field(default_factory=dict)
