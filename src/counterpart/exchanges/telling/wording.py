"""A notice in words: the texts of the policy area as they are today, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.core.texts import Speaker, holes
from counterpart.directory.mailing import said_of_network
from counterpart.foundation.words import country_name
from counterpart.modules.pins import pinned
from counterpart.modules.texts import speaker
from counterpart.notices.about import About
from counterpart.notices.letters import Said

MOST_ACTIONS = 5


def say(about: About, language: str, values: Mapping[str, str]) -> Said:
    """Return the texts of a notice in a language, as the policy area says them today."""
    if not about.procedure:
        return said_of_network(about, language)
    spoken = speaker(about.module, about.line, language)
    procedure = f"procedure.{about.procedure}"
    machine = f"{procedure}.{about.track}" if about.track else procedure
    title = spoken.text(f"{procedure}.title")
    state = spoken.text(f"{machine}.state.{about.state}") if about.state else ""
    filled = {**values, "procedure": title, "module": spoken.text("module.title"), "state": state}
    states = pinned(about.procedure_id).rules.machine(about.track).states
    actions = states[about.state].actions if about.state in states else ()
    return Said(
        area=filled["module"],
        procedure=title,
        state=state,
        actions=tuple(spoken.text(one.text) for one in actions if about.party in one.by)[:MOST_ACTIONS],
        other=_member(spoken, about.other),
        mover=_member(spoken, about.mover),
        subject=_message(spoken, about.message, "subject", filled),
        body=_message(spoken, about.message, "body", filled),
    )


def _message(spoken: Speaker, name: str, part: str, values: Mapping[str, str]) -> str:
    """Return a message of the module, nothing where it has a placeholder that nothing fills."""
    address, known = f"message.{name}.{part}", {**values, **spoken.words}
    if not name or not all(known.get(hole.name) for hole in holes(spoken.pattern(address))):
        return ""
    return spoken.text(address, values=values)


def _member(spoken: Speaker, code: str) -> str:
    network = spoken.area.network
    member = network.members.get(code) if network is not None else None
    if member is None:
        return code
    return country_name(spoken.language, member.iso) if member.iso else spoken.members.get(code, member.name)
