"""What the codes are called that authorities are competent for: the titles of professions and sectors in all languages.

They are the texts of the policy areas, read once for each edition of what is installed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.directory.areas import area, area_names
from counterpart.directory.search.folding import forms_of
from counterpart.modules.memory import Kept, edition
from counterpart.modules.standing import line_of, revisions, versions

Code = tuple[str, str, str]
"""Policy area, list, code."""
WHOLE, PART = 10, 7
"""What a word weighs that is the whole title of a code, or one of several words."""
SHORTEST = 3
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Codes:
    """By each form of a word the codes that are called so, with what the word weighs; and the titles by language."""

    words: Mapping[str, Mapping[Code, int]]
    titles: Mapping[Code, Mapping[str, str]]

    def title(self, code: Code, language: str) -> str:
        """Return what a code is called in a language, else in English, else the code."""
        said = self.titles.get(code, {})
        return said.get(language) or said.get(ENGLISH) or code[2]


_CODES: Kept[int, Codes] = Kept(2)


def codes() -> Codes:
    """Return the codes of all policy areas: some statements for each edition, else none."""
    at = edition()
    kept = _CODES.get(at)
    return kept if kept is not None else _CODES.keep(at, _read())


def _read() -> Codes:
    titles: dict[Code, dict[str, str]] = {}
    for module in area_names():
        definition = area(module)
        lists = {role.competence for role in definition.roles.values() if role.competence}
        line = line_of(versions([module])[module][0].version)
        catalogues = {language: one.wording.texts for language, one in revisions(module, line).items()}
        for name in lists:
            for code in definition.codelists[name]:
                address = f"code.{name}.{code}"
                titles[module, name, code] = {
                    language: said[address] for language, said in catalogues.items() if said.get(address)
                }
    words: defaultdict[str, dict[Code, int]] = defaultdict(dict)
    for meant, said in titles.items():
        for word, weight in _weighed(said):
            words[word][meant] = max(weight, words[word].get(meant, 0))
    return Codes(dict(words), titles)


def _weighed(said: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for text in said.values():
        parts = forms_of(text)
        for part in parts:
            if len(part.latin) >= SHORTEST:
                yield from ((form, WHOLE if len(parts) == 1 else PART) for form in part.all)
