"""Laying what a module says over one template: take away, clean up, merge, and note where everything comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from counterpart.core.composing.cleaning import clean, still_named
from counterpart.core.composing.fields import fields_of, mentions_of_fields
from counterpart.core.composing.likeness import Unfinished, unfinished
from counterpart.core.composing.merging import Merged, Nulls, merge, split_nulls
from counterpart.core.composing.provenance import Ledger, LibraryLedger, Removal
from counterpart.core.composing.references import Kind, Mention, Thing, mentions, things
from counterpart.core.composing.removing import (
    FEATURES,
    REMOVE,
    WITHOUT,
    Scissors,
    TakenOut,
    dotted,
    keep_features_that_exist,
    take_out,
)
from counterpart.core.findings import Findings, nearest
from counterpart.core.reading.tree import Address, Branch, copied, position_of

EXTENDS = "extends"
DIRECTIVES = (EXTENDS, REMOVE, WITHOUT)
"""The keys that say how an entry is composed; they are no part of the result."""


@dataclass(frozen=True, slots=True)
class Template:
    """What is extended: its tree, the name that the author wrote, and where it lies (in a library, or here)."""

    tree: Branch
    name: str
    address: Address
    library: LibraryLedger | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The kind of thing that is extended: how its parts are found, and where they are named."""

    things: Callable[[Branch], dict[Thing, Address]]
    mentions: Callable[[Branch], Iterator[Mention]]


FORM = Subject(fields_of, mentions_of_fields)
MACHINE = Subject(things, mentions)


