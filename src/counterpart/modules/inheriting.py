"""Texts of a library in the lines of modules that were composed with it (modules-grammar.md 12).

A module's definition holds a copy of what it took from a library. The structure stays as it was composed; the wording
follows the library's patches, in both directions: a patch of the library is laid over the lines that have it, and a
module that was composed with an older patch than the one installed gets the newer wording.
"""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.modules.packages import Wording

Origins = Mapping[str, tuple[str, str]]


def overlaid(
    wordings: Mapping[str, Wording],
    origins: Origins,
    owner: str,
    owned: Mapping[str, Wording],
    source_language: str,
) -> dict[str, Wording]:
    """Return wordings in which every text that `owner` wrote reads as it does in `owned`, by language.

    A language that the owner does not have says the owner's source language, and counts as not translated. An address
    that the owner no longer has keeps its text.
    """
    there = {address: at for address, (name, at) in origins.items() if name == owner}
    if not there or source_language not in owned:
        return dict(wordings)
    return {
        language: _laid_over(wording, there, owned[source_language], owned.get(language), language == source_language)
        for language, wording in wordings.items()
    }


def _laid_over(
    wording: Wording, there: Mapping[str, str], source: Wording, said: Wording | None, is_source: bool
) -> Wording:
    texts, untranslated = dict(wording.texts), set(wording.untranslated)
    for address, at in there.items():
        if at not in source.texts or address not in texts:
            continue
        translated = said is not None and at in said.texts and at not in said.untranslated
        texts[address] = said.texts[at] if said is not None and translated else source.texts[at]
        untranslated.discard(address)
        if not translated and not is_source:
            untranslated.add(address)
    return Wording(texts, tuple(sorted(untranslated)))
