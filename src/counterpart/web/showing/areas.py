"""Which procedures a visitor may start, and whom each of them asks."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.definitions.forms import placed_fields
from counterpart.core.errors import Refused
from counterpart.core.workflow import Rulebook
from counterpart.core.workflow.filling import CHOICE
from counterpart.directory.queries.players import Roles, roles_of
from counterpart.exchanges.parties import beginning_party
from counterpart.exchanges.permissions import must_hold_right
from counterpart.exchanges.storage.setting import OF_NO_MEMBER
from counterpart.modules.pins import Pinned, installed, newest
from counterpart.modules.texts import speaker
from counterpart.web.visit import Visit

FILES = frozenset({"file", "files"})


@dataclass(frozen=True, slots=True)
class Startable:
    """A procedure that can be begun; `responder` is the party that has to be chosen for it, if there is one.

    `at_once` says that it is asked with all that is in it: nothing is written first.
    """

    module: str
    procedure: str
    line: str
    responder: str
    responder_role: str
    at_once: bool = False

    @classmethod
    def of(cls, pin: Pinned) -> Startable:
        """Return what can be begun with a procedure."""
        if is_asked_at_once(pin.rules):
            return cls(pin.module, pin.procedure, pin.line, "", "", at_once=True)
        party = asked_party(pin)
        roles = pin.rules.parties[party].role if party else ()
        return cls(pin.module, pin.procedure, pin.line, party, roles[0] if roles else "")

    def title(self, language: str) -> str:
        """Return what the procedure is called."""
        return speaker(self.module, self.line, language).text(f"procedure.{self.procedure}.title")

    def area(self, language: str) -> str:
        """Return what the policy area is called."""
        return speaker(self.module, self.line, language).text("module.title")


def asked_party(pin: Pinned) -> str:
    """Return the one party that the starter has to choose before it can write: required, single, of a member.

    Empty where the procedure has none (an alert goes to many, a register entry to nobody).
    """
    rules = pin.rules
    begins = beginning_party(rules)
    for name, party in rules.parties.items():
        if (
            name in (rules.starter, begins)
            or _is_chosen_later(rules, name)
            or party.optional
            or party.many
            or party.of
            or party.external
        ):
            continue
        if party.country is not None and party.country != OF_NO_MEMBER:
            return name
    return ""


def _is_chosen_later(rules: Rulebook, party: str) -> bool:
    """Say whether somebody else chooses a party with an action: then nobody need know it in the beginning."""
    actions = (one for one in rules.main.actions.values() if party not in one.by)
    chosen = (effect.effect.assign for one in actions for effect in (*one.first, *one.then))
    return any(one is not None and one.party == party and one.from_ == CHOICE for one in chosen)


def startable(visit: Visit) -> list[Startable]:
    """Return the procedures that the visitor holds the right to start for an authority of that role, by area."""
    language, roles = visit.words.language, roles_of(visit.who.authority_id or 0)
    found = []
    for module in installed():
        for procedure in module.procedures:
            pin = newest(module.module, procedure)
            if pin.rules.procedure.pattern is None or _is_child(pin):
                continue
            if not (_is_written_first(pin.rules) or is_asked_at_once(pin.rules)):
                continue
            try:
                must_hold_right(visit.who, pin.rules, beginning_party(pin.rules))
            except Refused:
                continue
            if _plays(roles, pin):
                found.append(Startable.of(pin))
    return sorted(found, key=lambda one: (one.area(language).casefold(), one.title(language).casefold()))


def is_asked_at_once(rules: Rulebook) -> bool:
    """Say whether somebody asks with all that is in it, and one authority answers: that is no draft of anybody.

    What goes to all registers together is for machines: nobody answers it by hand within seconds.
    """
    begins, form = beginning_party(rules), rules.procedure.subject
    if not begins or not form or begins in rules.main.states[rules.main.start].owners:
        return False
    asked = (one for name, one in rules.parties.items() if name != begins and not one.optional)
    fields = placed_fields(rules.module.forms[form])
    return not any(one.many for one in asked) and not any(one.field.type in FILES for one in fields)


def _is_written_first(rules: Rulebook) -> bool:
    """Say whether an authority that begins has something to write before others see it, or goes on at all."""
    begins = beginning_party(rules)
    return bool(begins) and begins in rules.main.states[rules.main.start].owners


def _plays(roles: Roles, pin: Pinned) -> bool:
    """Say whether the authority has a role of the party that starts; the database refuses others at the end."""
    wanted = pin.rules.parties[beginning_party(pin.rules)].role
    return not wanted or any(roles.plays(pin.module, role) for role in wanted)


def _is_child(pin: Pinned) -> bool:
    """Say whether a procedure is only ever started by another one."""
    procedures = pin.rules.module.procedures.values()
    return any(child.procedure == pin.procedure for one in procedures for child in one.children.values())