class Extension:
    """One entry (procedure, track or form) of a module on its way from a template to its composed form."""

    def __init__(self, template: Template, subject: Subject, at: Address, ledger: Ledger, findings: Findings) -> None:
        """Take the template, which stays as it is, and the address `at` which the result will lie."""
        self._template = template
        self._subject = subject
        self._at = at
        self._ledger = ledger
        self._findings = findings
        self._inherited = copied(template.tree)
        self._before = subject.things(template.tree)

    def composed(self, own: Branch) -> Branch:
        """Return the result of laying `own` over the template."""
        nulls = split_nulls(own.without(*DIRECTIVES), self._template.tree)
        taken = self._taken(own, nulls)
        gone = self._gone(taken)
        touched: tuple[tuple[Address, TakenOut], ...] = ()
        along: tuple[TakenOut, ...] = ()
        if self._subject is MACHINE and gone:
            cleaned = clean(self._inherited, gone, nulls.tree)
            touched, along = cleaned.touched, cleaned.went_along
            gone |= self._gone(along)
        self._note_removals(taken, along)
        over = self._without_unfinished(nulls.tree, [*taken, *along])
        merged = merge(self._inherited, over)
        if taken:
            keep_features_that_exist(merged.tree, self._template.tree)
        self._note_origins(merged)
        self._report_what_is_needed(merged.tree, gone)
        self._blame(touched, taken)
        return merged.tree

    def _taken(self, own: Branch, nulls: Nulls) -> list[TakenOut]:
        """Take out what the module does not want, and return it."""
        scissors = Scissors(self._inherited, self._template.name, self._findings)
        scissors.without(own)
        scissors.remove(own)
        for address in nulls.found:
            scissors.null(address, position_of(own, address))
        for address in nulls.idle:
            scissors.nothing(address, position_of(own, address))
        return scissors.taken

    def _gone(self, taken: Sequence[TakenOut]) -> dict[Thing, TakenOut]:
        """Return the things that went with what was taken out."""
        return {
            thing: each
            for thing, address in self._before.items()
            for each in taken
            if address[: len(each.address)] == each.address
        }

    def _note_removals(self, taken: Sequence[TakenOut], along: Sequence[TakenOut]) -> None:
        template = self._template.name
        for each, went_along in [*((each, False) for each in taken), *((each, True) for each in along)]:
            if each.address[0] != FEATURES:
                address = self._at + each.address
                self._ledger.removals.append(Removal(address, each.place, each.words, template, each.value, went_along))

    def _without_unfinished(self, over: Branch, taken: Sequence[TakenOut]) -> Branch:
        """Report entries that look like a misspelt inherited one or change a removed one, and leave them out."""
        kept: Branch = copied(over)
        by_address = {each.address: each for each in taken}
        for entry in list(unfinished(over, self._inherited)):
            removed = next((by_address[entry.address[:n]] for n in (2, 4) if entry.address[:n] in by_address), None)
            if removed is None and not entry.is_like_another:
                continue
            self._report_unfinished(entry, over, removed)
            take_out(kept, entry.address)
            self._ledger.reported.add(self._at + entry.address)
        return kept

    def _report_unfinished(self, entry: Unfinished, over: Branch, removed: TakenOut | None) -> None:
        place, template = position_of(over, entry.address), self._template.name
        if removed is not None:
            message = f"{entry.word} '{entry.name}' of {template} goes with `{removed.words}`, so it cannot be changed"
            self._findings.error("X014", place, message, "take one of the two out")
        else:
            message = f"{template} has no {entry.word} '{entry.name}'"
            self._findings.error("X013", place, message, nearest(entry.name, entry.beside))

    def _note_origins(self, merged: Merged) -> None:
        template = self._template
        self._ledger.inherit(self._at, template.address, template.name, template.library)
        for address in merged.own:
            self._forget_below(self._at + address)
            self._ledger.own(self._at + address)
        self._ledger.replaced.update({self._at + address: was for address, was in merged.replaced.items()})

    def _forget_below(self, address: Address) -> None:
        """Forget what was noted about the entries of a template that the module replaced as a whole."""
        size = len(address)
        for noted in [noted for noted in self._ledger.sources if noted[:size] == address]:
            del self._ledger.sources[noted]

    def _report_what_is_needed(self, tree: Branch, gone: dict[Thing, TakenOut]) -> None:
        """Report inherited mentions of what is gone, at the place that took it away (X012)."""
        missing = {thing: each for thing, each in gone.items() if thing not in self._subject.things(tree)}
        for mention in still_named(missing, self._subject.mentions(tree)):
            address = self._at + mention.address
            if self._ledger.is_own(address):
                continue  # the module's own mistake; the checker reports it where it was written
            each = missing[mention.thing]
            where = dotted(mention.address)
            message = f"{self._template.name}: '{where}' still needs {mention.thing}, which goes with `{each.words}`"
            self._findings.error("X012", each.place, message, _way_out(mention))
            self._ledger.reported.add(address)
            self._ledger.blame(address, each.place, below=True)

    def _blame(self, touched: tuple[tuple[Address, TakenOut], ...], taken: Sequence[TakenOut]) -> None:
        """Note which inherited entries a removal changed: a mistake there is one of the removal."""
        for address, each in touched:
            if not self._ledger.is_own(self._at + address):
                self._ledger.blame(self._at + address, each.place, below=True)
                self._ledger.blame(self._at + _entry(address), each.place, below=False)
        for each in taken:
            if len(each.address) > len(_entry(each.address)):
                self._ledger.blame(self._at + _entry(each.address), each.place, below=False)
        moves = _states_of_actions(self._template.tree)
        for thing, each in self._gone(taken).items():
            for action, states in moves.get(thing.machine, {}).items():
                beside = states if thing.kind is Kind.ACTION and thing.name == action else ()
                if thing.kind is Kind.STATE and thing.name in states:
                    beside = states
                for state in beside:
                    self._ledger.blame((*self._at, *thing.machine, "states", state), each.place, below=False)


def _way_out(mention: Mention) -> str:
    """Say what can be done about something that is still needed."""
    address = mention.address
    if "needs" in address or "rules" in address:
        return f"say that anew, or remove '{dotted(address[:-1])}' as well"
    return f"say '{dotted(address)}' anew, or remove it as well"


def _entry(address: Address) -> Address:
    """Return the address of the state, action or other named entry that an address lies in."""
    return address[:4] if address[:1] == ("tracks",) and len(address) > 3 else address[:2]


def _states_of_actions(tree: Branch) -> dict[Address, dict[str, tuple[str, ...]]]:
    """Return for each machine which states its actions begin or end in."""
    found: dict[Address, dict[str, tuple[str, ...]]] = {}
    for mention in mentions(tree):
        thing, address = mention.thing, mention.address
        rest = address[len(thing.machine) :]
        if thing.kind is Kind.STATE and rest[:1] == ("actions",) and rest[2:3] in {("from",), ("to",)}:
            actions = found.setdefault(thing.machine, {})
            action = str(rest[1])
            actions[action] = (*actions.get(action, ()), thing.name)
    return found
