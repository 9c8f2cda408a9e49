"""Says the texts of a line in a reader's language, by their newest revision; and keeps the wording of every day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from counterpart.core.composing import Area
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.errors import NotFound
from counterpart.core.reading.package import Package
from counterpart.core.reading.source import Source
from counterpart.core.reading.tree import Branch
from counterpart.core.texts import Speaker
from counterpart.foundation.database.statements import row, rows
from counterpart.modules.memory import Kept, edition
from counterpart.modules.packages import Texts
from counterpart.modules.stored import module_from, network_from

MOST_VOICES = 256
MOST_WORDINGS = 512

NEWEST = """
select distinct on (language) language, revision, catalogue, untranslated
from modules_texts where module = %s and line = %s and language = any(%s)
order by language, revision desc
"""
LINE = """
select v.definition, encode(v.structure_digest, 'hex'), n.definition, n.texts
from modules_version v cross join (select definition, texts from modules_network order by revision desc limit 1) n
where v.module = %s and v.line = %s
order by string_to_array(v.version, '.')::int[] desc limit 1
"""
WORDING = "select catalogue from modules_texts where module = %s and line = %s and language = %s and revision = %s"


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, and what it reads from: evidence keeps `language` and `revision` of what somebody was shown.

    `language` is that of the wording: the reader's, or the source language where the line does not speak the reader's.
    """

    speaker: Speaker
    language: str
    revision: int


@dataclass(frozen=True, slots=True)
class _Line:
    """What all languages of a line share."""

    area: Area
    network_texts: Mapping[str, Texts]


_VOICES: Kept[tuple[str, str, str, int], Voice] = Kept(MOST_VOICES)
_LINES: Kept[tuple[str, str, int], _Line] = Kept(64)
_WORDINGS: Kept[tuple[str, str, str, int], Mapping[str, str]] = Kept(MOST_WORDINGS)


def speaker(module: str, line: str, language: str) -> Speaker:
    """Return who says the texts of a line in a language, as they read today. Statements and errors as for `voice`."""
    return voice(module, line, language).speaker


def revision(module: str, line: str, language: str) -> int:
    """Return the number of the revision that readers of a language see today. Statements and errors as for `voice`."""
    return voice(module, line, language).revision


def voice(module: str, line: str, language: str) -> Voice:
    """Return a speaker with its revision: at most two statements, none when it is in memory.

    A language that the line does not have is answered in the source language, dates and countries in the reader's.
    Raises NotFound `line_unknown` for a line that is not installed.
    """
    at = edition()
    return _VOICES.get((module, line, language, at)) or _VOICES.keep(
        (module, line, language, at), _loaded(module, line, language, at)
    )


def wording(module: str, line: str, language: str, revision: int) -> Mapping[str, str]:
    """Return all texts of a revision by address, as they read then: one statement, none when it is in memory.

    Raises NotFound `texts_unknown` for a revision that there never was.
    """
    key = (module, line, language, revision)
    kept = _WORDINGS.get(key)
    if kept is not None:
        return kept
    found = row(WORDING, key)
    if found is None:
        raise NotFound("texts_unknown", module=module, line=line, language=language, revision=revision)
    return _WORDINGS.keep(key, orjson.loads(found[0]))


def _loaded(module: str, line: str, language: str, at: int) -> Voice:
    shared = _LINES.get((module, line, at)) or _LINES.keep((module, line, at), _line(module, line))
    source = shared.area.definition.source_language
    wanted = {language, language.partition("-")[0], source}
    found = {each[0]: each[1:] for each in rows(NEWEST, [module, line, list(wanted)])}
    spoken = next(one for one in (language, language.partition("-")[0], source) if one in found)
    english: Texts = orjson.loads(found[source][1])
    number, catalogue, untranslated = found[spoken]
    left_out = set(orjson.loads(untranslated))
    said = {} if spoken == source else orjson.loads(catalogue)
    translated = {address: text for address, text in said.items() if address not in left_out}
    speaking = Speaker(shared.area, language, english, translated, *_of_network(shared, language))
    return Voice(speaking, spoken, number)


def _line(module: str, line: str) -> _Line:
    found = row(LINE, [module, line])
    if found is None:
        raise NotFound("line_unknown", module=module, line=line)
    stored, digest, profile, texts = found
    definition, nowhere = module_from(stored, digest), Path()
    package = Package(Branch(), nowhere, module, (), Source(nowhere))
    return _Line(Area(definition, Branch(), package, network_from(profile)), orjson.loads(texts))


def _of_network(shared: _Line, language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the network calls a member and its supervisor, and its members without a country, in a language."""
    network: NetworkDefinition | None = shared.area.network
    said = shared.network_texts.get(language) or shared.network_texts.get(language.partition("-")[0], {})
    words = {key: said.get(f"word.{key}", word) for key, word in shared.area.words.items()}
    codes = network.members if network is not None else {}
    members = {code: said[f"member.{code}"] for code in codes if f"member.{code}" in said}
    return words, members
