"""What libraries share by name: roles, switches, messages and code lists always, forms where they are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counterpart.core.composing.area import Area
from counterpart.core.composing.merging import merge, split_nulls
from counterpart.core.composing.provenance import Ledger
from counterpart.core.composing.references import entries, machines
from counterpart.core.composing.removing import dotted, listed, nearest_address, take_out
from counterpart.core.composing.shared_names import shared_names
from counterpart.core.findings import Findings, Position
from counterpart.core.reading.tree import Address, Branch, copied, position_of

SHARED = ("roles", "policies", "messages", "codelists")
NOT_FORMS = frozenset({"subject", "questions"})


@dataclass(frozen=True, slots=True)
class _Offer:
    """An entry that a library offers, and where it stands."""

    library: Area
    value: Any
    place: Position


class Sharing:
    """Merges into one module what its libraries share. The tree is changed in place, the libraries never."""

    def __init__(self, tree: Branch, libraries: Sequence[Area], ledger: Ledger, findings: Findings) -> None:
        """Take the composed tree and the libraries, each after those it uses itself."""
        self._tree = tree
        self._libraries = libraries
        self._ledger = ledger
        self._findings = findings
        self._offered: dict[str, dict[str, _Offer]] = {}
        self._gone: dict[Address, Position] = {}

    def share(self) -> None:
        """Merge roles, switches, messages and code lists, and bring the forms and question sets that are named."""
        for section in SHARED:
            self._merge(section)
        for section, names in (("forms", forms_named(self._tree)), ("questionsets", sets_named(self._tree))):
            for name, place in names:
                self._bring(section, name, place)
        self._report_what_is_needed()

    def _merge(self, section: str) -> None:
        own = self._tree.get(section)
        offers = self._offers(section)
        if (own is not None and not isinstance(own, Branch)) or not offers:
            return
        mine = Branch(position=self._tree.position) if own is None else own
        shared = Branch(position=mine.position)
        for name, offer in offers.items():
            shared.put(name, copied(offer.value), offer.place)
        nulls = split_nulls(mine, shared)
        for address in nulls.idle:
            message = f"nothing called '{dotted((section, *address))}' to remove"
            self._findings.error("X002", position_of(mine, address), message, nearest_address(shared, dotted(address)))
        for address in nulls.found:
            place = position_of(mine, address)
            take_out(shared, address, place)
            self._gone[(section, *address)] = place
        merged = merge(shared, nulls.tree)
        for name, offer in offers.items():
            self._ledger.inherit((section, name), (section, name), None, offer.library.ledger)
        for address in merged.own:
            self._ledger.own((section, *address))
        self._tree.put(section, merged.tree, self._tree.at(section))

    def _report_what_is_needed(self) -> None:
        """Report what templates still need of the shared entries that the module set to null (X012)."""
        for thing, address in shared_names(self._tree) if self._gone else ():
            place = self._gone.get(thing)
            if place is not None and not self._ledger.is_own(address):
                message = f"'{dotted(address)}' still needs '{dotted(thing)}', which goes with `{thing[-1]}: null`"
                self._findings.error("X012", place, message, f"say '{dotted(address)}' anew, or remove it as well")
                self._ledger.reported.add(address)
                self._ledger.blame(address, place, below=True)

    def _bring(self, section: str, name: str, place: Position) -> None:
        """Take a form or question set from a library, unless the module has one of that name (perhaps a broken one)."""
        here: Address = (section, name)
        found = self._tree.get(section, Branch(position=place))
        if not isinstance(found, Branch) or name in found or here in self._ledger.reported:
            return
        offer = self._offers(section).get(name)
        if offer is not None:
            found.put(name, copied(offer.value), offer.place)
            self._ledger.inherit(here, here, None, offer.library.ledger)
            self._tree.put(section, found, self._tree.at(section))

    def _offers(self, section: str) -> dict[str, _Offer]:
        """Return what the libraries offer in a section; of two that know each other the one that uses the other counts.

        Two that do not know each other and say different things are reported (X015).
        """
        if section not in self._offered:
            offers: dict[str, _Offer] = {}
            for library in self._libraries:
                for name, value in entries(library.tree, section):
                    offer = _Offer(library, value, library.tree[section].at(name))
                    offers[name] = self._better(offers[name], offer, (section, name)) if name in offers else offer
            self._offered[section] = offers
        return self._offered[section]

    def _better(self, first: _Offer, second: _Offer, address: Address) -> _Offer:
        if second.value == first.value or not second.library.wrote(address):
            return first
        if second.library.library(first.library.name) is not None or not first.library.wrote(address):
            return second
        message = f"both '{first.library.name}' and '{second.library.name}' give '{dotted(address)}'"
        hint = "use one of the two, or have one of them use the other"
        self._findings.error("X015", self._tree.at("uses"), message, hint)
        return first


def forms_named(tree: Branch) -> Iterator[tuple[str, Position]]:
    """Iterate over the names of forms that procedures and interfaces use, with the places where they stand."""
    for _, procedure in entries(tree, "procedures"):
        for key in ("subject", "forms"):
            yield from listed(procedure.get(key), procedure.at(key))
        for _, machine in machines(procedure):
            for _, action in entries(machine, "actions"):
                for key in ("form", "complete"):
                    yield from _words(action.get(key), action.at(key))
            for _, state in entries(machine, "states"):
                yield from _edited(state)
    for _, interface in entries(tree, "interfaces"):
        for _, operation in entries(interface, "operations"):
            for key in ("request", "response"):
                yield from listed(operation.get(key), operation.at(key))


def sets_named(tree: Branch) -> Iterator[tuple[str, Position]]:
    """Iterate over the names of question sets that procedures use."""
    for _, procedure in entries(tree, "procedures"):
        yield from listed(procedure.get("questions"), procedure.at("questions"))


def _edited(state: Branch) -> Iterator[tuple[str, Position]]:
    editors = state.get("edit")
    values = editors.values() if isinstance(editors, Branch) else [editors]
    for value in values:
        yield from _words(value, state.at("edit"))


def _words(value: Any, place: Position) -> Iterator[tuple[str, Position]]:
    yield from ((name, where) for name, where in listed(value, place) if name not in NOT_FORMS)
