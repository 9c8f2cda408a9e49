"""Finding what `extends` names, in the right order: forms, procedures and tracks of one module, and of its libraries.

An entry that extends something broken is broken itself, without a finding of its own: one mistake is said once. Broken
entries are taken out of the tree; what the module wrote in them is checked apart, by the schema only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from counterpart.core.composing.allowance import Allowance
from counterpart.core.composing.extending import DIRECTIVES, EXTENDS, FORM, MACHINE, Extension, Template
from counterpart.core.composing.provenance import Ledger, LibraryLedger
from counterpart.core.composing.removing import REMOVE, WITHOUT, check_features, map_under
from counterpart.core.composing.tracks import TRACK, Tracks, dotted_tracks, split_tracks, without_tracks
from counterpart.core.findings import Findings, Position, nearest
from counterpart.core.reading.tree import Address, Branch, position_of, value_at

FORMS, PROCEDURES, TRACKS = "forms", "procedures", "tracks"
LONGEST_CHAIN = 8
_WORDS = {FORMS: "form", PROCEDURES: "procedure"}


class Library(Protocol):
    """What is needed of a library that templates are taken from."""

    @property
    def tree(self) -> Branch:
        """Return the composed tree of the library."""

    @property
    def ledger(self) -> LibraryLedger:
        """Return what the library knows about the origins of its entries."""


FindLibrary = Callable[[str, Position], Library | None]
"""Returns a library by name; when there is none, reports that at the given place."""


class Resolver:
    """Composes all entries of one module. `broken` are the addresses of those that could not be composed."""

    longest_chain = LONGEST_CHAIN

    def __init__(
        self,
        tree: Branch,
        ledger: Ledger,
        findings: Findings,
        library: FindLibrary,
        *,
        complete: bool = True,
        allowance: Allowance | None = None,
    ) -> None:
        """Take the tree, which is changed in place.

        `complete` is False when a file of the module could not be read: then a missing template of its own is not
        reported again. `allowance` is how much may be inherited (None: the usual).
        """
        self._tree = tree
        self._ledger = ledger
        self._findings = findings
        self._library = library
        self._complete = complete
        self.allowance = allowance or Allowance(findings)
        self._done: dict[Address, Branch | None] = {}
        self._active: list[Address] = []
        self.broken: list[Address] = []

    def resolve_all(self) -> None:
        """Compose every form and procedure, and take those out that cannot be composed."""
        for section in (FORMS, PROCEDURES):
            for name in list(self._entries(section)):
                self._resolved((section, name))
        for address in self.broken:
            self._entries(str(address[0])).pop(str(address[1]), None)
            self._ledger.reported.add(address)
        for procedure in self._entries(PROCEDURES).values():
            if isinstance(procedure, Branch):
                check_features(procedure, self._findings)

    def _entries(self, section: str) -> Branch:
        return map_under(self._tree, section)

    def _resolved(self, address: Address) -> Branch | None:
        """Return the composed entry at an address, or None when it is broken."""
        if address in self._done:
            return self._done[address]
        own = value_at(self._tree, address)
        if not isinstance(own, Branch) or self._is_circle(address) or self._is_too_long():
            return None
        self._active.append(address)
        result = self._composed(address, own)
        self._active.pop()
        self._done[address] = result
        if result is None:
            self.broken.append(address)
        else:
            self._entries(str(address[0]))[str(address[1])] = result
        return result

    def _composed(self, address: Address, own: Branch) -> Branch | None:
        section = str(address[0])
        over, pending = split_tracks(own) if section == PROCEDURES else (own, {})
        if EXTENDS in own:
            template = self._template(section, own)
            if template is None or not self.allowance.covers(template.tree, own.at(EXTENDS)):
                return None
            subject = FORM if section == FORMS else MACHINE
            extension = Extension(without_tracks(template, pending), subject, address, self._ledger, self._findings)
            result = extension.composed(over)
        else:
            self._refuse_directives(own)
            result = over.without(*DIRECTIVES)
        whole = Tracks(result, address, pending, self, self._ledger, self._findings).compose()
        return result if whole else None

    def _refuse_directives(self, own: Branch) -> None:
        for key in (REMOVE, WITHOUT):
            if key in own:
                message = f"'{key}' stands here without '{EXTENDS}', so nothing is inherited"
                self._findings.error("X018", own.at(key), message, "take it out, or say what is extended")

    # ------------------------------------------------------------------------------------------------ what is named
    def _template(self, section: str, own: Branch) -> Template | None:
        """Return what a form or procedure extends, or None after a finding."""
        word = _WORDS[section]
        wanted = self.name_after_extends(own, word)
        if wanted is None:
            return None
        library, slash, rest = wanted.rpartition("/")
        place = own.at(EXTENDS)
        if slash:
            found = self._library(library, place)
            entries = value_at(found.tree, (section,)) if found is not None else None
            choices = [f"{library}/{name}" for name in entries] if isinstance(entries, Branch) else []
            return self._of_library(found, (section, rest), wanted, word, place, choices) if found else None
        base = self._resolved((section, wanted))
        if base is not None:
            return Template(base, wanted, (section, wanted))
        if wanted not in self._entries(section):
            self.report_missing(wanted, word, place, list(self._entries(section)))
        return None

    def name_after_extends(self, own: Branch, word: str) -> str | None:
        """Return what an entry extends, or None after a finding."""
        name = own[EXTENDS]
        if isinstance(name, str) and name:
            return name
        hint = f"write e.g. '{EXTENDS}: std/…', or the name of another {word}"
        self._findings.error("X019", own.at(EXTENDS), f"'{EXTENDS}' names one {word}", hint)
        return None

    def track_of_library(self, wanted: str, place: Position) -> Template | None:
        """Return `library/procedure.track`, or None after a finding (or without, if it is broken)."""
        library, _, rest = wanted.rpartition("/")
        procedure, _, name = rest.rpartition(".")
        found = self._library(library, place)
        if found is None:
            return None
        choices = [f"{library}/{each}" for each in dotted_tracks(found.tree)]
        return self._of_library(found, (PROCEDURES, procedure, TRACKS, name), wanted, TRACK, place, choices)

    def track_of_procedure(self, wanted: str, place: Position) -> Template | None:
        """Return `procedure.track` of this module, or None after a finding (or without, if it is broken)."""
        procedure, _, name = wanted.rpartition(".")
        tree = self._resolved((PROCEDURES, procedure))
        base = value_at(tree, (TRACKS, name)) if tree is not None else None
        if isinstance(base, Branch):
            return Template(base, wanted, (PROCEDURES, procedure, TRACKS, name))
        if tree is not None:
            self.report_missing(wanted, TRACK, place, dotted_tracks(Branch({PROCEDURES: Branch({procedure: tree})})))
        elif procedure not in self._entries(PROCEDURES):
            self.report_missing(wanted, TRACK, place, [f"{each}.{name}" for each in self._entries(PROCEDURES)])
        return None

    def _of_library(
        self, library: Library, address: Address, wanted: str, word: str, place: Position, choices: list[str]
    ) -> Template | None:
        base = value_at(library.tree, address)
        if isinstance(base, Branch):
            return Template(base, wanted, address, library.ledger)
        if not library.ledger.provenance.is_reported(address[:2]):
            self.report_missing(wanted, word, place, choices)
        return None

    def report_missing(self, name: str, word: str, place: Position, choices: list[str]) -> None:
        """Report that nothing called so is there to extend."""
        if not self._complete and "/" not in name:
            return  # it may stand in the file that could not be read
        otherwise = f"{word}s: {', '.join(choices)}" if choices else ""
        self._findings.error("X001", place, f"no {word} '{name}'", nearest(name, choices, otherwise=otherwise))

    # ------------------------------------------------------------------------------------------------------ circles
    def _is_circle(self, address: Address) -> bool:
        if address not in self._active:
            return False
        circle = self._active[self._active.index(address) :]
        names = " → ".join(str(each[1]) for each in [*circle, address])
        for each in circle:
            place = position_of(self._tree, (*each, EXTENDS))
            message = f"{_WORDS[str(each[0])]} '{each[1]}' extends itself: {names}"
            self._findings.error("X003", place, message, f"one of them has to do without '{EXTENDS}'")
        return True

    def _is_too_long(self) -> bool:
        if len(self._active) < LONGEST_CHAIN:
            return False
        place = position_of(self._tree, (*self._active[-1], EXTENDS))
        message = f"more than {LONGEST_CHAIN} entries extend one another here"
        self._findings.error("X004", place, message, "extend the first of them directly")
        return True
