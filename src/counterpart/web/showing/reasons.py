"""Why something was refused, in a sentence of the reader's language: every code that people can cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from counterpart.directory.bulk.wording import of_lists
from counterpart.foundation.words import Words
from counterpart.web.showing.problems import general
from counterpart.web.showing.sentences.authorities import of_areas, of_people, of_records, of_relations
from counterpart.web.showing.sentences.joining import of_joining, of_links
from counterpart.web.showing.sentences.reporting import of_reports
from counterpart.web.showing.sentences.rights import of_accounts, of_rights
from counterpart.web.showing.sentences.steps import of_endless_steps, of_reminding, of_steps
from counterpart.web.showing.sentences.writing import of_files, of_scanned_files, of_searching, of_values, of_writing

Family = Callable[[Words], dict[str, str]]

FAMILIES: tuple[Family, ...] = (
    of_steps, of_endless_steps, of_reminding, of_writing, of_values, of_files, of_scanned_files, of_searching,
    of_rights, of_accounts, of_people, of_records, of_relations, of_areas, of_lists, of_joining, of_links, of_reports,
)  # fmt: skip


class _Said(dict[str, object]):
    """Parameters of a reason; one that is not said reads as dots, because nobody should see a page fail for it."""

    def __missing__(self, name: str) -> str:
        return "…"


def reason(words: Words, code: str, parameters: Mapping[str, object]) -> str:
    """Return the sentence of a code, filled from the parameters (names of the definition by their titles already).

    A code without a sentence of its own is a mistake of the program, and is said so with the code, to be reported.
    """
    found = sentence_of(words, code)
    if not found:
        return words.gettext("This cannot be done (%(code)s).", code=code)
    return found % _Said(parameters)


def sentence_of(words: Words, code: str) -> str:
    """Return the sentence of a code with its gaps still open, nothing where it has none."""
    for family in FAMILIES:
        found = family(words).get(code)
        if found:
            return found
    said = general(words, code)
    return "" if said == code else said
