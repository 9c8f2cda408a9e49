"""Codes of who sees what: V."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("V001", "`visible_to` names somebody who takes no part", "Whoever was meant would not see it."),
    Code("V002", "`visible_to` names a state that does not exist", "It would never be shown."),
    Code("V003", "`visible_to` of a procedure names neither a kind of data nor a form", "It would restrict nothing."),
    Code("V004", "Personal data that nobody may ever see", "They would be collected for no purpose."),
    Code("V005", "A field that nobody may ever see", "It would be filled in for nobody."),
    Code("V006", "A question names what its reader may not see", "Whoever has to answer it would not know about whom or what."),
    Code("V007", "A refusal tells what the reader may not see", "Whether the button is greyed would show a hidden value."),
    Code("V008", "`visible_to` says nothing", "It looks like a restriction, and is none."),
    Code("V009", "Somebody may see a field in states that they may not open", "The permission would never have an effect."),
    Code("V010", "Something is public and hidden at once", "Parties would be denied what the world may read."),
    Code("V011", "Nothing would be published", "The effect would show an empty page."),
)  # fmt: skip
