"""Codes of translations: I."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("I001", "A language of the network is missing", "Officials of a member could not read the module."),
    Code("I002", "There is no PO file for a language", "Everything would be shown in English."),
    Code("I003", "A translation is stale", "The English text changed; the old translation may say something else."),
    Code("I004", "The placeholders differ", "The sentence would be shown without the name or the profession."),
    Code("I005", "A translation belongs to no text", "It is left over, or its address is misspelt."),
    Code("I006", "Not everything is translated", "Readers would find English sentences among their own."),
    Code("I007", "A PO file cannot be read", "None of its translations would be used."),
    Code("I008", "An entry of a PO file cannot be used", "The text would be shown in English."),
    Code("I009", "A placeholder is written wrongly", "The braces would be shown to people as they are."),
)
